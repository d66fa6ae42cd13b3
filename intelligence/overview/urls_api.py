"""Addresses of the API over all of intelligence, under /api/."""

from django.urls import path

from intelligence.overview.api import MapView, OverviewView, QueueView, TimesView

urlpatterns = [
    path("intelligence/overview/", OverviewView.as_view(), name="api_intelligence"),
    path("intelligence/map/", MapView.as_view(), name="api_intelligence_map"),
    path("intelligence/queue/", QueueView.as_view(), name="api_intelligence_queue"),
    path("intelligence/answer-times/", TimesView.as_view(), name="api_intelligence_times"),
]
