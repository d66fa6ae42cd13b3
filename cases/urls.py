"""Addresses of joint cases."""

from django.conf import settings
from django.urls import include, path

from cases import views

urlpatterns = [
    path("cases/", views.case_list, name="cases"),
    path("cases/new/", views.case_new, name="case_new"),
    path("cases/<uuid:pk>/", views.case_page, name="case"),
    path("cases/<uuid:pk>/edit/", views.case_edit, name="case_edit"),
    path("cases/<uuid:pk>/notes/", views.case_note, name="case_note"),
    path("cases/<uuid:pk>/sharing/", views.case_sharing, name="case_sharing"),
    path("cases/<uuid:pk>/log/", views.case_log, name="case_log"),
    path("cases/<uuid:pk>/exclusion/<uuid:exclusion>/end/", views.case_readmit, name="case_readmit"),
    *(path("", include(f"cases.{room}.urls")) for room in settings.ROOMS_OF_A_CASE),
    path("cases/<uuid:pk>/<slug:act>/", views.case_act, name="case_act"),
]
