"""A claim: this element of an offence is given for this group of victims, and so well supported."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.models.record import Record
from cases.offences.codes import ELEMENT_OF, OFFENCE_OF, Code, Element, Offence, Support
from cases.offences.models.group import VictimGroup
from cases.recording import adding, changing, named
from cases.search.index import drop, keep
from cases.tracking import tracked
from coordination_center.errors import Invalid

EDITABLE = ("code", "support", "text")


@tracked()
class Claim(Record):
    """A claim by an agency. It is seen by its readers, as far as they see its group."""

    noun: ClassVar[str] = "claim"

    group = models.ForeignKey(VictimGroup, on_delete=models.PROTECT, related_name="claims", editable=False)
    code = models.CharField(max_length=24, choices=Code)
    support = models.CharField(max_length=10, choices=Support, default=Support.ALLEGED)
    text = models.TextField(blank=True, max_length=20_000)

    objects = ProtectedQuerySet["Claim"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="claim_newest")]

    def __str__(self) -> str:
        return str(Code(self.code).label)

    def get_absolute_url(self) -> str:
        return reverse("case_claim", args=[self.case_id, self.pk])

    @property
    def element(self) -> Element:
        """The element that its code belongs to."""
        return ELEMENT_OF[self.code]

    @property
    def offence(self) -> Offence:
        """The offence that its element belongs to."""
        return OFFENCE_OF[self.element]

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        group: VictimGroup,
        code: str,
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Claim":
        """A new claim for a group of the case; `facts`: support, text. `Invalid` for a code, or a group unseen here."""
        with adding(case, by=by, action="case.offence", only=only) as readers:
            claim = cls(case=case, agency=by.agency, author=by.person, only=readers)
            claim.id, claim.group = id or claim.id, named(group, by=by, case=case, field="group")  # type: ignore[assignment]
            claim._write({"code": code} | facts)
            claim.insert(by=by, verb="claim.added", detail={"code": claim.code, "support": claim.support})
            claim.index()
        return claim

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change facts; only the agency that claims it. Returns the new version."""
        with changing(self, by=by, action="case.offence", version=version, own=True):
            changed = [field for field in EDITABLE if field in facts and facts[field] != getattr(self, field)]
            self._write({field: facts[field] for field in changed})
            self.change(*changed, by=by, verb="claim.edited", detail={"support": self.support})
            self.index()
        return self.version

    def take_out(self, *, by: Viewer, version: int | None = None) -> None:
        """Remove the claim; only the agency that claims it."""
        with changing(self, by=by, action="case.offence", version=version, own=True):
            drop(self)
            self.remove(by=by, verb="claim.removed")

    def index(self) -> None:
        """Let search find the claim by its text."""
        keep(self, texts={"text": self.text})

    def _write(self, facts: dict[str, Any]) -> None:
        unknown = facts.keys() - set(EDITABLE)
        if unknown:
            raise TypeError(f"A claim has no {', '.join(sorted(unknown))}.")
        for field, value in facts.items():
            setattr(self, field, value)
        if self.code not in Code.values:
            raise Invalid(fields={"code": [_("Choose one of the list.")]})
        if self.support not in Support.values:
            raise Invalid(fields={"support": [_("Choose one of the list.")]})
