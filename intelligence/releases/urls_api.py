"""Addresses of the release ledger's API, under /api/."""

from django.urls import path

from intelligence.releases.api import VIEWS, routes

urlpatterns = [
    path("releases/", routes(get="list", post="create"), name="api_releases"),
    path("releases/<uuid:pk>/", routes(get="retrieve"), name="api_release"),
    *(path(f"releases/<uuid:pk>/{noun}/", view, name=f"api_release_{noun}") for noun, view in VIEWS.items()),
    path("reports/<uuid:pk>/releases/", routes(post="offer"), name="api_report_releases"),
]
