"""Addresses of the API of notices, under /api/."""

from django.urls import path

from intelligence.notices.api import VIEWS, NoticeViewSet

listed = NoticeViewSet.as_view({"get": "list", "post": "create"})
one = NoticeViewSet.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"})
ONE = "cases/<uuid:pk>/notices/<uuid:notice>/"

urlpatterns = [
    path("cases/<uuid:pk>/notices/", listed, name="api_case_notices"),
    path(ONE, one, name="api_case_notice"),
    path(f"{ONE}pack/", NoticeViewSet.as_view({"post": "pack"}), name="api_case_notice_pack"),
    *(path(f"{ONE}{noun}/", view, name=f"api_case_notice_{noun}") for noun, view in VIEWS.items()),
]
