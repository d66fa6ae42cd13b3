"""The cases of a meeting, one by one: why each is there, what was achieved, and what was agreed."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decide import can
from access.querysets import ProtectedQuerySet
from access.verbs import acting, lock
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.models import Case
from cases.plan.models import Action
from cases.recording import named
from cases.reviews.models.decision import Decision
from cases.tracking import tracked
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen

TEXTS = ("topic", "achieved", "agreed")


@tracked()
class AgendaItem(models.Model):
    """A case on the agenda. It hangs on the *case*: only who reads the case, and sits at the meeting, sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="items", editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    topic = models.TextField(blank=True, max_length=2_000)
    achieved = models.TextField(blank=True, max_length=10_000)
    agreed = models.TextField(blank=True, max_length=10_000)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    discussed_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["AgendaItem"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")
        indexes = [models.Index(fields=["case", "created_at"], name="agenda_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "case"], condition=models.Q(removed_at=None), name="agenda_case_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} at {self.review}"

    def get_absolute_url(self) -> str:
        return reverse("review_item", args=[self.review_id, self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names this item: within its case."""
        return Ref("agenda_item", self.pk, "case", self.case_id, self.case.originator_id)

    def write(self, *, by: Viewer, version: int, **texts: str) -> int:
        """Write `topic`, `achieved` or `agreed`; returns the new version."""
        with self._working(by, version=version):
            self.review.require_not_closed()
            changed = [name for name in TEXTS if name in texts and texts[name] != getattr(self, name)]
            for name in changed:
                setattr(self, name, texts[name])
            if changed:
                self.version += 1
                self.save(update_fields=[*changed, "version"])
                record("agenda_item.written", by=by, on=self.ref, detail={"fields": changed, "version": self.version})
        return self.version

    def discuss(self, *, by: Viewer) -> None:
        """Say that the case has been walked through at this meeting. `IllegalMove` the second time."""
        with self._working(by):
            self.review.require_open()
            if self.discussed_at is not None:
                raise IllegalMove(_("This case has been discussed already."))
            self.discussed_at = self.case.clock()
            self.save(update_fields=["discussed_at"])
            record("agenda_item.discussed", by=by, on=self.ref)

    def take_off(self, *, by: Viewer) -> None:
        """Take the case off the agenda; only the agency that put it up, and while nothing was decided on it."""
        with self._working(by):
            self.review.require_not_closed()
            if self.agency_id != by.agency_id:
                raise NotAllowed(_("Only the agency that put the case up can take it off."))
            if self.standing_decisions().exists():
                raise IllegalMove(_("Something was decided on this case: it stays on the agenda."))
            self.removed_at = self.case.clock()
            self.save(update_fields=["removed_at"])
            record("agenda_item.removed", by=by, on=self.ref, led=Led.ERASURE)

    def decide(
        self,
        *,
        by: Viewer,
        text: str = "",
        agency: Agency | None = None,
        due: date | None = None,
        only: Iterable[Agency] = (),
        action: Action | None = None,
    ) -> Decision:
        """A decision: a new item of the case's plan, by the plan's own rules, or one that stands there already.

        Raises `Invalid` where neither is given, otherwise as `Action.add`.
        """
        with self._working(by):
            self.review.require_open()
            if action is None:
                _require_text_and_agency(text, agency)
                action = Action.add(self.case, by=by, text=text, agency=agency, due=due, only=only)  # type: ignore[arg-type]
            else:
                self._check_linkable(action, by)
            return Decision.take(self, action, by=by)

    def _check_linkable(self, action: Action, by: Viewer) -> None:
        named(action, by=by, case=self.case, field="action")
        if self.standing_decisions().filter(action=action).exists():
            raise IllegalMove(_("This item of the plan is among the decisions already."))

    def standing_decisions(self) -> Any:
        """The decisions that stand, for verbs."""
        return Decision.objects.unscoped("a verb reads its own ledger").filter(item=self, removed_at=None)

    @contextmanager
    def _working(self, by: Viewer, *, version: int | None = None) -> Iterator[None]:
        """The frame of every verb on an item: a seat at the meeting, and work on the case; both are locked."""
        with acting(self.review, by=by, action="review.decide"):
            review, case = self.review, self.case
            lock(self)
            self.review, self.case = review, case
            if self.removed_at is not None or not can(by, "case.read", self):
                raise Unseen(object_type="agenda_item", object_id=self.pk, action="review.decide")
            review.require_seat(by)
            with acting(case, by=by, action="case.plan"):
                if version is not None and version != self.version:
                    raise Stale(_("Someone changed this while you were writing."), current=self)
                yield


def _require_text_and_agency(text: str, agency: Agency | None) -> None:
    missing = {"text": not text.strip(), "agency": agency is None}
    sentence = _("Say what is to be done, and by whom.")
    if any(missing.values()):
        raise Invalid(fields={name: [sentence] for name, lacks in missing.items() if lacks})


class Agenda(models.Model):
    """The verb that puts a case on the agenda."""

    class Meta:
        abstract = True

    def put_up(
        self: Any,
        *,
        by: Viewer,
        case: Case,
        topic: str = "",
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    ) -> AgendaItem:
        """Put a case on the agenda, for an agency at the table that takes part in it.

        Nobody sees more of the case by this: not the host, and not those who sit at the table. `Invalid` alike for a
        case that is unseen, absent, or only proposed to the agency.
        """
        with acting(self, by=by, action="review.decide"):
            self.require_not_closed()
            self.require_seat(by)
            if not can(by, "case.read", case):
                raise Invalid(fields={"case": [_("Choose a case that your agency takes part in.")]})
            standing = AgendaItem.objects.unscoped("a verb reads its own ledger").filter(review=self, removed_at=None)
            if standing.filter(case=case).exists():
                raise IllegalMove(_("This case is on the agenda already."))
            item = AgendaItem(review=self, case=case, agency=by.agency, author=by.person, topic=topic)
            item.id, item.created_at = id or item.id, self.clock()
            item.save(force_insert=True)
            record("agenda_item.added", by=by, on=item.ref, led=Led.COLLECTION, detail={"review": self.pk})
        return item
