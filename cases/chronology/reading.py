"""The timeline: what happened (entries) and what was done (the case's events) as one line of time, page by page.

Both are sifted in SQL, each by its own keyset, and then merged: what is hidden leaves no gap and no short page.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, TextChoices
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from cases.chronology.models import Entry, EntrySubject
from cases.models import Case
from cases.subjects.models import Subject
from cases.timeline import Entry as Told
from cases.timeline import events_seen, told
from coordination_center.sealing import seal_json, unseal_json

PAGE = 50
MILESTONES = tuple(
    f"case.{verb}"
    for verb in (
        "created", "proposed", "accepted", "opened", "suspended", "resumed", "closed", "reopened", "archived",
        "lead_accepted", "merged", "split",
    )
)  # fmt: skip


class Shown(TextChoices):
    """What a timeline may be narrowed to."""

    HAPPENED = "happened", _("What happened")
    MILESTONES = "milestones", _("Milestones of the case")
    WORK = "work", _("Work on the case")


@dataclass(frozen=True)
class Asked:
    """What of the timeline is asked for: kinds (none: all), a range, the order; and the viewer’s levels where read."""

    kinds: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    oldest_first: bool = False
    levels: frozenset[str] | None = None

    def wants(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True)
class Mark:
    """A place between two lines. Of equal times an entry (rank 0) comes before an event (rank 1), then by id."""

    at: datetime
    rank: int
    id: str
    back: bool = False

    def seal(self) -> str:
        return seal_json([self.at.isoformat(), self.rank, self.id, self.back], purpose="chronology.page")

    @classmethod
    def unseal(cls, text: str) -> "Mark | None":
        """The mark that `seal` made; None for anything else: a mangled address shows the first page."""
        try:
            at, rank, row, back = unseal_json(text, purpose="chronology.page")
            return cls(datetime.fromisoformat(at), int(rank), str(row), bool(back))
        except (ValueError, TypeError):
            return None


@dataclass(frozen=True)
class Line:
    """A line of the timeline: an entry with the subjects it names, or an event in words."""

    at: datetime
    rank: int
    row: Any
    subjects: list[Subject] = field(default_factory=list)
    event: Told | None = None

    @property
    def entry(self) -> Entry | None:
        return self.row if self.rank == 0 else None

    @property
    def key(self) -> tuple[datetime, int, Any]:
        return self.at, self.rank, self.row.id  # the key of an event is a pair

    def mark(self, *, back: bool) -> str:
        return Mark(self.at, self.rank, str(self.row.id), back).seal()


@dataclass(frozen=True)
class Timeline:
    """One page in the order that was asked for, with cursors to the pages before and after it (empty: none)."""

    rows: list[Line]
    before: str = ""
    after: str = ""


def timeline(viewer: Viewer, case: Case, asked: Asked, *, at: str = "", size: int = PAGE) -> Timeline:
    """A page of the timeline as this viewer sees it; `at` is a sealed cursor."""
    mark = Mark.unseal(at) if at else None
    back = mark is not None and mark.back
    falling = asked.oldest_first == back  # the order of fetching: newest first, unless one of the two turns it
    rows = _entries(viewer, case, asked, mark, falling, size + 1) + _events(
        viewer, case, asked, mark, falling, size + 1
    )
    rows.sort(key=lambda line: line.key, reverse=falling)
    more, rows = len(rows) > size, rows[:size]
    lines = _filled(viewer, case, rows[::-1] if back else rows)
    if not lines:
        return Timeline([])
    return Timeline(
        lines,
        before=lines[0].mark(back=True) if (more if back else mark) else "",
        after=lines[-1].mark(back=False) if (more or back) else "",
    )


def _entries(
    viewer: Viewer, case: Case, asked: Asked, mark: Mark | None, falling: bool, size: int
) -> list[Line]:  # fmt: skip
    if not asked.wants(Shown.HAPPENED):
        return []
    rows = entries_of(viewer, case, since=asked.since, until=asked.until).filter(_beyond("first", 0, mark, falling))
    order = ("-first", "-id") if falling else ("first", "id")
    return [Line(entry.first, 0, entry) for entry in rows.order_by(*order)[:size]]


def entries_of(viewer: Viewer, case: Case, *, since: datetime | None = None, until: datetime | None = None) -> Any:
    """The entries of the case that the viewer may see and that touch the range."""
    rows = Entry.objects.under(viewer, case).select_related("agency", "author", "route")
    if since:
        rows = rows.filter(last__gte=since)
    return rows.filter(first__lte=until) if until else rows


def _events(
    viewer: Viewer, case: Case, asked: Asked, mark: Mark | None, falling: bool, size: int
) -> list[Line]:  # fmt: skip
    milestones, work = asked.wants(Shown.MILESTONES), asked.wants(Shown.WORK)
    if not milestones and not work:
        return []
    rows = events_seen(viewer, case, asked.levels).filter(_beyond("at", 1, mark, falling))
    if milestones != work:
        rows = rows.filter(verb__in=MILESTONES) if milestones else rows.exclude(verb__in=MILESTONES)
    if asked.since:
        rows = rows.filter(at__gte=asked.since)
    if asked.until:
        rows = rows.filter(at__lte=asked.until)
    order = ("-at", "-id") if falling else ("at", "id")
    return [Line(event.at, 1, event) for event in rows.order_by(*order)[:size]]


def _beyond(time: str, rank: int, mark: Mark | None, falling: bool) -> Q:
    """Rows of one rank that lie beyond the mark in the order of fetching."""
    if mark is None:
        return Q()
    if rank == mark.rank:
        beyond = TupleLessThan if falling else TupleGreaterThan
        row = UUID(mark.id) if rank == 0 else int(mark.id)
        edge = Q(**{f"{time}__{'lte' if falling else 'gte'}": mark.at})  # what lets the database leave out months
        return edge & Q(beyond(Tuple(time, "id"), (mark.at, row)))
    same = "e" if (rank < mark.rank) == falling else ""
    return Q(**{f"{time}__{'lt' if falling else 'gt'}{same}": mark.at})


def _filled(viewer: Viewer, case: Case, lines: list[Line]) -> list[Line]:
    """The lines with what they show: subjects of the entries, words of the events; one query each for the page."""
    subjects = subjects_of(viewer, [line.row for line in lines if line.rank == 0])
    events = [line.row for line in lines if line.rank == 1]
    words = dict(zip((event.id for event in events), told(viewer, case, events), strict=True))
    return [
        Line(line.at, 0, line.row, subjects=subjects.get(line.row.pk, []))
        if line.rank == 0
        else Line(line.at, 1, line.row, event=words[line.row.id])
        for line in lines
    ]


def subjects_of(viewer: Viewer, entries: list[Entry]) -> dict[UUID, list[Subject]]:
    """The subjects that each of these entries names, as far as the viewer may know of them."""
    found: dict[UUID, list[Subject]] = {}
    if entries:
        named = EntrySubject.objects.visible_to(viewer).filter(entry__in=[entry.pk for entry in entries])
        for one in named.select_related("entry", "subject").order_by("subject__label", "id"):
            found.setdefault(one.entry_id, []).append(one.subject)
    return found
