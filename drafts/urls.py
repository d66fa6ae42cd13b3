"""Addresses of drafts, for scripts."""

from django.urls import path

from drafts import views

urlpatterns = [
    path("drafts/", views.drafts, name="drafts"),
    path("drafts/discard/", views.draft_discard, name="draft_discard"),
]
