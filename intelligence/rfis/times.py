"""How fast agencies answer each other. An agency reads its own pairs only: what it asked, and what it answered."""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Now

from access.viewer import Viewer
from intelligence.pairs import Pair, pairs
from intelligence.rfis.codes import State
from intelligence.rfis.models import Addressee
from intelligence.rfis.reading import AWAITED

LATE = AWAITED & Q(paused_at=None, due_at__lt=Now())


def asked_of(viewer: Viewer) -> list[Pair]:
    """How fast others answered the acting agency, by name; only of requests that the viewer sees."""
    return _pairs(viewer, "agency", rfi__originator=viewer.agency)


def answered_to(viewer: Viewer) -> list[Pair]:
    """How fast the acting agency answered others, by name."""
    return _pairs(viewer, "rfi__originator", agency=viewer.agency)


def _pairs(viewer: Viewer, other: str, **mine: Any) -> list[Pair]:
    rows = Addressee.objects.visible_to(viewer).filter(**mine).exclude(state=State.WITHDRAWN)
    return pairs(rows, other, took="took", waiting=Q(AWAITED), late=LATE)
