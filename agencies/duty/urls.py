"""Addresses of the roster."""

from django.urls import path

from agencies.duty import views

urlpatterns = [
    path("agencies/<uuid:pk>/duty/", views.agency_duty, name="agency_duty"),
    path("agencies/<uuid:pk>/duty/<uuid:turn>/end/", views.agency_duty_end, name="agency_duty_end"),
]
