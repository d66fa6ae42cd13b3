"""Addresses of the notices of a case."""

from django.urls import path

from intelligence.notices import views

ALL = "cases/<uuid:pk>/notices/"
ONE = f"{ALL}<uuid:notice>/"

urlpatterns = [
    path(ALL, views.case_notices, name="case_notices"),
    path(f"{ALL}new/", views.case_notice_new, name="case_notice_new"),
    path(ONE, views.case_notice, name="case_notice"),
    path(f"{ONE}edit/", views.case_notice_edit, name="case_notice_edit"),
    path(f"{ONE}pack/", views.case_notice_pack, name="case_notice_pack"),
    path(f"{ONE}<slug:act>/", views.case_notice_act, name="case_notice_act"),
]
