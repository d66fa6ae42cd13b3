"""Addresses of evidence's API, under /api/."""

from django.urls import path

from cases.evidence.api import JSON, VIEWS, EvidenceViewSet

ITEM = "cases/<uuid:pk>/evidence/<uuid:evidence>/"
urlpatterns = [
    path(
        "cases/<uuid:pk>/evidence/",
        EvidenceViewSet.as_view({"get": "list", "post": "create"}),
        name="api_case_evidences",
    ),
    path(
        ITEM,
        EvidenceViewSet.as_view({"get": "retrieve", "patch": "partial_update"}, parser_classes=JSON),
        name="api_case_evidence",
    ),
    path(f"{ITEM}versions/", EvidenceViewSet.as_view({"post": "version"}), name="api_case_evidence_versions"),
    path(f"{ITEM}files/<uuid:file>/", EvidenceViewSet.as_view({"get": "file"}), name="api_case_evidence_file"),
    *(path(f"{ITEM}{act}/", view, name=f"api_case_evidence_{act}") for act, view in VIEWS.items()),
]
