"""How fast hits are answered: by the acting agency to all who asked, by others to the viewer.

What one asked is for the eyes of who asked alone, and so are the times of its answers: a colleague's do not count.
They are counted from the contacts that the answer named, never from what another agency has of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import Now
from django.utils import timezone

from access.decide import may
from access.viewer import Viewer
from coordination_center.working_time import hit_due_at
from intelligence.hits.codes import State
from intelligence.hits.models import Hit, Query, Sighting
from intelligence.hits.question import Question
from intelligence.hits.reading import contacts_by_id, outcomes_of, title_of
from intelligence.pairs import Pair, pairs

MOST = 500  # of the viewer's last questions that were answered with a contact
TOOK = ExpressionWrapper(F("answered_at") - F("at"), output_field=DurationField())


def answered_to(viewer: Viewer) -> list[Pair]:
    """How fast the acting agency answered hits on its records, as far as the viewer sees these."""
    rows: Any = Hit.objects.visible_to(viewer).alias(took=TOOK)
    waiting = Q(state=State.OPEN)
    return pairs(rows, "asker_agency", took=TOOK, waiting=waiting, late=waiting & Q(due_at__lt=Now()))


@dataclass(frozen=True)
class Told:
    """A contact that the viewer was given by a question or standing query (`asked`), and when its agency did something
    about it; None while it has not. `is_news`: an answer of a standing query that the viewer has not noted.
    """

    asked: Any
    agency: UUID
    at: datetime
    is_news: bool = False
    answered_at: datetime | None = None

    @property
    def title(self) -> str:
        """What was asked, in one line."""
        return title_of(Question.of(self.asked.content["asked"]))

    @property
    def due_at(self) -> datetime:
        """When the contact owes an answer."""
        return hit_due_at(self.at)


def asked_of(viewer: Viewer) -> list[Pair]:
    """How fast others answered the viewer's own questions and standing queries: four queries, whatever there is."""
    by_agency: dict[UUID, list[Told]] = defaultdict(list)
    for one in told(viewer):
        by_agency[one.agency].append(one)
    known = contacts_by_id(by_agency)
    found = [_pair(known[pk].name, pk, many) for pk, many in by_agency.items() if pk in known]
    return sorted(found, key=lambda pair: pair.agency)


def told(viewer: Viewer) -> list[Told]:
    """The contacts that the viewer's own questions and standing queries were answered with, the latest first."""
    if not may(viewer, "hit.ask"):
        return []
    given = [one for one in (*_of_queries(viewer), *_of_watches(viewer)) if one.agency not in viewer.shut_originators]
    outcomes = outcomes_of([one.asked.pk for one in given])
    return [_with_outcome(one, outcomes) for one in sorted(given, key=lambda one: one.at, reverse=True)]


def _of_queries(viewer: Viewer) -> Iterator[Told]:
    for query in Query.own(viewer).filter(hit=True)[:MOST]:
        yield from (Told(query, UUID(pk), query.at) for pk in query.content["contacts"])


def _of_watches(viewer: Viewer) -> Iterator[Told]:
    own = Sighting.objects.filter(watch__person=viewer.person_id, watch__agency=viewer.agency_id)
    for row in own.select_related("watch")[:MOST]:
        yield Told(row.watch, row.agency_id, row.at, row.noted_at is None)


def _with_outcome(one: Told, outcomes: dict[UUID, dict[UUID, Any]]) -> Told:
    """What an agency did before it was met again is no answer to the meeting."""
    outcome = outcomes.get(one.asked.pk, {}).get(one.agency)
    return one if outcome is None or outcome.at < one.at else replace(one, answered_at=outcome.at)


def _pair(name: str, pk: UUID, many: list[Told]) -> Pair:
    took = [(one.answered_at - one.at).total_seconds() for one in many if one.answered_at]
    waiting = [one for one in many if one.answered_at is None]
    late = sum(one.due_at < timezone.now() for one in waiting)
    middle = timedelta(seconds=median(took)) if took else None
    return Pair(name, len(many), len(took), len(waiting), late, middle, pk)
