"""The content of a report, a row for each part: so that a part which a release withholds is never fetched."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from agencies.models import Person
from audit.log import Ref
from cases.tracking import tracked
from intelligence.reports.codes import Made, Piece

TEARLINE = "tearline"  # cleared beforehand for a threat to life; the originator's alone until then
DESK = "desk"  # what the originator's desk says to the author; the originator's alone
PARTS = [*Piece.choices, (TEARLINE, "Tear-line"), (DESK, "Desk note")]
TEXTS = frozenset({Piece.TITLE, Piece.BODY, TEARLINE, DESK})


@tracked()
class Part(models.Model):
    """One part of a report in one language.

    `text` for title, body and tear-line; `data` for place {place, country, lat, lon}, route {stops}, platforms {used:
    [{kind, name}]} and grades {scheme, source, information}. Subjects and attachments have tables of their own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="parts")
    piece = models.CharField(max_length=12, choices=PARTS)
    language = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)
    made = models.CharField(max_length=10, choices=Made, default=Made.ORIGINAL)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Part"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "piece", "language"], condition=Q(removed_at=None), name="part_once_a_language"
            ),
            models.UniqueConstraint(
                fields=["report", "piece"], condition=Q(removed_at=None, made="original"), name="part_one_original"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.piece} {self.language}"

    @property
    def ref(self) -> Ref:
        """How the log names this part: by its report."""
        return self.report.ref
