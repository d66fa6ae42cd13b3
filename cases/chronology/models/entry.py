"""An entry: something that happened, when, where, from whom it is known, and which subjects had to do with it."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import Ref
from cases.chronology.codes import Located, OnTheWay
from cases.chronology.models.route import Route
from cases.chronology.moments import LONGEST, PATTERN, Moment, in_words, shown
from cases.chronology.placing import spot
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, changing, named
from cases.search.index import drop, keep
from cases.subjects.models import Subject
from cases.tracking import tracked
from coordination_center.errors import Invalid
from coordination_center.zones import zone_of

EDITABLE = ("at", "until", "text", "place", "country", "lat", "lon", "source", "role", "route")
WHERE = ("place", "country", "lat", "lon")
MOST_SUBJECTS = 50


@tracked(without=("first", "last"))
class Entry(Record):
    """Something that happened. `at` and `until` are partial: see `cases.chronology.moments`.

    `first` and `last` are the instants they stand for, for order and ranges. An empty `source` means the agency that
    supplied the entry. Whoever reads it reads every subject and the route it names: it is never wider than they are.
    """

    noun: ClassVar[str] = "entry"

    at = models.CharField(max_length=LONGEST)
    until = models.CharField(max_length=LONGEST, blank=True)
    first = models.DateTimeField(editable=False)
    last = models.DateTimeField(editable=False)
    text = models.TextField(max_length=20_000)
    place = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    located = models.CharField(max_length=10, choices=Located, blank=True, editable=False)
    source = models.CharField(max_length=500, blank=True)
    role = models.CharField(max_length=12, choices=OnTheWay, blank=True)
    route = models.ForeignKey(Route, on_delete=models.SET_NULL, null=True, blank=True, related_name="entries")

    objects = ProtectedQuerySet["Entry"].as_manager()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["case", "-created_at", "-id"], name="entry_newest"),
            models.Index(fields=["case", "-first", "-id"], name="entry_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(at__regex=PATTERN), name="entry_at_is_iso"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="entry_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None, located="")
                | Q(lat__range=(-90, 90), lon__range=(-180, 180)) & ~Q(located=""),
                name="entry_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("case_entry", args=[self.case_id, self.pk])

    @property
    def way(self) -> Route | None:
        """The route it names, while that stands; whoever reads the entry may read it."""
        return self.route if self.route and self.route.removed_at is None else None

    @property
    def when(self) -> SafeString:
        """`<time>`s for the page: from, and until where it lasted."""
        return SafeString(f"{shown(self.at)} – {shown(self.until)}") if self.until else shown(self.at)

    @property
    def when_in_words(self) -> str:
        """The same without markup."""
        return f"{in_words(self.at)} – {in_words(self.until)}" if self.until else in_words(self.at)

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        at: Any,
        text: str,
        place: str = "",
        only: Iterable[Agency] = (),
        subjects: Iterable[Subject] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Entry":
        """A new entry of the case; `facts` are the others of `EDITABLE`, times as `Moment.of` takes them.

        Raises `Invalid` for no text, no such time, a subject or route that is not in the case, and one that fewer may
        see than the entry; and as `cases.recording.adding` does.
        """
        with adding(case, by=by, action="case.entry", only=only) as readers:
            entry = cls(case=case, agency=by.agency, author=by.person, only=readers)
            entry.id = id or entry.id
            entry._write({"at": at, "text": text, "place": place} | facts, by=by)
            entry._check_subjects(found := list(subjects), by=by)
            entry.insert(by=by, verb="entry.added")
            entry._name(found)
            entry.index()
        return entry

    def edit(self, *, by: Viewer, version: int, subjects: Iterable[Subject] | None = None, **facts: Any) -> int:
        """Change fields of `EDITABLE`, and the subjects where given; returns the new version. Only for its supplier."""
        with changing(self, by=by, action="case.entry", version=version, own=True):
            before = {field: getattr(self, field) for field in EDITABLE}
            self._write(facts, by=by)
            changed = [field for field in EDITABLE if getattr(self, field) != before[field]]
            others = self._rename(list(subjects), by=by) if subjects is not None else False
            if changed or others:
                also = ("first", "last", "located") if {"at", "until", *WHERE} & set(changed) else ()
                self.change(*changed, *also, by=by, verb="entry.edited")
                self.index()
        return self.version

    def take_out(self, *, by: Viewer) -> None:
        """Remove the entry; only the agency that supplied it."""
        with changing(self, by=by, action="case.entry", own=True):
            drop(self)
            self.remove(by=by, verb="entry.removed")

    def _write(self, facts: dict[str, Any], *, by: Viewer) -> None:
        unknown = facts.keys() - set(EDITABLE)
        if unknown:
            raise TypeError(f"An entry has no {', '.join(sorted(unknown))}.")
        for field in facts.keys() & {"text", "source", "role", "route"}:
            setattr(self, field, facts[field])
        if not self.text.strip():
            raise Invalid(fields={"text": [_("Write what happened.")]})
        if "route" in facts:
            self._check_width(named(self.route, by=by, case=self.case, field="route"), "route")
        self._write_time(facts)
        if any(field in facts for field in WHERE):
            self._write_place(facts)

    def _write_time(self, facts: dict[str, Any]) -> None:
        zone = zone_of(self.agency.country)
        at = _moment(facts.get("at", self.at), "at", zone)
        until = facts.get("until", self.until)
        end = _moment(until, "until", zone) if until else None
        if end and end.last < at.first:
            raise Invalid(fields={"until": [_("It ends before it begins.")]})
        self.at, self.until = at.text, end.text if end else ""
        self.first, self.last = at.first, end.last if end else at.last

    def _write_place(self, facts: dict[str, Any]) -> None:
        given = {field: facts.get(field, getattr(self, field)) for field in WHERE}
        if self.located == Located.LOOKED_UP and not {"lat", "lon"} & facts.keys():
            given |= {"lat": None, "lon": None}  # another name is looked up anew
        for field, value in spot(**given).as_dict().items():
            setattr(self, field, value)

    # --- whom it names ---
    def _check_subjects(self, subjects: Sequence[Subject], *, by: Viewer) -> None:
        if len(subjects) > MOST_SUBJECTS:
            raise Invalid(fields={"subjects": [_("At most %(most)s subjects.") % {"most": MOST_SUBJECTS}]})
        for subject in subjects:
            named(subject, by=by, case=self.case, field="subjects")
            self._check_width(subject, "subjects")

    def _check_width(self, other: Record | None, field: str) -> None:
        """Who reads the entry reads what it names: the name alone would tell that the other exists."""
        if other is None or not other.only or (self.only and set(self.only) <= set(other.only)):
            return
        sentence = _("“%(name)s” is for some agencies only: choose readers of this entry among them, or leave it out.")
        raise Invalid(fields={field: [sentence % {"name": other}]})

    def _rename(self, subjects: list[Subject], *, by: Viewer) -> bool:
        """Name these instead; a subject that was closed to the writer since stays named, and out of their sight."""
        self._check_subjects(subjects, by=by)
        seen = EntrySubject.objects.visible_to(by).filter(entry=self)
        wanted, standing = {subject.pk for subject in subjects}, {row.subject_id: row.pk for row in seen}
        gone = [row for subject, row in standing.items() if subject not in wanted]
        EntrySubject.objects.visible_to(by).filter(pk__in=gone).update(removed_at=self.case.clock())
        self._name([subject for subject in subjects if subject.pk not in standing])
        return wanted != standing.keys()

    def _name(self, subjects: Iterable[Subject]) -> None:
        for subject in dict.fromkeys(subjects):
            EntrySubject.objects.create(entry=self, subject=subject)

    def index(self) -> None:
        """Let search find the entry by its text, its place and its source."""
        keep(self, texts={"text": self.text, "place": self.place, "source": self.source})


@tracked()
class EntrySubject(models.Model):
    """A subject that an entry names. It is seen by whoever sees both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="subjects")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="entries")
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["EntrySubject"].as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "subject"], condition=Q(removed_at=None), name="entry_names_a_subject_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def ref(self) -> Ref:
        """How the log names this: by its entry."""
        return self.entry.ref


def _moment(value: Any, field: str, zone: Any) -> Moment:
    try:
        return Moment.of(value, zone=zone)
    except ValueError:
        sentence = _("Write a date between 1850 and 2100: a year, a month and year, or a day.")
        raise Invalid(fields={field: [sentence]}) from None
