"""Addresses of the cases' API, under /api/."""

from django.conf import settings
from django.urls import include, path

from cases.api import CaseViewSet
from cases.api_acts import VIEWS

cases = CaseViewSet.as_view({"get": "list", "post": "create"})
case = CaseViewSet.as_view({"get": "retrieve", "patch": "partial_update"})

urlpatterns = [
    path("cases/", cases, name="api_cases"),
    path("cases/<uuid:pk>/", case, name="api_case"),
    path("cases/<uuid:pk>/notes/", CaseViewSet.as_view({"get": "notes", "post": "add_note"}), name="api_case_notes"),
    path("cases/<uuid:pk>/notes/<uuid:note>/", CaseViewSet.as_view({"get": "note"}), name="api_case_note"),
    path("cases/<uuid:pk>/timeline/", CaseViewSet.as_view({"get": "timeline"}), name="api_case_timeline"),
    path("cases/<uuid:pk>/log/", CaseViewSet.as_view({"get": "log"}), name="api_case_log"),
    *(path("", include(f"cases.{room}.urls_api")) for room in settings.ROOMS_OF_A_CASE),
    *(path(f"cases/<uuid:pk>/{noun}/", view, name=f"api_case_{noun}") for noun, view in VIEWS.items()),
]
