"""What the pages and the API read of hits, questions and standing queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Now
from django.utils.functional import Promise

from access.registry import child_of
from access.viewer import Viewer
from agencies.models import Agency
from coordination_center.errors import Unseen
from intelligence.hits.asking import Contact
from intelligence.hits.codes import State
from intelligence.hits.holding import NOBODY, source_of
from intelligence.hits.models import Hit, Query, Sighting, Watch
from intelligence.hits.question import Question

MOST = 100  # hits of one list
MOST_QUERIES = 30
_LATE = ExpressionWrapper(Q(due_at__lt=Now()), output_field=BooleanField())


@dataclass(frozen=True)
class Line:
    """A hit with the record it is on, which the viewer sees; `late`: its clock has run out, by the database's."""

    hit: Any
    label: str
    url: str
    word: str | Promise
    late: bool


def open_hits(viewer: Viewer, *, most: int = MOST) -> list[Line]:
    """The hits that wait for an answer of the viewer's agency, the most pressing first."""
    return _lines(viewer, _told(viewer).filter(state=State.OPEN).order_by("due_at", "id")[:most])


def closed_hits(viewer: Viewer) -> list[Line]:
    """The hits that were answered last, at most `MOST`."""
    return _lines(viewer, _told(viewer).exclude(state=State.OPEN).order_by("-answered_at", "-id")[:MOST])


def hit_for(viewer: Viewer, pk: UUID) -> Line:
    """One hit; `Unseen` for whoever does not see the record it is on, or is of another agency."""
    lines = _lines(viewer, _told(viewer).filter(pk=pk))
    if not lines:
        raise Unseen(object_type="hit", object_id=pk, action="hit.see")
    return lines[0]


def lines_of(viewer: Viewer, question: UUID) -> list[Line]:
    """The hits that one question raised on records the viewer sees."""
    return _lines(viewer, _told(viewer).filter(source=question).order_by("at", "id"))


def _told(viewer: Viewer) -> QuerySet[Hit]:
    rows = Hit.objects.visible_to(viewer).select_related("asker_agency", "answered_by", "agency")
    return rows.annotate(late=_LATE)


def _lines(viewer: Viewer, rows: Iterable[Any]) -> list[Line]:
    hits = list(rows)
    records = {pk: row for noun in sorted({hit.noun for hit in hits}) for pk, row in _records(viewer, noun, hits)}
    return [_line(hit, records[hit.record]) for hit in hits if hit.record in records]


def _records(viewer: Viewer, noun: str, hits: list[Any]) -> list[tuple[UUID, Any]]:
    """The matched records of one noun, read once more as themselves, so that the log says what was shown."""
    model: Any = source_of(noun).model
    child = child_of(model)
    rows = model.objects.visible_to(viewer).filter(pk__in=[hit.record for hit in hits if hit.noun == noun])
    rows = rows.select_related(child.path) if child else rows
    return [(row.pk, row) for row in rows]


def _line(hit: Any, row: Any) -> Line:
    source = source_of(hit.noun)
    return Line(hit, source.label(row), source.page(row), source.word, hit.late and hit.state == State.OPEN)


@dataclass(frozen=True)
class Outcome:
    """What an agency did with a question it was named for: the state, its reason, and when."""

    state: str
    reason: str
    at: Any

    @property
    def label(self) -> str:
        return str(State(self.state).label)


@dataclass(frozen=True)
class Asked:
    """A question of the viewer's own, with what it was answered: no contacts for no hit."""

    query: Any
    question: Question
    contacts: list[Contact]
    outcomes: dict[UUID, Outcome]

    @property
    def title(self) -> str:
        return title_of(self.question)


def title_of(question: Question) -> str:
    """What was asked, in one line."""
    return " · ".join([*question.names, *(value for _kind, value, _country in question.numbers)])


def my_queries(viewer: Viewer) -> list[Asked]:
    """The viewer's last questions for the acting agency."""
    return _asked(Query.own(viewer)[:MOST_QUERIES])


def my_query(viewer: Viewer, pk: UUID) -> Asked:
    """One question of the viewer's own; `Unseen` for anybody else's."""
    found = _asked(Query.own(viewer).filter(pk=pk))
    if not found:
        raise Unseen(object_type="hit_query", object_id=pk, action="hit.ask")
    return found[0]


