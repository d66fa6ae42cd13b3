"""The log's addresses under /api/."""

from django.urls import path

from audit.api import Events

urlpatterns = [
    path("events/", Events.as_view(), name="api_events"),
]
