"""What a meeting decided on a case: as it was decided, and the item of the case's plan that it became."""

import uuid
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.plan.models import Action
from coordination_center.errors import NotAllowed, Unseen

if TYPE_CHECKING:
    from cases.reviews.models.agenda import AgendaItem


class Decision(models.Model):
    """Who does what until when, in the words of the meeting. `only`: exact, as of the plan's item."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey("reviews.AgendaItem", on_delete=models.CASCADE, related_name="decisions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=2_000)
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    only = ArrayField(models.UUIDField(), default=list, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["Decision"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "action"], condition=models.Q(removed_at=None), name="decision_action_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def ref(self) -> Ref:
        """How the log names this decision: within its case; what is restricted belongs to its writer's oversight."""
        case = self.item.case
        return Ref("decision", self.pk, "case", case.pk, self.agency_id if self.only else case.originator_id)

    @classmethod
    def take(cls, item: "AgendaItem", action: Action, *, by: Viewer) -> "Decision":
        """Write the decision down, within the verb that takes it."""
        facts = {"text": action.text, "owner": action.owner, "due": action.due, "only": action.only}
        decision = cls(item=item, action=action, agency=by.agency, author=by.person, **facts)
        decision.created_at = item.case.clock()
        decision.save(force_insert=True)
        record("decision.taken", by=by, on=decision.ref, led=Led.COLLECTION, detail={"action": action.pk})
        return decision

    def take_back(self, *, by: Viewer) -> None:
        """Strike a decision while the meeting is in session; only its writer's agency. The plan's item stays."""
        with self.item._working(by):
            self.item.review.require_open()
            standing = self.item.standing_decisions().filter(pk=self.pk)
            if not standing.exists() or (self.only and by.agency_id not in self.only):
                raise Unseen(object_type="decision", object_id=self.pk, action="review.decide")
            if self.agency_id != by.agency_id:
                raise NotAllowed(_("Only the agency that wrote this down can take it back."))
            self.removed_at = self.item.case.clock()
            self.save(update_fields=["removed_at"])
            record("decision.removed", by=by, on=self.ref, led=Led.ERASURE)
