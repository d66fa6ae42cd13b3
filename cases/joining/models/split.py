"""Splitting: the lead puts some records of a case into a new one, led by itself or by a participant that accepts."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils.translation import gettext as _

from access.decide import require
from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Level, Part
from cases.creation import create
from cases.joining.carriers import carry_all
from cases.joining.codes import Kind
from cases.joining.models.merger import check_open
from cases.joining.models.proposal import Proposal, lock_all
from cases.joining.models.relation import Relation
from cases.joining.narrowing import check_not_wider
from cases.models import Case
from coordination_center.errors import Invalid, NotAllowed

MOST = 1_000  # records chosen at once


class Split(Proposal):
    """Records of `case` (`chosen`, by id) are to go into a new case that `to` leads, with `guests` asked to it.

    It is known to the two agencies alone (`only`). `made` is the new case, once it is there.
    """

    noun: ClassVar[str] = "split"

    to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    guests = ArrayField(models.UUIDField(), default=list)
    chosen = ArrayField(models.UUIDField(), default=list)
    only = ArrayField(models.UUIDField(), default=list)
    made = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+")

    objects = ProtectedQuerySet["Split"].as_manager()

    class Meta(Proposal.Meta):
        pass

    def __str__(self) -> str:
        return self.title

    @classmethod
    def propose(
        cls, case: Case, *, by: Viewer, title: str, to: Agency, records: Iterable[Any], guests: Iterable[Agency] = ()
    ) -> "Split":
        """Propose it, for the lead; where `to` leads already, it is done at once.

        `records` are rows that `by` sees. `Invalid` without a title or a record, for agencies that take no part, and
        for an observer as lead; `IllegalMove` for a case that is over or for named people only.
        """
        with transaction.atomic():
            lock_all({case})
            require(by, "case.split", case)
            check_open(case)
            check_not_wider(case, case)
            split = cls(case=case, agency=by.agency, offered_by=by.person, title=title.strip(), to=to)
            split.guests = _taking_part(case, guests, to)
            split.chosen = sorted({row.pk for row in records})
            split.only = sorted({by.agency_id, to.pk})
            split._check()
            split.insert(by=by)
            if to == by.agency:
                split._carry_out(by=by)
        return split

    def accept(self, *, by: Viewer) -> Case:
        """Lead the new case, for the agency it was proposed to; the records are copied at once."""
        with self.answering(by=by, on=self.case, action="case.accept_lead"):
            self._require_asked(by)
            check_open(self.case)
            check_not_wider(self.case, self.case)
            self._carry_out(by=by)
        return self.made  # type: ignore[return-value]

    def decline(self, *, by: Viewer) -> None:
        """Say no, for the agency it was proposed to."""
        with self.answering(by=by, on=self.case, action="case.accept_lead"):
            self._require_asked(by)
            self._to_declined()
            self.answered(by=by)

    def withdraw(self, *, by: Viewer) -> None:
        """Take the proposal back, for the lead."""
        with self.answering(by=by, on=self.case, action="case.split"):
            self._to_withdrawn()
            self.answered(by=by)

    def _carry_out(self, *, by: Viewer) -> None:
        old = self.case
        marking: dict[str, Any] = {"tlp": old.tlp, "handling": old.handling, "handling_note": old.handling_note}
        new = create(by=by, title=self.title, **marking)
        asked = Agency.objects.filter(pk__in=self.guests, suspended_at=None)
        still: Any = old.parts.filter(state=Part.ACTIVE).values("agency")
        for agency in asked.filter(pk__in=still).exclude(pk=by.agency_id).order_by("name"):
            new.invite(by=by, agency=agency)
        carry_all(old, into=new, by=by, chosen=set(self.chosen), guests={*self.guests, by.agency_id})
        self.made = new
        self._to_accepted()
        self.save(update_fields=["made"])
        self.answered(by=by)
        Relation.write(new, old, Kind.SPLIT_FROM, by=by, verb="relation.split")

    def _require_asked(self, by: Viewer) -> None:
        if by.agency_id != self.to_id:
            raise NotAllowed(_("This was proposed to another agency."), object_type="split", object_id=self.pk)

    def _check(self) -> None:
        if not self.title:
            raise Invalid(fields={"title": [_("Give the new case a title.")]})
        if not 0 < len(self.chosen) <= MOST:
            raise Invalid(fields={"records": [_("Choose the records that go into the new case.")]})
        leads = self.case.parts.filter(agency=self.to_id, state=Part.ACTIVE, level__in=[Level.LEAD, Level.PARTNER])
        if not leads.exists():
            raise Invalid(fields={"to": [_("Only an agency that works on this case can lead the new one.")]})


def _taking_part(case: Case, guests: Iterable[Agency], to: Agency) -> list[uuid.UUID]:
    ids = {agency.pk for agency in guests} | {to.pk}
    active: Any = case.parts.filter(state=Part.ACTIVE).values_list("agency_id", flat=True)
    if not ids <= set(active):
        raise Invalid(fields={"guests": [_("Only agencies that take part in this case can be asked to the new one.")]})
    return sorted(ids)
