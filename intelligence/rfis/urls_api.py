"""Addresses of the API of requests for information, under /api/."""

from django.urls import path

from intelligence.rfis.api import VIEWS, routes

ONE = "rfis/<uuid:pk>/"

urlpatterns = [
    path("rfis/", routes(get="list", post="create"), name="api_rfis"),
    path("rfis/answer-times/", routes(get="times"), name="api_rfi_times"),
    path(ONE, routes(get="retrieve"), name="api_rfi"),
    path(f"{ONE}addressees/", routes(post="add"), name="api_rfi_add"),
    path(f"{ONE}introduction/", routes(post="introduce"), name="api_rfi_show"),
    path(f"{ONE}messages/", routes(post="write"), name="api_rfi_write"),
    path(f"{ONE}withdrawal/", routes(post="withdraw"), name="api_rfi_withdraw"),
    *(path(f"{ONE}addressees/<uuid:line>/{noun}/", view, name=f"api_rfi_{noun}") for noun, view in VIEWS.items()),
]
