"""Corrections: a figure is never changed, it is reversed in part or as a whole by a further increment."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from access.viewer import Viewer
from audit.log import record
from coordination_center.errors import IllegalMove, Invalid, NotAllowed
from operations.codes import Status
from operations.models.increment import Increment

_SAME = ("delegation_id", "agency_id", "category", "at", "day", "site_id", "nationality", "currency", "case_id")


class Correcting(models.Model):
    """The verb that corrects."""

    class Meta:
        abstract = True

    def correct(self: Any, increment: Increment, *, by: Viewer, quantity: int, reason: str) -> Increment:
        """Count so many fewer than an increment said, with the reason; the same country, or who entered for it.

        `Invalid` for more than is left of it, `IllegalMove` for what was withdrawn or is a correction itself.
        """
        own = increment.agency_id == by.agency_id or not increment.on_behalf
        with self.counting(increment.agency_id, by=by, action="operation.report" if own else "operation.run") as line:
            if own:
                self._check_reporter(line, by)
            standing = self.standing_of(increment)
            if standing.status == Status.WITHDRAWN:
                raise IllegalMove(_("This was withdrawn: there is nothing left to correct."))
            self._check_correction(quantity, standing.net, reason)
            row = Increment(quantity=quantity, reason=reason, reverses=increment, on_behalf=not own)
            for name in _SAME:
                setattr(row, name, getattr(increment, name))
            self._append(row, by)
            standing.net -= quantity
            standing.save(update_fields=["net"])
            self._tally(increment, (standing.status, -quantity))
            record("result.corrected", by=by, on=row.ref, detail={"of": increment.pk, "quantity": quantity})
        return row

    def _check_correction(self: Any, quantity: int, left: int, reason: str) -> None:
        wrong: dict[str, list[str]] = {}
        if not 1 <= quantity <= left:
            wrong["quantity"] = [_("At most %(left)d are left to correct.") % {"left": left}]
        if not reason:
            wrong["reason"] = [_("Say why.")]
        if wrong:
            raise Invalid(_("Some fields cannot be accepted."), fields=wrong)

    def _check_reporter(self: Any, line: Any, by: Viewer) -> None:
        if line.agency_id != by.agency_id:
            raise NotAllowed(_("Only the country that reported it corrects it."))
