"""A group of victims of a case, without names: those to whom the same was done."""

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
from cases.offences.codes import Minors
from cases.recording import adding, changing
from cases.search.index import drop, keep
from cases.tracking import tracked
from coordination_center.errors import Invalid

EDITABLE = ("label", "estimate", "minors")
MOST = 1_000_000


@tracked()
class VictimGroup(Record):
    """A group. `label` names nobody; `estimate` is a number of people, None where nobody can say."""

    noun: ClassVar[str] = "victim_group"

    label = models.CharField(max_length=200)
    estimate = models.PositiveIntegerField(null=True, blank=True)
    minors = models.CharField(max_length=8, choices=Minors, default=Minors.UNKNOWN)

    objects = ProtectedQuerySet["VictimGroup"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="victim_group_newest")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("case_victim_group", args=[self.case_id, self.pk])

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        label: str,
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "VictimGroup":
        """A new group; `facts` are of `EDITABLE`. Raises `Invalid` without a label, and as `adding` does."""
        with adding(case, by=by, action="case.offence", only=only) as readers:
            group = cls(case=case, agency=by.agency, author=by.person, only=readers)
            group.id = id or group.id
            group._write({"label": label} | facts)
            group.insert(by=by, verb="victim_group.added", detail={"minors": group.minors})
            group.index()
        return group

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change facts; only the agency that supplied it. Returns the new version."""
        with changing(self, by=by, action="case.offence", version=version, own=True):
            changed = [field for field in EDITABLE if field in facts and facts[field] != getattr(self, field)]
            self._write({field: facts[field] for field in changed})
            self.change(*changed, by=by, verb="victim_group.edited")
            self.index()
        return self.version

    def take_out(self, *, by: Viewer, version: int | None = None) -> None:
        """Remove the group; what is claimed for it is then out of sight. Only the agency that supplied it."""
        with changing(self, by=by, action="case.offence", version=version, own=True):
            drop(self)
            self.remove(by=by, verb="victim_group.removed")

    def index(self) -> None:
        """Let search find the group by its label."""
        keep(self, texts={"label": self.label})

    def _write(self, facts: dict[str, Any]) -> None:
        unknown = facts.keys() - set(EDITABLE)
        if unknown:
            raise TypeError(f"A group of victims has no {', '.join(sorted(unknown))}.")
        for field, value in facts.items():
            setattr(self, field, value)
        if not self.label.strip():
            raise Invalid(fields={"label": [_("Name the group without naming anybody.")]})
        if self.minors not in Minors.values:
            raise Invalid(fields={"minors": [_("Choose one of the list.")]})
        if self.estimate is not None and not 0 < self.estimate <= MOST:
            raise Invalid(fields={"estimate": [_("Give a number of people, or nothing.")]})
