"""Addresses of the history of a case."""

from django.urls import path

from cases.history import views

urlpatterns = [
    path("cases/<uuid:pk>/history/", views.case_history, name="case_history"),
    path("cases/<uuid:pk>/history/<slug:noun>/<uuid:record>/", views.case_record_history, name="case_record_history"),
]
