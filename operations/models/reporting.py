"""Reporting from the field: one increment at a time, by the delegation itself or on behalf of a silent country."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pycountry
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.decide import can, require
from access.viewer import Viewer
from agencies.countries import validate_country
from agencies.models import Agency
from audit.log import Led, record
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid, NotAllowed
from operations import signing
from operations.codes import REPORTING, Category, Part, Status
from operations.models.delegation import Delegation
from operations.models.increment import Increment, Standing
from operations.models.site import Site

MOST = 10**12
AHEAD = timedelta(minutes=10)  # how far the clock of a phone may be ahead of ours


class Reporting(models.Model):
    """The verb that reports. Of an operation's writers only those of one delegation wait for each other."""

    class Meta:
        abstract = True

    @contextmanager
    def counting(self: Any, agency: Agency | uuid.UUID, *, by: Viewer, action: str) -> Iterator[Delegation]:
        """The frame of what changes figures: the delegation's line locked, policy and state asked after that.

        The operation's own row is read and not locked; what moves its state locks all delegations first.
        """
        pk = agency.pk if isinstance(agency, Agency) else agency
        with transaction.atomic():
            rows = self.parts.filter(agency=pk, part=Part.DELEGATION).select_related("agency")
            line: Delegation | None = rows.select_for_update(of=("self",)).first()
            require(by, action, self)
            fresh = type(self).objects.unscoped("a verb reads its own row")
            self.refresh_from_db(from_queryset=fresh)
            if line is None:
                raise NotAllowed(_("This agency reports no results in this operation."))
            if self.state not in REPORTING:
                raise IllegalMove(_("Results are reported during the action days and until the figures are frozen."))
            line.operation = self
            yield line

    def report(
        self: Any, *, by: Viewer, category: str, quantity: int, agency: Agency | None = None, token: str = "",
        id: uuid.UUID | None = None, **facts: Any,  # noqa: A002
    ) -> Increment:  # fmt: skip
        """Report so many of a category for the acting agency's country, or for another on its behalf.

        `facts`: at, site, nationality, currency, note, case. `token` is a document's number, or a name and a birth
        date: only a keyed hash of it is kept. `NotAllowed` for who is no delegation, `IllegalMove` outside the action
        days and the closing, `Invalid` with what is wrong.
        """
        given = agency or by.agency
        on_behalf = given != by.agency
        with self.counting(given, by=by, action="operation.run" if on_behalf else "operation.report") as line:
            if line.visible_from > self.clock():
                raise IllegalMove(_("This country does not know of the operation yet."))
            row = Increment(id=id or uuid.uuid4(), delegation=line, agency=line.agency, on_behalf=on_behalf)
            row.category, row.quantity, row.token = category, quantity, self._token(token)
            self._describe(row, by, **facts)
            self._append(row, by)
            standing = Standing(increment=row, operation=self, delegation=line, net=row.quantity)
            standing.save(force_insert=True)
            self._tally(row, (Status.REPORTED.value, row.quantity))
            detail = {"category": category, "quantity": row.quantity, "on_behalf": on_behalf}
            record("result.reported", by=by, on=row.ref, led=Led.COLLECTION, detail=detail)
        return row

    def _token(self: Any, told: str) -> bytes:
        return signing.token(self.pk, told) if told else b""

    def _describe(
        self: Any, row: Increment, by: Viewer, *, at: datetime | None = None, site: Site | None = None,
        nationality: str = "", currency: str = "", note: str = "", case: Case | None = None,
    ) -> None:  # fmt: skip
        """Set and check the rest of a result; its day is that of the reporter's zone."""
        row.at, row.site, row.case, row.note = at or self.clock(), site, case, note
        row.nationality, row.currency = nationality, currency
        self._check_result(row, by)
        row.day = timezone.localtime(row.at).date()

    def _append(self: Any, row: Increment, by: Viewer) -> None:
        row.operation, row.person, row.created_at = self, by.person, self.clock()
        row.signature = signing.signature(row.canonical)
        row.save(force_insert=True)

    @staticmethod
    def _tally(row: Increment, *moves: tuple[str, int]) -> None:
        from operations.tallying import add  # it knows the increment, which this module makes

        add(row, *moves)

    def _check_result(self: Any, row: Increment, by: Viewer) -> None:
        wrong: dict[str, list[str]] = {}
        if row.category not in Category.values:
            wrong["category"] = [_("Choose what is counted.")]
        if not 1 <= row.quantity <= MOST:
            wrong["quantity"] = [_("Give a whole number of at least one.")]
        if row.at > self.clock() + AHEAD:
            wrong["at"] = [_("This moment lies in the future.")]
        wrong |= _of_codes(row.category, row.currency, row.nationality)
        wrong |= self._of_records(by, row.site, row.case)
        if wrong:
            raise Invalid(_("Some fields cannot be accepted."), fields=wrong)

    def _of_records(self: Any, by: Viewer, site: Site | None, case: Case | None) -> dict[str, list[str]]:
        """A site or a case that the reporter does not see is as one that is not there."""
        wrong = {}
        if site and (site.operation_id != self.pk or site.removed_at or not can(by, "operation.see", site)):
            wrong["site"] = [_("Choose a site of this operation.")]
        if case and not can(by, "case.read", case):
            wrong["case"] = [_("Choose a case that you read.")]
        return wrong


def _of_codes(category: str, currency: str, nationality: str) -> dict[str, list[str]]:
    """ISO 4217 for cash, and only there; ISO 3166 for nationalities."""
    wrong = {}
    if (category == Category.CASH) != bool(currency) or (
        currency and pycountry.currencies.get(alpha_3=currency) is None
    ):
        wrong["currency"] = [_("Cash is counted in a currency (three letters, as in THB), nothing else is.")]
    try:
        if nationality:
            validate_country(nationality)
    except ValidationError as error:
        wrong["nationality"] = list(error.messages)
    return wrong
