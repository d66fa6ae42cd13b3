"""Addresses of the API of cases that belong together, under /api/."""

from typing import Any

from django.urls import path

from cases.joining.api import ANSWERS, MergerViewSet, RelationViewSet, SplitViewSet

LISTED: Any = {"get": "list", "post": "create"}
ONE: Any = {"get": "retrieve"}
HERE = "cases/<uuid:pk>/"

urlpatterns = [
    path(f"{HERE}related/", RelationViewSet.as_view(LISTED), name="api_case_relations"),
    path(
        f"{HERE}related/<uuid:relation>/",
        RelationViewSet.as_view(ONE | {"delete": "destroy"}),
        name="api_case_relation",
    ),
    path(f"{HERE}mergers/", MergerViewSet.as_view(LISTED), name="api_case_mergers"),
    path(f"{HERE}mergers/<uuid:merger>/", MergerViewSet.as_view(ONE), name="api_case_merger"),
    path(f"{HERE}splits/", SplitViewSet.as_view(LISTED), name="api_case_splits"),
    path(f"{HERE}splits/<uuid:split>/", SplitViewSet.as_view(ONE), name="api_case_split"),
    *(
        path(f"{HERE}{name}s/<uuid:record>/{noun}/", view, name=f"api_case_{name}_{noun}")
        for name, noun, view in ANSWERS
    ),
]
