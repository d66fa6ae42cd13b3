"""The history of a case or of one of its records: steps, newest first, each with what it changed from what to what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Window
from django.db.models.functions import Lag

from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.models import Event
from audit.verbs import label as verb_label
from cases.history import words
from cases.history.matching import doing, doings_of
from cases.history.naming import Names
from cases.history.paging import Mark, Place, page_of
from cases.history.sources import Source, record_source, sources
from cases.models import Case
from coordination_center.errors import Unseen


@dataclass(frozen=True)
class Change:
    """One field: its code, its name, and what it said before and after. `line`: of which line of the record."""

    field: str
    label: str
    old: str
    new: str
    line: str = ""
    of_line: bool = False


@dataclass
class Step:
    """What one verb did to one record. `person` is named within the reader's own agency alone, as in the log."""

    at: datetime
    noun: str
    record: UUID
    title: str
    verb: str = ""
    agency: str = ""
    person: str = ""
    added: bool = False
    removed: bool = False
    changes: list[Change] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What kind of record this is, in words."""
        return words.noun(self.noun)


@dataclass(frozen=True)
class Steps:
    """One page of steps; `older` is a sealed cursor, empty on the last page."""

    rows: list[Step]
    older: str = ""


@dataclass(frozen=True)
class Turn:
    """A version beside the one the viewer could see before it."""

    source: Source
    now: Any
    before: Any

    @property
    def record(self) -> UUID:
        found: UUID = getattr(self.now, self.source.record_key)
        return found


def record_for(viewer: Viewer, case: Case, noun: str, pk: UUID) -> tuple[Source, Any]:
    """The record of this case that an address names, removed or not; `Unseen` for all that the viewer may not know."""
    source = record_source(noun)
    row = source.rows(viewer, case).filter(pk=pk).first() if source else None
    if source is None or row is None:
        raise Unseen(object_type=noun if source else "", object_id=pk, action="case.read")
    return source, row


def history(
    viewer: Viewer, case: Case, *, of: Source | None = None, record: UUID | None = None, after: str = ""
) -> Steps:
    """A page of the history of a case, or of one `record` of the source `of`; only what the viewer may read.

    The viewer may read the case; that they may know of the record is asked before. Costs one query for the page, two
    for each kind of record on it, and those for names.
    """
    places = [place for place in _places(viewer, case) if of is None or place.source.record == of]
    if record is not None:
        places = [Place(place.source, place.rows.filter(**{place.source.record_key: record})) for place in places]
    marks, older = page_of(places, after=after)
    found = {
        (number, turn.now.pgh_id): turn
        for number, place in enumerate(places)
        for turn in _turns(place, [mark for mark in marks if mark.number == number])
    }
    return Steps(_steps(viewer, case, [found[mark.number, mark.pgh_id] for mark in marks]), older)


def _places(viewer: Viewer, case: Case) -> list[Place]:
    return [Place(source, source.seen(viewer, case)) for source in sources()]


def _turns(place: Place, marks: list[Mark]) -> Iterable[Turn]:
    """The versions of these marks, each with its predecessor among those the viewer may read."""
    if not marks:
        return
    wanted = {mark.pgh_id for mark in marks}
    rows = place.source.versions.filter(pgh_id__in=wanted).values("pgh_obj_id")
    window = Window(Lag("pgh_id"), partition_by=F("pgh_obj_id"), order_by="pgh_id")
    of_rows = place.rows.order_by().filter(pgh_obj_id__in=rows)
    before = dict(of_rows.annotate(pgh_before=window).values_list("pgh_id", "pgh_before"))
    found = place.source.versions.in_bulk(wanted | {before[pk] for pk in wanted if before[pk]}, field_name="pgh_id")
    for pk in wanted:
        yield Turn(place.source, found[pk], found.get(before[pk]))


def _steps(viewer: Viewer, case: Case, turns: list[Turn]) -> list[Step]:
    """Versions of one record and its lines that one verb made are one step."""
    doings = doings_of(case.pk, records=[t.record for t in turns], transactions=[t.now.pgh_xid for t in turns])
    events = [doing(doings, turn.record, turn.now, turn.before) for turn in turns]
    names = Names.of(viewer, case, turns, events)
    steps: dict[Any, Step] = {}
    for turn, event in zip(turns, events, strict=True):
        key = (event.id if event else turn.now.pgh_xid, turn.record)
        step = steps.setdefault(key, _step(viewer, turn, event, names))
        _tell(step, turn, names)
    for made in steps.values():
        made.changes.sort(key=lambda change: change.of_line)
    return list(steps.values())


def _step(viewer: Viewer, turn: Turn, event: Event | None, names: Names) -> Step:
    record = turn.source.record
    step = Step(turn.now.pgh_created_at, record.noun, turn.record, names.records.get(turn.record, ""))
    if event:
        step.at, step.verb = event.at, verb_label(event.verb)
        step.agency = names.of_row(Agency, event.agency)
        step.person = names.of_row(Person, event.actor) if event.agency == viewer.agency_id else ""
    return step


def _tell(step: Step, turn: Turn, names: Names) -> None:
    if turn.source.parent:
        step.changes += _line(turn, names)
        return
    step.added |= turn.now.pgh_label == "insert"
    step.removed |= _gone(turn.now) and not _gone(turn.before)
    step.changes += _fields(turn, names)


def _line(turn: Turn, names: Names) -> list[Change]:
    """A line that came or went is said whole; one that changed, field by field."""
    what = words.noun(turn.source.noun)
    if turn.source.noun in words.WHOLE and (turn.now.pgh_label == "insert" or _gone(turn.now)):
        text = names.line(turn)
        old, new = (text, "") if _gone(turn.now) else ("", text)
        return [Change(turn.source.noun, what, old, new, of_line=True)]
    return _fields(turn, names, line=what)


def _fields(turn: Turn, names: Names, line: str = "") -> list[Change]:
    found = []
    for each in turn.source.told:
        old, new = _value(turn.before, each), _value(turn.now, each)
        if old != new:
            found.append(
                Change(each.name, words.label(each), names.said(each, old), names.said(each, new), line, bool(line))
            )
    return [change for change in found if change.old or change.new]


def _value(version: Any, each: Any) -> Any:
    return getattr(version, each.attname, None) if version is not None else None


def _gone(version: Any) -> bool:
    return getattr(version, "removed_at", None) is not None
