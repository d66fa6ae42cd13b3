"""Addresses of the chronology's API, under /api/."""

from django.urls import path

from cases.chronology.api import ChronologyViewSet, EntryViewSet, RouteViewSet

CASE, ENTRY, ROUTE = "cases/<uuid:pk>/", "cases/<uuid:pk>/entries/<uuid:entry>/", "cases/<uuid:pk>/routes/<uuid:route>/"
urlpatterns = [
    path(f"{CASE}entries/", EntryViewSet.as_view({"get": "list", "post": "create"}), name="api_case_entries"),
    path(ENTRY, EntryViewSet.as_view({"get": "retrieve", "patch": "partial_update"}), name="api_case_entry"),
    path(f"{ENTRY}removal/", EntryViewSet.as_view({"post": "remove"}), name="api_case_entry_removal"),
    path(f"{CASE}routes/", RouteViewSet.as_view({"get": "list", "post": "create"}), name="api_case_routes"),
    path(ROUTE, RouteViewSet.as_view({"get": "retrieve", "patch": "partial_update"}), name="api_case_route"),
    path(f"{ROUTE}removal/", RouteViewSet.as_view({"post": "remove"}), name="api_case_route_removal"),
    path(f"{CASE}map/", ChronologyViewSet.as_view({"get": "map"}), name="api_case_map"),
    path(f"{CASE}chronology/", ChronologyViewSet.as_view({"get": "timeline"}), name="api_case_chronology"),
]
