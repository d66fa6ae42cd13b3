"""How fast requests for reports are decided. An agency reads its own pairs only, and offers are no requests."""

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Now

from access.viewer import Viewer
from intelligence.pairs import Pair, pairs
from intelligence.releases.codes import State
from intelligence.releases.models import Release

WAITING = Q(state__in=[State.REQUESTED, State.ASKED_BACK])
LATE = Q(state=State.REQUESTED, due_at__lt=Now())


def asked_of(viewer: Viewer) -> list[Pair]:
    """How fast others decided what the acting agency asked for, by name; only of lines that the viewer sees."""
    return _pairs(viewer, "owner", asker=viewer.agency)


def answered_to(viewer: Viewer) -> list[Pair]:
    """How fast the acting agency decided what others asked for, by name."""
    return _pairs(viewer, "asker", owner=viewer.agency)


def _pairs(viewer: Viewer, other: str, **mine: Any) -> list[Pair]:
    rows: Any = Release.objects.held_by(viewer).filter(originator=F("asker"), **mine)
    return pairs(rows.exclude(state=State.WITHDRAWN), other, took="took", waiting=WAITING, late=LATE)
