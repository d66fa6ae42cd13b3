"""An item of a case's action plan: what is to be done, by which agency, until when, and how far it is."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.decide import levels_on
from access.policy import LEAD
from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Level, Part
from cases.models import Case
from cases.models.record import Record
from cases.plan.codes import ENDED, PENDING, ActionState
from cases.plan.models.machine import Machine
from cases.plan.models.moves import Moves
from cases.recording import adding
from cases.tracking import tracked
from coordination_center.errors import Invalid
from coordination_center.states import ProtectedStates, StateField

LONGEST = 2_000  # letters of an item's text


@tracked()
class Action(Moves, Machine, ProtectedStates, Record):
    """An item of the plan. `agency` wrote it down, `owner` does it; `reason` says why it was given up."""

    noun: ClassVar[str] = "action"

    text = models.TextField(max_length=LONGEST)
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    due = models.DateField(null=True, blank=True)
    state = StateField(max_length=10, choices=ActionState, default=ActionState.OPEN)
    reason = models.CharField(max_length=500, blank=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Action"].as_manager()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["case", "-created_at", "-id"], name="action_newest"),
            models.Index(
                fields=["owner", "due", "id"], name="action_waiting",
                condition=models.Q(state__in=PENDING, removed_at=None),
            ),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ENDED, ended_at__isnull=False)
                | models.Q(ended_at=None) & ~models.Q(state__in=ENDED),
                name="action_ended_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state="dropped") & ~models.Q(reason="")
                | models.Q(reason="") & ~models.Q(state="dropped"),
                name="action_dropped_why",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("case_action", args=[self.case_id, self.pk])

    @property
    def overdue(self) -> bool:
        """Whether its day has passed, in the reader's zone, and it is not done."""
        return self.due is not None and self.state in PENDING and self.due < timezone.localdate()

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        text: str,
        agency: Agency,
        due: date | None = None,
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    ) -> "Action":
        """A new item for `agency`: open where the lead or the agency itself writes it, else proposed to it.

        Raises `Invalid` for an empty text, an agency that does not work on the case, or one outside `only`; otherwise
        as `cases.recording.adding`.
        """
        with adding(case, by=by, action="case.plan", only=only) as readers:
            check_text(text)
            check_owner(case, agency, readers)
            given = by.agency_id == agency.pk or LEAD in levels_on(by, case)
            facts = {"text": text, "owner": agency, "due": due}
            state = ActionState.OPEN if given else ActionState.PROPOSED
            action = cls(case=case, agency=by.agency, author=by.person, only=readers, state=state, **facts)
            action.id = id or action.id
            action.insert(by=by, verb="action.added", detail={"owner": agency.pk, "state": action.state})
            action.index()
        return action


def check_text(text: str, *, longest: int = LONGEST, field: str = "text") -> None:
    """`Invalid` for no text, or for more than `longest` letters."""
    if not text.strip():
        raise Invalid(fields={field: [_("Write something first.")]})
    if len(text) > longest:
        raise Invalid(fields={field: [_("This is too long: at most %(n)s letters.") % {"n": longest}]})


def check_owner(case: Case, agency: Agency, readers: list[uuid.UUID]) -> None:
    """`Invalid` unless the agency works on the case now and is among the readers, where there are some only."""
    working: Any = case.parts.filter(state=Part.ACTIVE, level__in=[Level.LEAD, Level.PARTNER])
    if not working.filter(agency=agency).exists():
        raise Invalid(fields={"agency": [_("Only an agency that works on the case can do this.")]})
    if readers and agency.pk not in readers:
        raise Invalid(fields={"agency": [_("The agency that does it must be among the readers.")]})
