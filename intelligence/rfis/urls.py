"""Addresses of requests for information."""

from django.urls import path

from intelligence.rfis import views

ONE = "rfis/<uuid:pk>/"

urlpatterns = [
    path("rfis/", views.rfi_list, name="rfis"),
    path("rfis/new/", views.rfi_new, name="rfi_new"),
    path(ONE, views.rfi_page, name="rfi"),
    path(f"{ONE}addressees/", views.rfi_add, name="rfi_add"),
    path(f"{ONE}introduction/", views.rfi_show, name="rfi_show"),
    path(f"{ONE}messages/", views.rfi_write, name="rfi_write"),
    path(f"{ONE}withdrawal/", views.rfi_withdraw, name="rfi_withdraw"),
    path(f"{ONE}addressees/<uuid:line>/<slug:act>/", views.rfi_act, name="rfi_act"),
]
