"""Addresses of the action plan."""

from django.urls import path

from cases.plan import views

OF = "cases/<uuid:pk>/plan/"
ONE = f"{OF}<uuid:action>/"

urlpatterns = [
    path(OF, views.plan, name="case_actions"),
    path(f"{OF}new/", views.action_new, name="case_action_new"),
    path(ONE, views.action_page, name="case_action"),
    path(f"{ONE}edit/", views.action_edit, name="case_action_edit"),
    path(f"{ONE}comments/", views.action_comment, name="case_action_comment"),
    path(f"{ONE}<slug:act>/", views.action_act, name="case_action_act"),
]
