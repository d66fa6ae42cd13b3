"""Addresses of the search's API, under /api/."""

from django.urls import path

from cases.search.api import SearchViewSet, ViewViewSet

urlpatterns = [
    path("cases/search/", SearchViewSet.as_view({"post": "create"}), name="api_case_search"),
    path("cases/export/", SearchViewSet.as_view({"post": "export"}), name="api_case_export"),
    path("cases/views/", ViewViewSet.as_view({"get": "list", "post": "create"}), name="api_case_views"),
    path(
        "cases/views/<uuid:view>/", ViewViewSet.as_view({"get": "retrieve", "delete": "destroy"}), name="api_case_view"
    ),
]
