"""What an officer asked once, and what was answered: for the eyes of who asked alone, for that agency."""

import json
import uuid
from typing import Any

from django.db import models
from django.urls import reverse

from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Ref
from coordination_center.sealing import seal, unseal
from intelligence.hits.models.tried import Tried, TriedQuerySet


class Sealed(models.Model):
    """What was typed is kept sealed; the centre itself reads it only for who typed it, and to match it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=300)
    sealed = models.TextField()
    at = models.DateTimeField()

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ("-at", "-id")

    def close(self, content: dict[str, Any]) -> None:
        """Seal what was typed, bound to this very row."""
        self.sealed = seal(json.dumps(content).encode(), self._place())

    @property
    def content(self) -> dict[str, Any]:
        """What was typed."""
        found: dict[str, Any] = json.loads(unseal(self.sealed, self._place()))
        return found

    def _place(self) -> bytes:
        return f"{self._meta.db_table}|{self.pk}|sealed".encode()

    @classmethod
    def own(cls, viewer: Viewer) -> Any:
        """The rows of this person for this agency: nobody else ever sees one."""
        return cls.objects.filter(person=viewer.person_id, agency=viewer.agency_id)  # type: ignore[attr-defined]


class QueryQuerySet(TriedQuerySet):
    """Questions; `due` are those whose hits are to be raised."""

    def due(self) -> TriedQuerySet:
        return super().due().filter(raised_at=None)


class Query(Tried, Sealed):
    """One question. `found` names what matched until hits are raised of it, and is emptied then: it is the queue."""

    found = models.JSONField(default=list)
    raised_at = models.DateTimeField(null=True)
    hit = models.BooleanField(default=False)  # as it was answered; for oversight's counts

    objects = QueryQuerySet.as_manager()

    class Meta(Sealed.Meta):
        indexes = [
            models.Index(fields=["person", "agency", "-at"], name="hit_query_own"),
            models.Index(fields=["agency", "-at"], name="hit_query_agency"),
            models.Index(
                fields=["next_at", "id"],
                condition=models.Q(raised_at=None, laid_aside_at=None),
                name="hit_query_unraised",
            ),
            models.Index(fields=["at"], name="hit_query_at"),
            models.Index(fields=["ticket"], condition=~models.Q(laid_aside_at=None), name="hit_query_aside"),
        ]

    def __str__(self) -> str:
        return f"query of {self.at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("hit_query", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names it."""
        return Ref("hit_query", self.pk, "hit_query", self.pk, self.agency_id)
