"""A ground: a record of this case that supports a claim."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decide import can
from access.querysets import ProtectedQuerySet
from access.registry import audiences, companions
from access.viewer import Viewer
from agencies.models import Agency
from cases.chronology.models import Entry
from cases.evidence.models import Evidence
from cases.models import Case, Note
from cases.models.record import Record
from cases.offences.models.claim import Claim
from cases.recording import adding, changing, named
from cases.subjects.models import Subject
from cases.tracking import tracked
from coordination_center.errors import Invalid

SOURCES: dict[str, Any] = {"evidence": Evidence, "entry": Entry, "subject": Subject, "note": Note}


def _exactly_one() -> Q:
    """That one source is named, and only one."""
    either = Q()
    for chosen in SOURCES:
        either |= Q(**{f"{kind}__isnull": kind != chosen for kind in SOURCES})
    return either


@tracked()
class Ground(Record):
    """One source of a claim, with what it says in `text`. It is seen by who sees both the claim and the source."""

    noun: ClassVar[str] = "ground"

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="grounds", editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    text = models.CharField(max_length=1000, blank=True)

    objects = ProtectedQuerySet["Ground"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["claim", "-created_at", "-id"], name="ground_newest")]
        constraints = [models.CheckConstraint(condition=_exactly_one(), name="ground_names_one_source")]

    def __str__(self) -> str:
        return self.text or str(self.source)

    def get_absolute_url(self) -> str:
        return reverse("case_claim", args=[self.case_id, self.claim_id])

    @property
    def kind(self) -> str:
        """Which kind of record it names: a key of `SOURCES`."""
        return next(kind for kind in SOURCES if getattr(self, f"{kind}_id"))

    @property
    def source(self) -> Any:
        """The record it names."""
        return getattr(self, self.kind)

    @property
    def restricted(self) -> bool:
        """Also where its source is for some only: the claim's place in lists then stays as it is."""
        return super().restricted or any(audiences(row) for row in companions(self))

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        claim: Claim,
        source: Any,
        text: str = "",
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    ) -> "Ground":
        """Name a record of the case that supports a claim. `Invalid` for one not seen here."""
        with adding(case, by=by, action="case.offence", only=only) as readers:
            ground = cls(case=case, agency=by.agency, author=by.person, only=readers, text=text)
            ground.id, ground.claim = id or ground.id, named(claim, by=by, case=case, field="claim")  # type: ignore[assignment]
            setattr(ground, _kind_of(source, by=by, case=case), source)
            ground.insert(by=by, verb="ground.added", detail={"kind": ground.kind})
        return ground

    def take_out(self, *, by: Viewer, version: int | None = None) -> None:
        """Name it no longer; only the agency that named it."""
        with changing(self, by=by, action="case.offence", version=version, own=True):
            self.remove(by=by, verb="ground.removed")


def _kind_of(source: Any, *, by: Viewer, case: Case) -> str:
    """The kind of a record that `by` sees in this very case; unseen, foreign and removed are refused alike."""
    kind = next((name for name, model in SOURCES.items() if isinstance(source, model)), "")
    standing = kind and source.case_id == case.pk and getattr(source, "removed_at", None) is None
    if not standing or not can(by, "case.read", source):
        raise Invalid(fields={"source": [_("Choose one that is in this case.")]})
    return kind
