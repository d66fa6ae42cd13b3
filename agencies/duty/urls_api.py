"""Addresses of the roster's API, under /api/."""

from django.urls import path

from agencies.duty.api import RosterViewSet

urlpatterns = [
    path(
        "agencies/<uuid:pk>/duty/",
        RosterViewSet.as_view({"get": "retrieve", "post": "create"}),
        name="api_agency_duty",
    ),
    path("agencies/<uuid:pk>/duty/<uuid:turn>/", RosterViewSet.as_view({"delete": "destroy"}), name="api_agency_turn"),
]
