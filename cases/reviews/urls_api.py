"""Addresses of the meetings’ API, under /api/."""

from typing import Any

from django.urls import path

from cases.reviews.api import VIEWS, ReviewViewSet
from cases.reviews.api_agenda import AgendaViewSet, DecisionViewSet, FigureViewSet

ONE = "reviews/<uuid:pk>/"
ITEM = f"{ONE}agenda/<uuid:item>/"
LISTED: Any = {"get": "list", "post": "create"}
ONE_OF: Any = {"get": "retrieve", "patch": "partial_update"}

urlpatterns = [
    path("reviews/", ReviewViewSet.as_view(LISTED), name="api_reviews"),
    path(ONE, ReviewViewSet.as_view(ONE_OF), name="api_review"),
    path(f"{ONE}minutes/", ReviewViewSet.as_view({"get": "minutes"}), name="api_review_minutes"),
    path(f"{ONE}agenda/", AgendaViewSet.as_view(LISTED), name="api_review_items"),
    path(ITEM, AgendaViewSet.as_view(ONE_OF), name="api_review_item"),
    path(f"{ITEM}discussion/", AgendaViewSet.as_view({"post": "discuss"}), name="api_review_item_discussed"),
    path(f"{ITEM}removal/", AgendaViewSet.as_view({"post": "take_off"}), name="api_review_item_off"),
    path(f"{ITEM}decisions/", DecisionViewSet.as_view(LISTED), name="api_review_decisions"),
    path(
        f"{ITEM}decisions/<uuid:decision>/removal/",
        DecisionViewSet.as_view({"post": "take_back"}),
        name="api_review_decision_end",
    ),
    path(f"{ONE}figures/", FigureViewSet.as_view(LISTED), name="api_review_figures"),
    path(
        f"{ONE}figures/<uuid:figure>/removal/",
        FigureViewSet.as_view({"post": "take_back"}),
        name="api_review_figure_end",
    ),
    *(path(f"{ONE}{name}/", view, name=f"api_review_{name}") for name, view in VIEWS.items()),
]
