"""Addresses of the sources' API, under /api/."""

from django.urls import path

from intelligence.sources.api import Reveal, routes

urlpatterns = [
    path("sources/", routes(get="list", post="create"), name="api_sources"),
    path("sources/<uuid:pk>/", routes(get="retrieve"), name="api_source"),
    path("sources/<uuid:pk>/identity/", routes(post="identify"), name="api_source_identity"),
    path("sources/<uuid:pk>/reveal/", Reveal.as_view(), name="api_source_reveal"),
    path("sources/<uuid:pk>/payments/", routes(post="pay"), name="api_source_payments"),
    path("sources/<uuid:pk>/grades/", routes(get="grades", post="grade"), name="api_source_grades"),
    path("sources/<uuid:pk>/handover/", routes(post="hand_over"), name="api_source_handover"),
    path("sources/<uuid:pk>/handover/answer/", routes(post="answer"), name="api_source_answer"),
]
