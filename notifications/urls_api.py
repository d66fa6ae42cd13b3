"""Addresses of the inbox's API, under /api/."""

from typing import Any

from django.urls import path

from notifications.api import ChoicesViewSet, InboxViewSet, WatchViewSet

GET_PUT: dict[str, Any] = {"get": "retrieve", "put": "update"}

urlpatterns = [
    path("inbox/", InboxViewSet.as_view({"get": "list"}), name="api_inbox"),
    path("inbox/marks/", InboxViewSet.as_view({"post": "mark"}), name="api_inbox_marks"),
    path("inbox/choices/", ChoicesViewSet.as_view(GET_PUT), name="api_inbox_choices"),
    path("inbox/watch/<slug:kind>/<uuid:root>/", WatchViewSet.as_view(GET_PUT), name="api_inbox_watch"),
]
