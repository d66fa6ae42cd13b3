"""How fast agencies answer each other. An agency reads its own pairs only: what it asked, and what it answered."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, Q

from access.viewer import Viewer
from intelligence.rfis.codes import State
from intelligence.rfis.models import Addressee
from intelligence.rfis.reading import AWAITED


class Median(Aggregate):
    """The middle of all values; of an even number the mean of the two in the middle. None where there is none."""

    name = "median"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Pair:
    """One other agency: `median` is of first answers and refusals, without the time that was asked back."""

    agency: str
    sent: int
    done: int
    waiting: int
    median: timedelta | None


def asked_of(viewer: Viewer) -> list[Pair]:
    """How fast others answered the acting agency, by name; only of requests that the viewer sees."""
    return _pairs(viewer, "agency__name", rfi__originator=viewer.agency)


def answered_to(viewer: Viewer) -> list[Pair]:
    """How fast the acting agency answered others, by name."""
    return _pairs(viewer, "rfi__originator__name", agency=viewer.agency)


def _pairs(viewer: Viewer, name: str, **mine: Any) -> list[Pair]:
    rows = Addressee.objects.visible_to(viewer).filter(**mine).exclude(state=State.WITHDRAWN).order_by(name)
    found = rows.values(name).annotate(
        n=Count("pk"), done=Count("took"), waits=Count("pk", filter=Q(AWAITED)), median=Median("took")
    )
    return [Pair(row[name], row["n"], row["done"], row["waits"], row["median"]) for row in found]
