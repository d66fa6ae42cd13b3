"""Under which terms a report is released: what is withheld, what it may be used for, until when, for which content."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from access.registry import FOREVER
from coordination_center.errors import Invalid, Stale
from intelligence.releases.codes import Leave
from intelligence.reports.codes import Piece


@dataclass(frozen=True)
class Terms:
    """`withheld` pieces, an end (None: none), and the content that the officer read (`Report.digest`; None: any).

    `leave`: what the recipient may do with it beyond reading, of `Leave`.

    `recorded`: the release lies in the past, as a world file may say, and its end may have passed already.
    """

    withheld: Sequence[str] = ()
    until: datetime | None = None
    digest: str | None = None
    recorded: bool = False
    leave: Sequence[str] = ()


WHOLE = Terms()


class Bounded(models.Model):
    """A line of the ledger with its terms."""

    class Meta:
        abstract = True

    def set_terms(self: Any, terms: Terms) -> None:
        """Bind the line to these terms and to the content as it stands, within a verb.

        `Invalid` for a piece that a report has not, for withholding all of it, and for an end that is past; `Stale`
        where the report is no longer what the officer read.
        """
        _check(terms, self.clock())
        digest = self.report.digest()
        if terms.digest is not None and terms.digest != digest:
            facts = {"object_type": "release", "object_id": self.pk, "action": "release.decide"}
            raise Stale(_("The report changed while you were deciding. Read it again."), current=self.report, **facts)
        self.withheld, self.until, self.digest = sorted(set(terms.withheld)), terms.until or FOREVER, digest
        self.leave = sorted(set(terms.leave))


def _check(terms: Terms, now: datetime) -> None:
    unknown = ", ".join(sorted(set(terms.withheld) - set(Piece.values)))
    if unknown:
        raise Invalid(fields={"withheld": [_("A report has no such part: %(names)s.") % {"names": unknown}]})
    if set(terms.withheld) == set(Piece.values):
        raise Invalid(fields={"withheld": [_("Nothing would be left. Refuse instead.")]})
    if set(terms.leave) - set(Leave.values):
        raise Invalid(fields={"leave": [_("Choose from the list.")]})
    if terms.until is not None and terms.until <= now and not terms.recorded:
        raise Invalid(fields={"until": [_("This moment has passed.")]})
