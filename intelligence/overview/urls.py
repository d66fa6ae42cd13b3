"""Addresses of the pages over all of intelligence."""

from django.urls import path

from intelligence.overview import views

urlpatterns = [
    path("intelligence/", views.figures, name="intelligence"),
    path("intelligence/map/", views.mapped, name="intelligence_map"),
    path("intelligence/queue/", views.queue, name="intelligence_queue"),
    path("intelligence/answer-times/", views.times, name="intelligence_times"),
]
