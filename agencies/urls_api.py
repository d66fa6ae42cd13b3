"""API addresses of signing in, of the directory, and of oneself."""

from django.urls import path

from agencies import api

urlpatterns = [
    path("auth/token/", api.Token.as_view(), name="api_token"),
    path("me/", api.Me.as_view(), name="api_me"),
    path("agencies/", api.Agencies.as_view(), name="api_agencies"),
    path("agencies/<uuid:pk>/", api.OneAgency.as_view(), name="api_agency"),
]
