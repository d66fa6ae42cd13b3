"""What oversight reads: who did what to which kind of record, when and why, and never the record itself.

An agency's overseers see what their own people did, and what others did to their agency's records; those of a
coordination centre see every agency's. People are named within the reader's own agency only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.models import Event, Led
from audit.reading import cursor_of, older
from audit.verbs import label

PAGE = 50
DENIALS = "denial"
KINDS = [*Led.choices, (DENIALS, _("Refusals"))]
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


class Filter(forms.Form):
    """What the list can be narrowed to; nothing else is accepted."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *KINDS])
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )

    def __init__(self, data: Any, *, agencies: Iterable[Agency]) -> None:
        super().__init__(data)
        field: Any = self.fields["agency"]
        field.choices = [("", _("All")), *((str(agency.pk), agency.name) for agency in agencies)]


@dataclass(frozen=True)
class Line:
    """One event without content. `person` is empty for people of other agencies, `records` how many were shown."""

    at: datetime
    person: str
    agency: str
    owner: str
    verb: str
    label: str
    kind: str
    object_type: str
    records: int
    action: str
    purpose: str


@dataclass(frozen=True)
class Page:
    """Events newest first, and the sealed cursor to older ones; empty when there are none."""

    lines: list[Line]
    older: str = ""


def agencies_by_name() -> list[Agency]:
    """Every agency: for the filter's choices and for the names on the page, in one query."""
    return list(Agency.objects.order_by("name"))


def page_of(
    viewer: Viewer,
    agencies: Iterable[Agency],
    *,
    kind: str = "",
    agency: str = "",
    day: date | None = None,
    after: str = "",
) -> Page:
    """A page of the log as this overseer may read it. Two queries."""
    wanted = _wanted(kind, agency, day)
    parts = [_cut(older(part.filter(wanted), after) if after else part.filter(wanted)) for part in _parts(viewer)]
    found = list(_cut(parts[0].union(*parts[1:], all=True)) if len(parts) > 1 else parts[0])
    names = {row.pk: row.name for row in agencies}
    people = _own_people(viewer, found[:PAGE])
    lines = [_line(event, names, people if event.agency == viewer.agency_id else {}) for event in found[:PAGE]]
    return Page(lines, cursor_of(found[PAGE - 1]) if len(found) > PAGE else "")


def _parts(viewer: Viewer) -> list[QuerySet[Event]]:
    """Each part follows an index by itself; joined by OR they would be sorted whole."""
    if viewer.agency.kind == Agency.Kind.CENTRE:
        return [Event.objects.all()]
    own = viewer.agency_id
    return [Event.objects.filter(agency=own), Event.objects.filter(owner=own).exclude(agency=own)]


def _wanted(kind: str, agency: str, day: date | None) -> Q:
    wanted = Q()
    if kind == DENIALS:
        wanted &= Q(verb="access.denied")
    elif kind:
        wanted &= Q(led=kind) & ~Q(verb="access.denied")
    if agency:
        wanted &= Q(agency=agency)
    if day:
        begin = datetime.combine(day, time.min, timezone.get_current_timezone())
        wanted &= Q(at__gte=begin, at__lt=begin + timedelta(days=1))
    return wanted


def _cut(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.order_by("-at", "-id")[: PAGE + 1]


def _own_people(viewer: Viewer, events: Iterable[Event]) -> dict[UUID, str]:
    ids = {event.actor for event in events if event.actor and event.agency == viewer.agency_id}
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _line(event: Event, names: dict[UUID, str], people: dict[UUID, str]) -> Line:
    return Line(
        at=event.at,
        person=people.get(event.actor, "") if event.actor else "",
        agency=names.get(event.agency, "") if event.agency else "",
        owner=names.get(event.owner, "") if event.owner else "",
        verb=event.verb,
        label=label(event.verb),
        kind=event.led,
        object_type=event.object_type,
        records=len(event.object_ids) if event.object_ids else int(event.object_id is not None),
        action=event.detail.get("action", "") if event.verb == "access.denied" else "",
        purpose=event.purpose,
    )
