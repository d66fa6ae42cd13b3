"""The custody chain: who had a piece of evidence, when, where and in what condition. Added to, never changed."""

import uuid

from django.db import models
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from agencies.models import Agency, Person
from audit.log import Ref
from cases.evidence.codes import ANSWERS, Step
from cases.evidence.models.appended import only_appended


class Custody(models.Model):
    """A row of the chain. `agency` has the item after it; `to` is whom it is offered to; `keeper` the person or store
    in words; `seal` the number on it; `answers` the offer that a receipt, a refusal or a recall ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.CASCADE, related_name="custody")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=12, choices=Step)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    keeper = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    condition = models.CharField(max_length=500, blank=True)
    seal = models.CharField(max_length=100, blank=True)
    purpose = models.CharField(max_length=500, blank=True)
    answers = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="answer")
    by_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    objects = ProtectedQuerySet["Custody"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-number",)
        triggers = [only_appended("custody")]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "number"], name="custody_number"),
            models.CheckConstraint(
                condition=models.Q(step=Step.OFFERED, to__isnull=False)
                | ~models.Q(step=Step.OFFERED) & models.Q(to=None),
                name="custody_offered_to",
            ),
            models.CheckConstraint(
                condition=models.Q(step__in=ANSWERS, answers__isnull=False)
                | ~models.Q(step__in=ANSWERS) & models.Q(answers=None),
                name="custody_answers_an_offer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_step_display()}"

    @property
    def ref(self) -> Ref:
        """How the log names this row: by its item."""
        return self.evidence.ref