def _asked(rows: Iterable[Query]) -> list[Asked]:
    """As many statements for a hit as for none."""
    read = [(row, row.content) for row in rows]
    ids = {UUID(pk) for _row, content in read for pk in content["contacts"]}
    known = contacts_by_id(ids)
    outcomes = outcomes_of([row.pk for row, _content in read])
    return [
        Asked(
            row,
            Question.of(content["asked"]),
            sorted((known[UUID(pk)] for pk in content["contacts"] if UUID(pk) in known), key=lambda c: c.name),
            outcomes.get(row.pk, {}),
        )
        for row, content in read
    ]


def contacts_by_id(ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """The desks of these agencies. One query, whatever there is."""
    rows = Agency.objects.filter(pk__in=[NOBODY, *ids])
    return {row.pk: Contact(row.pk, row.name, row.desk_email, row.country) for row in rows}


def outcomes_of(queries: list[UUID]) -> dict[UUID, dict[UUID, Outcome]]:
    """By query and agency, the last thing that an agency did which the asker was told of."""
    rows = Hit.objects.unscoped("the asker reads what the owner answered them").filter(
        source__in=[NOBODY, *queries], told=True
    )
    found: dict[UUID, dict[UUID, Outcome]] = {}
    fields = ("source", "agency_id", "state", "reason", "answered_at")
    for source, agency, state, reason, at in (
        rows.exclude(state=State.OPEN).order_by("answered_at").values_list(*fields)
    ):
        found.setdefault(source, {})[agency] = Outcome(state, reason, at)
    return found


@dataclass(frozen=True)
class Watched:
    """A standing query of the viewer's own; `live` by the database's clock."""

    watch: Any
    question: Question
    sightings: list[tuple[Contact, Any]]
    live: bool
    news: bool  # whether an answer was not noted yet

    @property
    def title(self) -> str:
        return title_of(self.question)


def my_watches(viewer: Viewer) -> list[Watched]:
    """The viewer's standing queries for the acting agency, those in force first."""
    rows = [*_with_life(Watch.own(viewer))]
    return sorted(_watched(rows), key=lambda one: not one.live)


def my_watch(viewer: Viewer, pk: UUID) -> Watched:
    """One of the viewer's own; `Unseen` for anybody else's."""
    found = _watched([*_with_life(Watch.own(viewer).filter(pk=pk))])
    if not found:
        raise Unseen(object_type="hit_watch", object_id=pk, action="hit.ask")
    return found[0]


def _with_life(rows: Any) -> Any:
    live = ExpressionWrapper(Q(withdrawn_at=None, until__gt=Now()), output_field=BooleanField())
    return rows.annotate(live=live)[:MOST]


def _watched(rows: list[Any]) -> list[Watched]:
    seen: dict[UUID, list[tuple[Contact, Any]]] = {}
    news: set[UUID] = set()
    sightings = list(Sighting.objects.filter(watch__in=[NOBODY, *(row.pk for row in rows)]))
    known = contacts_by_id({sighting.agency_id for sighting in sightings})
    for sighting in sightings:
        seen.setdefault(sighting.watch_id, []).append((known[sighting.agency_id], sighting.at))
        news |= {sighting.watch_id} if sighting.noted_at is None else set()
    return [
        Watched(row, Question.of(row.content["asked"]), seen.get(row.pk, []), row.live, row.pk in news) for row in rows
    ]


@dataclass(frozen=True)
class News:
    """An answer to a standing query of the viewer's own that was not noted yet."""

    watch: Any
    agency: str
    at: Any

    @property
    def title(self) -> str:
        return title_of(Question.of(self.watch.content["asked"]))


def news_for(viewer: Viewer, *, most: int = MOST) -> list[News]:
    """What the viewer's own standing queries met and the viewer has not noted, the latest first: one query."""
    own = {"watch__person": viewer.person_id, "watch__agency": viewer.agency_id}
    rows = Sighting.objects.filter(**own, noted_at=None).select_related("watch", "agency").order_by("-at", "pk")
    return [News(row.watch, row.agency.name, row.at) for row in rows[:most]]
