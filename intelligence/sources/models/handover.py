"""A source comes to another handler: offered and taken, or, when its handler is gone, proposed by one and confirmed by
another. Neither way opens the identity to anybody but the new handler."""

import uuid
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.decide import require
from access.grants import sync
from access.policy import READERS
from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency, Membership, Person
from audit.log import Ref, record
from coordination_center.errors import IllegalMove, Invalid, NotAllowed
from intelligence.sources.codes import Answer, Way

FOR_AN_OFFER = (Answer.TAKEN, Answer.DECLINED)
FOR_A_PROPOSAL = (Answer.CONFIRMED, Answer.REFUSED)


class Handover(models.Model):
    """One way from a handler to the next; at most one is open for a source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey("sources.Source", on_delete=models.CASCADE, related_name="handovers")
    way = models.CharField(max_length=8, choices=Way)
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now(), editable=False)
    answer = models.CharField(max_length=9, choices=Answer, blank=True, default=Answer.OPEN)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Handover"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-proposed_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(answer=""), name="handover_of_a_source_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_by=None, answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="handover_is_open_or_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"

    @property
    def ref(self) -> Ref:
        """How the log names this hand-over."""
        return Ref("source_handover", self.pk, "source", self.source_id, self.source.originator_id)


class Handling(models.Model):
    """Verbs that bring a source to another handler."""

    class Meta:
        abstract = True

    @property
    def open_handover(self: Any) -> Handover | None:
        """The hand-over that waits for an answer, for verbs."""
        rows = Handover.objects.unscoped("a verb reads its own rows")
        return rows.filter(source=self, answer=Answer.OPEN).first()

    @property
    def is_orphaned(self: Any) -> bool:
        """Whether the handler has left the agency, is suspended, or has no role there that handles sources."""
        return not _handles(self.originator, self.handler_id)

    def offer(self: Any, *, by: Viewer, taker: Person) -> Handover:
        """The handler offers the source to a colleague, who takes or declines it. `IllegalMove` while one is open."""
        with acting(self, by=by, action="source.handle"):
            made: Handover = self._propose(Way.OFFERED, by, taker)
        return made

    def propose(self: Any, *, by: Viewer, taker: Person) -> Handover:
        """A supervisor proposes a new handler in the place of one who is gone, never oneself; a second confirms."""
        with acting(self, by=by, action="source.assign"):
            self._refuse_while_handled()
            if taker.pk == by.person_id:
                raise Invalid(fields={"taker": [_("Propose somebody else than yourself.")]})
            made: Handover = self._propose(Way.ASSIGNED, by, taker)
        return made

    def answer(self: Any, *, by: Viewer, answer: str) -> None:
        """Answer the open hand-over: `taken` or `declined` by whom it was offered to; `confirmed` or `refused` by a
        liaison officer or supervisor who neither proposed it nor is to become the handler; `withdrawn` by whoever
        proposed it, or a liaison officer or supervisor. `IllegalMove` when there is none, or it is of the other way."""
        with acting(self, by=by, action="source.see"):
            handover = self.open_handover
            if handover is None:
                raise IllegalMove(_("No hand-over of this source is waiting."))
            self._may_answer(handover, by, answer)
            handover.answer, handover.answered_by, handover.answered_at = answer, by.person, self.clock()
            handover.save(update_fields=["answer", "answered_by", "answered_at"])
            if answer in (Answer.TAKEN, Answer.CONFIRMED):
                self._hand(handover.taker)
            record(f"source.{answer}", by=by, on=handover.ref, detail={"taker": handover.taker_id})

    def _may_answer(self: Any, handover: Handover, by: Viewer, answer: str) -> None:
        offered = handover.way == Way.OFFERED
        if answer == Answer.WITHDRAWN:
            if handover.proposed_by_id != by.person_id:
                require(by, "source.oversee", self)
        elif answer not in (FOR_AN_OFFER if offered else FOR_A_PROPOSAL):
            raise IllegalMove(_("This hand-over waits for another answer."))
        elif offered:
            self._only_the_taker(handover, by)
        else:
            self._a_second_officer(handover, by, answer)

    def _only_the_taker(self: Any, handover: Handover, by: Viewer) -> None:
        if handover.taker_id != by.person_id:
            raise NotAllowed(_("It was offered to somebody else."), object_type="source", object_id=self.pk)

    def _a_second_officer(self: Any, handover: Handover, by: Viewer, answer: str) -> None:
        require(by, "source.oversee", self)
        if by.person_id in (handover.proposed_by_id, handover.taker_id):
            sentence = _("Somebody else must confirm: neither who proposed it, nor who is to become the handler.")
            raise NotAllowed(sentence, object_type="source", object_id=self.pk, action="source.oversee")
        if answer == Answer.CONFIRMED:
            self._refuse_while_handled()

    def _propose(self: Any, way: str, by: Viewer, taker: Person) -> Handover:
        if self.open_handover is not None:
            raise IllegalMove(_("A hand-over of this source is waiting already."))
        if taker.pk == self.handler_id or not _handles(self.originator, taker.pk):
            raise Invalid(fields={"taker": [_("Choose a colleague of your agency who handles reports.")]})
        made = Handover(source=self, way=way, giver_id=self.handler_id, taker=taker, proposed_by=by.person)
        made.proposed_at = self.clock()
        made.save(force_insert=True)
        verb = "source.offered" if way == Way.OFFERED else "source.proposed"
        record(verb, by=by, on=made.ref, detail={"taker": taker.pk})
        return made

    def _refuse_while_handled(self: Any) -> None:
        if not self.is_orphaned:
            raise IllegalMove(_("Its handler is still in office. Only the handler hands the source over."))

    def _hand(self: Any, taker: Person) -> None:
        if not _handles(self.originator, taker.pk):
            raise IllegalMove(_("The new handler is not in office any more."))
        self.handler, self.updated_at = taker, self.clock()
        self.save(update_fields=["handler", "updated_at"])
        sync(self)


def _handles(agency: Agency, person_id: uuid.UUID) -> bool:
    live = Membership.objects.live().filter(agency=agency, person_id=person_id)
    return live.filter(roles__overlap=[str(role) for role in READERS]).exists()
