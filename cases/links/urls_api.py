"""Addresses of this room’s API, under /api/."""

from django.urls import path

from cases.links.api import LinkViewSet

OF = "cases/<uuid:pk>/links/"

urlpatterns = [
    path(OF, LinkViewSet.as_view({"get": "list", "post": "create"}), name="api_case_links"),
    path(f"{OF}chart/", LinkViewSet.as_view({"get": "chart"}), name="api_case_link_chart"),
    path(
        f"{OF}<uuid:link>/", LinkViewSet.as_view({"get": "retrieve", "patch": "partial_update"}), name="api_case_link"
    ),
    path(f"{OF}<uuid:link>/removal/", LinkViewSet.as_view({"post": "remove"}), name="api_case_link_removal"),
]
