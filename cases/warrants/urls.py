"""Addresses of warrants."""

from django.urls import path

from cases.warrants import views

urlpatterns = [
    path("warrants/", views.warrants, name="warrants"),
    path("cases/<uuid:pk>/warrants/", views.case_warrants, name="case_warrants"),
    path("cases/<uuid:pk>/warrants/new/", views.case_warrant_new, name="case_warrant_new"),
    path("cases/<uuid:pk>/warrants/<uuid:warrant>/", views.case_warrant, name="case_warrant"),
    path("cases/<uuid:pk>/warrants/<uuid:warrant>/edit/", views.case_warrant_edit, name="case_warrant_edit"),
    path("cases/<uuid:pk>/warrants/<uuid:warrant>/<slug:act>/", views.case_warrant_act, name="case_warrant_act"),
]
