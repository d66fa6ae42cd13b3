"""A case's events as its timeline and its log: only those whose object the reader may see, sifted in SQL.

Sifting afterwards would leave a short page where a hidden event stood, and so tell of it.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from access import policy
from access.decide import levels_on
from access.registry import children_of, purpose_of
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.models import Event, Led
from audit.reading import cursor_of, events_of
from audit.verbs import label
from cases.models import Case, Note

PAGE = 50


@dataclass(frozen=True)
class Entry:
    """An event in words: who (by name within the reader's own agency only, in the log), for which agency, did what."""

    at: Any
    verb: str
    code: str
    person: str
    agency: str
    recipients: list[str]
    purpose: str
    detail: dict[str, Any]
    note: Note | None = None


@dataclass(frozen=True)
class Entries:
    """One page of entries, newest first."""

    rows: list[Entry]
    older: str = ""


def timeline_of(viewer: Viewer, case: Case, *, after: str = "") -> Entries:
    """What was done in the case, as far as this viewer sees it; without consultations."""
    return _entries(viewer, case, consultations=False, after=after, names=True)


def log_of(viewer: Viewer, case: Case, *, after: str = "") -> Entries:
    """What was done and who read it. People of other agencies are shown by their agency alone."""
    return _entries(viewer, case, consultations=True, after=after, names=False)


def told_of(viewer: Viewer, row: Any) -> list[Entry]:
    """What was done with one record of a case that the viewer was given already, newest first; at most a page of it."""
    about = events_of(row.case_id, consultations=False).filter(object_id=row.pk)
    return _in_words(viewer, list(about[:PAGE]), {}, names=True)


def events_seen(viewer: Viewer, case: Case, levels: frozenset[str] | None = None) -> QuerySet[Event]:
    """The case's events that this viewer may see, newest first, without consultations: for who merges them.

    `levels` are the viewer's on the case, where they were read already.
    """
    return events_of(case.pk, consultations=False).filter(_seen(viewer, case, levels))


def told(viewer: Viewer, case: Case, events: list[Event]) -> list[Entry]:
    """Events of `events_seen` in words, in their order, with the notes they are of."""
    return _in_words(viewer, events, _notes(viewer, case, events), names=True)


def worded(viewer: Viewer, events: list[Event], *, root: str) -> list[Entry]:
    """Events of another root in words, for the log of its originator; people of other agencies by agency alone."""
    return _in_words(viewer, events, {}, names=False, root=root)


def _seen(viewer: Viewer, case: Case, levels: frozenset[str] | None = None) -> Q:
    levels = levels_on(viewer, case) if levels is None else levels
    seen = Q(object_type="case") | Q(led=Led.CONSULTATION, object_id=None)  # a list that showed the case
    for child in filter(lambda child: child.in_log, children_of(Case)):
        rows: Any = child.model.objects  # type: ignore[attr-defined]
        of_type = Q(object_type=child.name)
        if child.audience or child.also or child.conditional:
            of_type &= Q(object_id__in=rows.known_under(viewer, case, levels).values("pk"))
        seen |= of_type
    rule = policy.rule_for("case.exclude")
    if rule.roles & viewer.roles and rule.levels & levels:
        seen |= Q(object_type="exclusion")
    return seen


def _entries(viewer: Viewer, case: Case, *, consultations: bool, after: str, names: bool) -> Entries:
    events = events_of(case.pk, consultations=consultations, before=after or None)
    found = list(events.filter(_seen(viewer, case))[: PAGE + 1])
    rows = found[:PAGE]
    entries = _in_words(viewer, rows, _notes(viewer, case, rows), names=names)
    return Entries(entries, older=cursor_of(rows[-1]) if len(found) > PAGE else "")


def _in_words(
    viewer: Viewer, events: list[Event], notes: dict[Any, Note], *, names: bool, root: str = "case"
) -> list[Entry]:
    agencies = Agency.objects.in_bulk({i for e in events for i in [e.agency, *e.recipients] if i})
    people = Person.objects.in_bulk({e.actor for e in events if e.actor})
    return [_entry(viewer, event, agencies, people, notes, names=names, root=root) for event in events]


def _notes(viewer: Viewer, case: Case, events: list[Event]) -> dict[Any, Note]:
    ids = [event.object_id for event in events if event.object_type == "note"]
    rows: Any = case.notes.visible_to(viewer)
    return {note.pk: note for note in rows.filter(pk__in=ids)} if ids else {}


def _entry(
    viewer: Viewer, event: Event, agencies: dict[Any, Agency], people: dict[Any, Person], notes: dict[Any, Note],
    *, names: bool, root: str
) -> Entry:  # fmt: skip
    # A page that showed this root among others: of what kind the others were must not show in its log.
    listed = event.led == Led.CONSULTATION and event.object_id is None
    code = f"{root}.consulted" if listed else event.verb
    person = people.get(event.actor)
    by_name = person is not None and (names or event.agency == viewer.agency_id)
    return Entry(
        at=event.at,
        verb=label(code),
        code=code,
        person=person.name if person and by_name else "",
        agency=str(agencies.get(event.agency, "")),
        recipients=[str(agencies[i]) for i in event.recipients if i in agencies],
        purpose=purpose_of(root) if listed else event.purpose,
        detail=event.detail,
        note=notes.get(event.object_id) if event.object_type == "note" else None,
    )
