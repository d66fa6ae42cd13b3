"""Addresses of the action plan’s API, under /api/."""

from typing import Any

from django.urls import path

from cases.plan.api import VIEWS, ActionViewSet

OF = "cases/<uuid:pk>/actions/"
ONE = f"{OF}<uuid:action>/"
SAID: Any = {"get": "comments", "post": "add_comment"}

urlpatterns = [
    path(OF, ActionViewSet.as_view({"get": "list", "post": "create"}), name="api_case_actions"),
    path(ONE, ActionViewSet.as_view({"get": "retrieve", "patch": "partial_update"}), name="api_case_action"),
    path(f"{ONE}comments/", ActionViewSet.as_view(SAID), name="api_case_action_comments"),
    *(path(f"{ONE}{name}/", view, name=f"api_case_action_{name}") for name, view in VIEWS.items()),
]
