"""Addresses of the API of offences, under /api/."""

from typing import Any

from django.urls import path

from cases.offences.api import ClaimViewSet, GroundViewSet, VictimGroupViewSet

LISTED: Any = {"get": "list", "post": "create"}
ONE: Any = {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
HERE = "cases/<uuid:pk>/offences/"

urlpatterns = [
    path(HERE, VictimGroupViewSet.as_view({"get": "assessed"}), name="api_case_offences"),
    path(f"{HERE}groups/", VictimGroupViewSet.as_view(LISTED), name="api_case_victim_groups"),
    path(f"{HERE}groups/<uuid:group>/", VictimGroupViewSet.as_view(ONE), name="api_case_victim_group"),
    path(f"{HERE}claims/", ClaimViewSet.as_view(LISTED), name="api_case_claims"),
    path(f"{HERE}claims/<uuid:claim>/", ClaimViewSet.as_view(ONE), name="api_case_claim"),
    path(f"{HERE}grounds/", GroundViewSet.as_view(LISTED), name="api_case_grounds"),
    path(
        f"{HERE}grounds/<uuid:ground>/",
        GroundViewSet.as_view({"get": "retrieve", "delete": "destroy"}),
        name="api_case_ground",
    ),
]
