"""Addresses of evidence."""

from django.urls import path

from cases.evidence import views

ITEM = "cases/<uuid:pk>/evidence/<uuid:evidence>/"
urlpatterns = [
    path("cases/<uuid:pk>/evidence/", views.evidence_list, name="case_evidence_list"),
    path("cases/<uuid:pk>/evidence/new/", views.evidence_new, name="case_evidence_new"),
    path(ITEM, views.evidence_page, name="case_evidence"),
    path(f"{ITEM}edit/", views.evidence_edit, name="case_evidence_edit"),
    path(f"{ITEM}versions/", views.evidence_version, name="case_evidence_version"),
    path(f"{ITEM}files/<uuid:file>/", views.evidence_file, name="case_evidence_file"),
    path(f"{ITEM}files/<uuid:file>/thumbnail/", views.evidence_thumbnail, name="case_evidence_thumbnail"),
    path(f"{ITEM}<slug:act>/", views.evidence_act, name="case_evidence_act"),
]
