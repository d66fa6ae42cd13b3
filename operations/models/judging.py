"""Verdicts on what was reported: verified by the country, disputed, withdrawn by who reported."""

from typing import Any, cast

from django.db import models
from django.utils.translation import gettext as _

from access.viewer import Viewer
from audit.log import record
from coordination_center.errors import IllegalMove, Invalid, NotAllowed
from operations.codes import MOVES, Status
from operations.models.delegation import Delegation
from operations.models.increment import Increment, Mark, Standing


class Judging(models.Model):
    """Verbs that append a mark and move the figure from one status to another."""

    class Meta:
        abstract = True

    def verify(self: Any, increment: Increment, *, by: Viewer, reason: str = "") -> Mark:
        """Vouch for a figure, as the country's coordinator; what was entered on its behalf is confirmed by that."""
        return cast("Mark", self._mark(increment, Status.VERIFIED, by=by, reason=reason))

    def dispute(self: Any, increment: Increment, *, by: Viewer, reason: str) -> Mark:
        """Doubt a figure, as its country's coordinator or as the coordinating agency. `Invalid` without a reason."""
        return cast("Mark", self._mark(increment, Status.DISPUTED, by=by, reason=reason))

    def withdraw(self: Any, increment: Increment, *, by: Viewer, reason: str) -> Mark:
        """Take a figure of one's own country back as a whole. `Invalid` without a reason."""
        return cast("Mark", self._mark(increment, Status.WITHDRAWN, by=by, reason=reason))

    def _mark(self: Any, increment: Increment, status: Status, *, by: Viewer, reason: str) -> Mark:
        with self.counting(increment.agency_id, by=by, action="operation.judge") as line:
            self._check_judge(line, increment, status, by)
            if status != Status.VERIFIED and not reason:
                raise Invalid(fields={"reason": [_("Say why.")]})
            standing = self.standing_of(increment)
            was = standing.status
            if status not in MOVES[Status(was)]:
                sentence = _("This is not possible for a result that is “%(status)s”.")
                raise IllegalMove(sentence % {"status": Status(was).label})
            mark: Mark = self._append_mark(increment, status, by, reason)
            standing.status = status
            standing.save(update_fields=["status"])
            self._tally(increment, (was, -standing.net), (status.value, standing.net))
            record(f"result.{status}", by=by, on=increment.ref, detail={"was": was})
        return mark

    def _append_mark(self: Any, increment: Increment, status: str, by: Viewer, reason: str) -> Mark:
        marks = Mark.objects.unscoped("a verb reads its own ledger").filter(increment=increment)
        mark = Mark(increment=increment, number=marks.count() + 1, status=status, agency=by.agency, person=by.person)
        mark.reason, mark.made_at = reason, self.clock()
        mark.save(force_insert=True)
        return mark

    def standing_of(self: Any, increment: Increment) -> Standing:
        """How an increment stands, for verbs. `IllegalMove` for a correction: its original is judged, not it."""
        rows = Standing.objects.unscoped("a verb reads its own rows").filter(increment=increment, operation=self)
        found: Standing | None = rows.first()
        if found is None:
            raise IllegalMove(_("A correction is part of what it corrects, and is not judged by itself."))
        return found

    def _check_judge(self: Any, line: Delegation, increment: Increment, status: Status, by: Viewer) -> None:
        if status not in line.verdicts_of(by, increment):
            raise NotAllowed(_("Only your country’s coordinator, a liaison officer or a supervisor decides this."))
