"""Addresses of this room’s API, under /api/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
