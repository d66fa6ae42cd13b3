"""Verbs of the issuer: further desks, withdrawing one, sending again, and the telephone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from access.grants import sync
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import Led, record
from cases.alerts.choosing import chosen, desks_for
from cases.alerts.models.desk import ANSWER_WITHIN, AlertDesk
from coordination_center.errors import IllegalMove, TooMany, Unseen

AGAIN_AFTER = timedelta(minutes=15)  # between two sendings: who is told every minute stops reading
MOST_AGAIN = 20


class Asking(models.Model):
    """Which desks are asked, and asked again."""

    class Meta:
        abstract = True

    @property
    def ledger(self: Any) -> Any:
        """The live desks, for verbs."""
        return AlertDesk.objects.unscoped("a verb reads its own ledger").filter(alert=self, withdrawn_at=None)

    @property
    def silent(self: Any) -> Any:
        """The live desks that have not acknowledged."""
        return self.ledger.filter(acknowledged_at=None)

    def add_desks(self: Any, *, by: Viewer, desks: Sequence[UUID]) -> None:
        """Ask further desks. `Invalid` for one that cannot be chosen, `IllegalMove` for one that is asked already."""
        with self._following(by):
            found = chosen(desks_for(by, origin=self.origin_id, owner=self.origin_owner_id), desks)
            if self.ledger.filter(agency__in=found).exists():
                raise IllegalMove(_("One of these desks is asked already."))
            self._ask(found, by=by)
            recipients = [agency.pk for agency in found]
            record("alert.desks_added", by=by, on=self.ref, led=Led.DISCLOSURE, recipients=recipients)

    def withdraw_desk(self: Any, desk: AlertDesk, *, by: Viewer) -> None:
        """Take the alert from one desk at once. `IllegalMove` for the last one: that alert is closed instead."""
        with self._following(by), self._desk(desk):
            if self.asked <= 1:
                raise IllegalMove(_("This is the last desk. Close the alert instead."))
            desk.withdrawn_at = self.clock()
            desk.save(update_fields=["withdrawn_at"])
            self._changed()
            detail = {"desk": desk.agency_id}
            record("alert.desk_withdrawn", by=by, on=self.ref, detail=detail)

    def resend(self: Any, *, by: Viewer) -> int:
        """Tell the desks that have not acknowledged once more; returns how many. `TooMany` before 15 minutes passed."""
        with self._following(by):
            silent = list(self.silent)
            if not silent:
                raise IllegalMove(_("Every desk has acknowledged."))
            self._require_pause()
            self.resent, self.told_at = self.resent + 1, self.clock()
            self.save(update_fields=["resent", "told_at"])
            recipients = [desk.agency_id for desk in silent]
            record("alert.resent", by=by, on=self.ref, led=Led.DISCLOSURE, recipients=recipients)
        return len(silent)

    def reach(self: Any, desk: AlertDesk, *, by: Viewer) -> None:
        """Note that a desk was reached by telephone: the issuer's word, which stops no clock of the desk's own."""
        with self._following(by), self._desk(desk):
            if desk.acknowledged_at is not None or desk.reached_at is not None:
                raise IllegalMove(_("This desk has acknowledged, or was reached, already."))
            desk.reached_at, desk.reached_by = self.clock(), by.person
            desk.save(update_fields=["reached_at", "reached_by"])
            record("alert.reached", by=by, on=desk.ref)

    def _ask(self: Any, agencies: Sequence[Agency], *, by: Viewer) -> None:
        now = self.clock()
        for agency in agencies:
            desk = AlertDesk(alert=self, agency=agency, asked_by=by.person, asked_at=now, due_at=now + ANSWER_WITHIN)
            desk.only = [self.originator_id, agency.pk]
            desk.save(force_insert=True)
        self._changed()

    def _changed(self: Any) -> None:
        self.asked, self.answered = self.ledger.count(), self.ledger.exclude(acknowledged_at=None).count()
        sync(self)
        self.touch("asked", "answered")

    def _require_pause(self: Any) -> None:
        left = self.told_at + AGAIN_AFTER - self.clock()
        if self.resent >= MOST_AGAIN or left > timedelta(0):
            sentence = _("It was sent a short while ago. Ring the desks, or wait some minutes.")
            raise TooMany(sentence, retry_after=max(1, int(left.total_seconds())))

    @contextmanager
    def _following(self: Any, by: Viewer) -> Iterator[None]:
        """A verb of the issuer's on an alert that runs."""
        with acting(self, by=by, action="alert.follow"):
            self._require_open()
            yield

    def _require_open(self: Any) -> None:
        if not self.is_open():
            raise IllegalMove(_("This alert has ended."))

    @contextmanager
    def _desk(self: Any, desk: AlertDesk) -> Iterator[None]:
        """The desk as it stands once the alert is locked; `Unseen` for another alert's, `IllegalMove` once it left."""
        desk.refresh_from_db(from_queryset=AlertDesk.objects.unscoped("a verb loads its own row"))
        if desk.alert_id != self.pk:
            raise Unseen(object_type="alert_desk", object_id=desk.pk, action="alert.follow")
        if desk.withdrawn_at is not None:
            raise IllegalMove(_("The alert was taken from this desk."))
        desk.alert = self
        yield
