"""A notice or a diffusion: what an agency asks INTERPOL to publish or a bureau to send, with its paperwork."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, changing, named
from cases.subjects.codes import PEOPLE, IdentifierKind
from cases.subjects.models import Identifier, Subject
from cases.warrants.models import Warrant
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.states import ProtectedStates, StateField
from intelligence.notices.codes import NEEDS_PERSON, WRITABLE, Form, Kind, Means, Sex, Sought, State
from intelligence.notices.models.moves import Moves
from intelligence.notices.paperwork import Check, checked

DOCUMENTS = (IdentifierKind.PASSPORT, IdentifierKind.ID_CARD)
EDITABLE = ("title", "warrant", "sex", "means", "description", "facts", "facts_when", "facts_where", "charge", "law",
            "penalty", "sought_for", "months", "extradition", "event_on", "event_at", "minor", "privacy_allows",
            "statement", "listing", "ncb")  # fmt: skip


class Notice(Moves, Record, ProtectedStates):
    """The paperwork of one notice. `agency` wrote it, and alone moves it.

    `statement` is what the kind is about: the danger, the method, the threat, the assets, the question; `event_on` and
    `event_at` are where and when a person disappeared or a body was found; `months` is of `penalty`.
    """

    noun: ClassVar[str] = "notice"

    kind = models.CharField(max_length=12, choices=Kind, editable=False)
    form = models.CharField(max_length=10, choices=Form, default=Form.NOTICE, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    warrant = models.ForeignKey(Warrant, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    means = ArrayField(models.CharField(max_length=14, choices=Means), default=list, blank=True)
    description = models.TextField(blank=True, max_length=5_000)
    facts = models.TextField(blank=True, max_length=20_000)
    facts_when = models.CharField(max_length=200, blank=True)
    facts_where = models.CharField(max_length=200, blank=True)
    charge = models.CharField(max_length=500, blank=True)
    law = models.CharField(max_length=500, blank=True)
    penalty = models.CharField(max_length=500, blank=True)
    sought_for = models.CharField(max_length=12, choices=Sought, default=Sought.PROSECUTION)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    extradition = models.BooleanField(default=False)
    event_on = models.DateField(null=True, blank=True)
    event_at = models.CharField(max_length=200, blank=True)
    minor = models.BooleanField(default=False)
    privacy_allows = models.BooleanField(default=False)
    statement = models.TextField(blank=True, max_length=10_000)
    listing = models.CharField(max_length=200, blank=True)
    ncb = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = StateField(max_length=12, choices=State, default=State.DRAFT)
    reference = models.CharField(max_length=80, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    published_on = models.DateField(null=True, editable=False)
    expires_on = models.DateField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_note = models.CharField(max_length=500, blank=True, editable=False)

    objects = ProtectedQuerySet["Notice"].as_manager()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["case", "-created_at", "-id"], name="notice_newest"),
            models.Index(fields=["expires_on"], condition=Q(state=State.PUBLISHED), name="notice_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED)
                | Q(published_on__isnull=False, expires_on__isnull=False) & ~Q(reference=""),
                name="notice_published_under_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(NEEDS_PERSON)) | Q(subject__isnull=False), name="notice_on_a_person"
            ),
        ]

    def __str__(self) -> str:
        return self.subject.label if self.subject else self.title or str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("case_notice", args=[self.case_id, self.pk])

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        kind: str,
        form: str = Form.NOTICE,
        subject: Subject | None = None,
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Notice":
        """A draft that the acting agency writes; `facts` are of `EDITABLE`, and nothing needs to be complete yet.

        Raises `Invalid` for a kind that is none, a person that is none or not seen here, and a warrant on another
        person, and as `cases.recording.adding` does.
        """
        if kind not in Kind.values or form not in Form.values:
            raise Invalid(fields={"kind": [_("Choose the kind.")]})
        with adding(case, by=by, action="case.notice", only=only) as readers:
            notice = cls(case=case, agency=by.agency, author=by.person, only=readers, kind=kind, form=form)
            notice.id = id or notice.id
            notice.subject = _person(named(subject, by=by, case=case, field="subject"), kind)
            notice._write(facts, by=by)
            notice.insert(by=by, verb="notice.added", detail={"kind": kind, "form": form})
        return notice

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change facts; what was ready is a draft again. `IllegalMove` once submitted. Returns the version."""
        with changing(self, by=by, action="case.notice", version=version, own=True):
            if self.state not in WRITABLE:
                raise IllegalMove(_("What was submitted stays as it was. Cancel it, and write it anew."))
            changed = [field for field in EDITABLE if field in facts and facts[field] != getattr(self, field)]
            self._write({field: facts[field] for field in changed}, by=by)
            if self.state == State.READY and changed:
                self._to_draft()
                changed.append("state")
            self.change(*changed, by=by, verb="notice.edited")
        return self.version

    def take_out(self, *, by: Viewer, version: int | None = None) -> None:
        """Remove a draft. `IllegalMove` for anything else: that is cancelled."""
        with changing(self, by=by, action="case.notice", version=version, own=True):
            if self.state != State.DRAFT:
                raise IllegalMove(_("Only a draft is removed; anything else is cancelled."))
            self.remove(by=by, verb="notice.removed")

    def checks(self, viewer: Viewer) -> list[Check]:
        """What the rules ask of this kind, and whether it is there."""
        rows = Identifier.objects.visible_to(viewer).filter(subject=self.subject_id, kind__in=DOCUMENTS)
        return checked(self, document=self.subject_id is not None and rows.exists())

    @property
    def stopped(self) -> bool:
        """Whether a screening of the person stops it; reads `subject`."""
        return self.subject is not None and self.subject.stopped

    @property
    def standing(self) -> str:
        """Its state as people see it: expired from the day after its last day, whether that is written yet or not."""
        lapsed = self.__dict__["lapsed"] if "lapsed" in self.__dict__ else self.has_lapsed()
        return State.EXPIRED if lapsed else self.state

    @property
    def standing_label(self) -> str:
        """The same in words."""
        return str(State(self.standing).label)

    def _write(self, facts: dict[str, Any], *, by: Viewer) -> None:
        unknown = facts.keys() - set(EDITABLE)
        if unknown:
            raise TypeError(f"A notice has no {', '.join(sorted(unknown))}.")
        for field, value in facts.items():
            setattr(self, field, value)
        self.means = sorted(set(self.means))
        warrant = named(self.warrant, by=by, case=self.case, field="warrant") if "warrant" in facts else None
        if warrant is not None and warrant.subject_id != self.subject_id:
            raise Invalid(fields={"warrant": [_("This warrant is on another person.")]})


def _person(subject: Subject | None, kind: str) -> Subject | None:
    if subject is None and kind in NEEDS_PERSON:
        raise Invalid(fields={"subject": [_("Choose the person it is about.")]})
    if subject is not None and subject.kind not in PEOPLE:
        raise Invalid(fields={"subject": [_("This notice is about a person.")]})
    return subject
