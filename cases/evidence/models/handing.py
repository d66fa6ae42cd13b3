"""Verbs that hand a piece of evidence on: the holder offers, the receiver confirms, and the chain grows by one row.

Who has it is a fact of two agencies: neither can say alone that it went from one to the other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Level, Part
from cases.evidence.codes import Step
from cases.evidence.models.custody import Custody
from cases.recording import changing
from coordination_center.errors import IllegalMove, Invalid, NotAllowed

SAID = ("keeper", "place", "condition", "seal", "purpose")


class Handing(models.Model):
    """What may be done with an item's custody. Nothing of it is an edit: the item's version stays."""

    class Meta:
        abstract = True

    def move(self: Any, *, by: Viewer, purpose: str, **said: str) -> Custody:
        """The holder moves the item, opens or seals it anew. `said`: keeper, place, condition, seal."""
        with self._handing(by):
            self._require_holder(by)
            self._require_no_offer()
            _require(purpose=purpose)
            row: Custody = self._append(Step.MOVED, by=by, purpose=purpose, **said)
        return row

    def offer(self: Any, *, by: Viewer, agency: Any, purpose: str, **said: str) -> Custody:
        """The holder offers the item to another agency that works on the case and may read it."""
        with self._handing(by):
            self._require_holder(by)
            self._require_no_offer()
            _require(purpose=purpose)
            self._require_receiver(agency)
            self.offered_to = agency
            row: Custody = self._append(Step.OFFERED, by=by, to=agency, purpose=purpose, recipients=[agency.pk], **said)
        return row

    def receive(self: Any, *, by: Viewer, offer: UUID, **said: str) -> Custody:
        """The agency it was offered to confirms that it has it, as it found it: place, condition, seal."""
        with self._handing(by):
            standing = self._offered(offer, by=by)
            _require(condition=said.get("condition", ""))
            self.holder, self.offered_to = by.agency, None
            row: Custody = self._append(Step.RECEIVED, by=by, answers=standing, **said)
        return row

    def decline(self: Any, *, by: Viewer, offer: UUID, purpose: str) -> Custody:
        """The agency it was offered to does not take it; `purpose` says why. The holder keeps it."""
        with self._handing(by):
            standing = self._offered(offer, by=by)
            _require(purpose=purpose)
            self.offered_to = None
            row: Custody = self._append(Step.DECLINED, by=by, answers=standing, purpose=purpose)
        return row

    def recall(self: Any, *, by: Viewer, offer: UUID, purpose: str) -> Custody:
        """The holder takes its offer back; `purpose` says why."""
        with self._handing(by):
            self._require_holder(by)
            standing = self._standing(offer)
            _require(purpose=purpose)
            self.offered_to = None
            row: Custody = self._append(Step.RECALLED, by=by, answers=standing, purpose=purpose)
        return row

    @contextmanager
    def _handing(self: Any, by: Viewer) -> Iterator[None]:
        with changing(self, by=by, action="case.evidence"):
            yield

    def _append(self: Any, step: Step, *, by: Viewer, recipients: Any = (), **facts: Any) -> Custody:
        """Add a row, keep who has it and whom it is offered to on the item, and tell."""
        known = {name: facts[name] for name in (*SAID, "to", "answers") if facts.get(name)}
        if unknown := facts.keys() - {*SAID, "to", "answers"}:
            raise TypeError(f"Custody has no {', '.join(sorted(unknown))}.")
        last = self._chain().first()
        row = Custody(
            evidence=self, number=last.number + 1 if last else 1, step=step, agency=self.holder, by_agency=by.agency,
            author=by.person, at=self.case.clock(), **known
        )  # fmt: skip
        row.save(force_insert=True)
        self.save(update_fields=["holder", "offered_to"])
        if step != Step.REGISTERED:  # that the item was added is told already
            self.tell(f"evidence.{step}", by=by, detail={"custody": row.pk, "step": row.number}, recipients=recipients)
        return row

    def _chain(self: Any) -> Any:
        """The rows, newest first."""
        rows = Custody.objects.unscoped("a verb reads its own chain").filter(evidence=self)
        return rows.select_related("to")

    def _offered(self: Any, offer: UUID, *, by: Viewer) -> Custody:
        """The offer that stands, made to the agency of `by`."""
        standing: Custody = self._standing(offer)
        if standing.to_id != by.agency_id:
            raise NotAllowed(
                _("Only the agency it is offered to can answer."), object_type="evidence", object_id=self.pk
            )
        return standing

    def _standing(self: Any, offer: UUID) -> Custody:
        last: Custody = self._chain().first()
        if last.step != Step.OFFERED or last.pk != offer:
            raise IllegalMove(_("This offer no longer stands. See the chain as it is now."))
        return last

    def _require_holder(self: Any, by: Viewer) -> None:
        if self.holder_id != by.agency_id:
            raise NotAllowed(
                _("Only the agency that has the item can do this."), object_type="evidence", object_id=self.pk
            )

    def _require_no_offer(self: Any) -> None:
        if self.offered_to_id is not None:
            raise IllegalMove(_("A hand-over is under way. It must be received, declined or taken back first."))

    def _require_receiver(self: Any, agency: Agency) -> None:
        working: Any = self.case.parts.filter(state=Part.ACTIVE, level__in=[Level.LEAD, Level.PARTNER], agency=agency)
        if agency.pk == self.holder_id or not working.exists() or (self.only and agency.pk not in self.only):
            raise Invalid(fields={"agency": [_("Choose another agency that works on the case and may read this.")]})


def _require(**fields: str) -> None:
    missing = {name: [_("This has to be filled in.")] for name, text in fields.items() if not text.strip()}
    if missing:
        raise Invalid(fields=missing)
