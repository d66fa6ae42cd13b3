"""Addresses of the API of warrants, under /api/."""

from django.urls import path

from cases.warrants.api import VIEWS, WarrantViewSet

listed = WarrantViewSet.as_view({"get": "list", "post": "create"})
one = WarrantViewSet.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"})
ONE = "cases/<uuid:pk>/warrants/<uuid:warrant>/"

urlpatterns = [
    path("warrants/", WarrantViewSet.as_view({"get": "across"}), name="api_warrants"),
    path("cases/<uuid:pk>/warrants/", listed, name="api_case_warrants"),
    path(ONE, one, name="api_case_warrant"),
    *(path(f"{ONE}{noun}/", view, name=f"api_case_warrant_{noun}") for noun, view in VIEWS.items()),
]
