"""Addresses of case review meetings."""

from django.urls import path

from cases.reviews import views
from cases.reviews import views_agenda as agenda

ONE = "reviews/<uuid:pk>/"
ITEM = f"{ONE}agenda/<uuid:item>/"

urlpatterns = [
    path("reviews/", views.review_list, name="reviews"),
    path("reviews/new/", views.review_new, name="review_new"),
    path(ONE, views.review_page, name="review"),
    path(f"{ONE}edit/", views.review_edit, name="review_edit"),
    path(f"{ONE}minutes/", views.review_minutes, name="review_minutes"),
    path(f"{ONE}minutes.pdf", views.review_paper, name="review_paper"),
    path(f"{ONE}agenda/new/", agenda.item_new, name="review_item_new"),
    path(ITEM, agenda.item_page, name="review_item"),
    path(f"{ITEM}texts/", agenda.item_write, name="review_item_write"),
    path(f"{ITEM}discussion/", agenda.item_discussed, name="review_item_discussed"),
    path(f"{ITEM}removal/", agenda.item_off, name="review_item_off"),
    path(f"{ITEM}decisions/", agenda.decision_new, name="review_decision_new"),
    path(f"{ITEM}decisions/<uuid:decision>/removal/", agenda.decision_end, name="review_decision_end"),
    path(f"{ONE}figures/", agenda.figure_new, name="review_figure_new"),
    path(f"{ONE}figures/<uuid:figure>/removal/", agenda.figure_end, name="review_figure_end"),
    path(f"{ONE}<slug:act>/", views.review_act, name="review_act"),
]
