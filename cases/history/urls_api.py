"""Addresses of the history’s API, under /api/."""

from django.urls import path

from cases.history.api import HistoryViewSet

of_case = HistoryViewSet.as_view({"get": "of_case"})
of_record = HistoryViewSet.as_view({"get": "of_record"})

urlpatterns = [
    path("cases/<uuid:pk>/history/", of_case, name="api_case_history"),
    path("cases/<uuid:pk>/history/<slug:noun>/<uuid:record>/", of_record, name="api_case_record_history"),
]
