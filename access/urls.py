"""Addresses of the acting agency's exclusions."""

from django.urls import path

from access import views

urlpatterns = [
    path("exclusions/", views.exclusions, name="exclusions"),
    path("exclusions/<uuid:pk>/end/", views.exclusion_end, name="exclusion_end"),
]
