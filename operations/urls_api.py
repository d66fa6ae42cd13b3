"""Addresses of the operations' API, under /api/."""

from typing import Any

from django.urls import path

from operations.api import OperationViewSet
from operations.api_results import ResultViewSet

ONE = "operations/<uuid:pk>/"
RESULT = f"{ONE}results/<uuid:result>/"
VERBS = {
    "approval": "approval",
    "beginning": "beginning",
    "closing": "closing",
    "freezing": "freezing",
    "publication": "publication",
    "consent": "consent",
    "signature": "signature",
    "names": "name_person",
    "unnaming": "unname_person",
    "exclusion": "shut_out",
}


def _room(**methods: Any) -> Any:
    return OperationViewSet.as_view(dict(methods))


def _figures(**methods: Any) -> Any:
    return ResultViewSet.as_view(dict(methods))


urlpatterns = [
    path("operations/", _room(get="list", post="create"), name="api_operations"),
    path(ONE, _room(get="retrieve", patch="partial_update"), name="api_operation"),
    *(path(f"{ONE}{noun}/", _room(post=verb), name=f"api_operation_{noun}") for noun, verb in VERBS.items()),
    path(f"{ONE}delegations/", _room(get="delegations", post="invite"), name="api_operation_delegations"),
    path(
        f"{ONE}delegations/<uuid:line>/",
        _room(patch="postpone", delete="dismiss"),
        name="api_operation_delegation",
    ),
    path(f"{ONE}sites/", _room(get="sites", post="add_site"), name="api_operation_sites"),
    path(f"{ONE}sites/<uuid:site>/", _room(get="site"), name="api_operation_site"),
    path(f"{ONE}board/", _figures(get="board"), name="api_operation_board"),
    path(f"{ONE}results/", _figures(get="list", post="create"), name="api_operation_results"),
    path(RESULT, _figures(get="retrieve"), name="api_operation_result"),
    path(f"{RESULT}marks/", _figures(get="marks", post="mark"), name="api_operation_marks"),
    path(f"{RESULT}corrections/", _figures(post="correct"), name="api_operation_corrections"),
]
