"""The inbox: what one was told, as far as one may still know of it. What one may not is not there, nor counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from access import registry
from access.paging import Cursor
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.verbs import label
from coordination_center.errors import Unseen
from notifications.codes import Kind
from notifications.models import Notification
from notifications.things import address, models_by_type, seen, titled, visible

PAGE = 50
MOST = 99  # that the count says exactly
# What a verb is called by whom it reaches, where that differs from what the log calls it.
WORDS = {
    "case.invited": gettext_lazy("invites your agency"),
    "review.invited": gettext_lazy("invites your agency"),
    "alert.raised": gettext_lazy("alerts your desk"),
    "alert.desks_added": gettext_lazy("alerts your desk"),
    "alert.resent": gettext_lazy("alerts your desk again"),
    "network.shared": gettext_lazy("shares it with your agency"),
    "release.requested": gettext_lazy("asks your agency for a report"),
    "release.offered": gettext_lazy("offers your agency a report"),
    "rfi.sent": gettext_lazy("asks your agency"),
}
TELLING = {
    "action",
    "evidence",
    "entry",
    "notice",
    "split",
    "subject",
    "warrant",
}  # children whose name tells something
SHOWN = {
    "waiting": Q(done_at=None),
    "unread": Q(done_at=None, read_at=None),
    "done": Q(done_at__isnull=False),
}


@dataclass(frozen=True)
class Line:
    """One notification in words. `who` names a person of the own agency only; `says` is what the row itself is."""

    note: Notification
    who: str
    what: str
    title: str
    says: str
    url: str


@dataclass(frozen=True)
class Lines:
    """One page of the inbox, newest first."""

    rows: list[Line]
    older: str = ""


def inbox(viewer: Viewer, *, show: str = "waiting", kind: str = "", after: str = "") -> Lines:
    """The viewer's inbox; `show` is a key of `SHOWN`, `kind` a `Kind` or empty. Other values show what waits."""
    rows = known(viewer).filter(SHOWN.get(show, SHOWN["waiting"]))
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    found = list(_older(rows, after)[: PAGE + 1])
    page = found[:PAGE]
    return Lines(lines(viewer, page), Cursor(page[-1].at, page[-1].pk).seal() if len(found) > PAGE else "")


def unread(viewer: Viewer) -> int:
    """How many of the viewer's notifications are unread, counted up to one more than `MOST`."""
    return known(viewer).filter(SHOWN["unread"])[: MOST + 1].count()


def digest(viewer: Viewer, count: int) -> str:
    """What a page sends back to learn whether its count still holds for this viewer."""
    return sha256(f"{viewer.person_id}/{viewer.agency_id}/{count}".encode()).hexdigest()[:16]


def notification_for(viewer: Viewer, pk: UUID) -> Notification:
    """One of the viewer's own; `Unseen` for anybody else's, and once its record may not be known any more."""
    found = known(viewer).filter(pk=pk).first()
    if found is None:
        raise Unseen(object_type="notification", object_id=pk, action="notification.see")
    return found


def mark(viewer: Viewer, ids: Iterable[UUID], act: str) -> int:
    """Mark the viewer's own: `read`, `unread`, `done` or `undone`; returns how many. Others are passed by."""
    changes: dict[str, dict[str, Any]] = {
        "read": {"read_at": Now()},
        "unread": {"read_at": None},
        "done": {"done_at": Now(), "read_at": Now()},
        "undone": {"done_at": None},
    }
    return Notification.objects.own(viewer).filter(pk__in=list(ids)).update(**changes[act])


def known(viewer: Viewer) -> QuerySet[Notification]:
    """The viewer's notifications of what it may know of now: sifted in SQL, so that no page and no count tells more."""
    own = Notification.objects.own(viewer)
    sees = Q(pk__in=[])
    for kind in own.order_by().values_list("object_type", flat=True).distinct():
        if kind in models_by_type():
            there = visible(viewer, kind).filter(pk=OuterRef("object_id"))
            sees |= Q(Exists(there), object_type=kind)
    return own.filter(sees).order_by("-at", "-id")


def lines(viewer: Viewer, notes: list[Notification]) -> list[Line]:
    """These notifications in words; the records are read as themselves, so the log says what was shown."""
    rows = {kind: _rows(viewer, kind, notes) for kind in {note.object_type for note in notes}}
    names = {kind: _names(viewer, kind, found) for kind, found in rows.items()}
    agencies = Agency.objects.in_bulk({note.by_agency for note in notes if note.by_agency})
    people = Person.objects.in_bulk({note.actor for note in notes if note.actor and note.by_agency == viewer.agency_id})
    return [
        _line(note, rows[note.object_type][note.object_id], names[note.object_type], agencies, people)
        for note in notes
        if note.object_id in rows[note.object_type]
    ]


def _rows(viewer: Viewer, kind: str, notes: list[Notification]) -> dict[UUID, Any]:
    return seen(viewer, kind, {note.object_id for note in notes if note.object_type == kind})


def _names(viewer: Viewer, kind: str, rows: dict[UUID, Any]) -> dict[UUID, tuple[str, str]]:
    """For each row what the record it belongs to is called, and what the row itself says."""
    child = registry.child_of(models_by_type()[kind])
    if child is None:
        return {pk: (title, "") for pk, title in titled(viewer, kind, rows).items()}
    roots = {row.pk: registry.root_of(row) for row in rows.values()}
    root_kind = registry.aggregate_of(registry.root_model(child)).name
    titles = titled(viewer, root_kind, {root.pk: root for root in roots.values()})
    return {pk: (titles.get(roots[pk].pk, ""), str(row)) for pk, row in rows.items()}


def _line(note: Notification, row: Any, names: Any, agencies: Any, people: Any) -> Line:
    title, says = names.get(note.object_id, ("", ""))
    who = people.get(note.actor) or agencies.get(note.by_agency) or ""
    what = str(WORDS[note.verb]) if note.verb in WORDS else label(note.verb)
    return Line(note, str(who), what, title, says if note.object_type in TELLING else "", address(row))


def _older(rows: QuerySet[Notification], cursor: str) -> QuerySet[Notification]:
    mark = Cursor.unseal(cursor) if cursor else None
    return rows.filter(TupleLessThan(Tuple("at", "id"), (mark.sort_at, mark.pk))) if mark else rows
