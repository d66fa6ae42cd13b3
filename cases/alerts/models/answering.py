"""Verbs of a desk, and the messages between a desk and the issuer."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from access.verbs import acting
from access.viewer import Viewer
from audit.log import Led, record
from cases.alerts.codes import Word
from cases.alerts.models.desk import AlertDesk
from cases.alerts.sheet import THREAD, Message
from coordination_center.errors import IllegalMove, Invalid, Unseen
from vault.records import append, keep

MOST_MESSAGES = 200
LONGEST = 2_000


class Answering(models.Model):
    """What desks answer."""

    class Meta:
        abstract = True

    def acknowledge(self: Any, *, by: Viewer, word: str = Word.SEEN, text: str = "") -> AlertDesk:
        """Acknowledge for the acting desk, once; with information a message. `IllegalMove` if it did so already."""
        if word not in Word.values:
            raise Invalid(fields={"word": [_("Choose from the list.")]})
        if word == Word.INFORMATION and not text:
            raise Invalid(fields={"text": [_("Write what you know. It is sealed for the issuer alone.")]})
        with acting(self, by=by, action="alert.acknowledge"):
            self._require_open()
            desk: AlertDesk = self._own(by)
            if desk.acknowledged_at is not None:
                raise IllegalMove(_("Your desk has acknowledged this alert already."))
            desk.acknowledged_at, desk.acknowledged_by, desk.word = self.clock(), by.person, word
            desk.save(update_fields=["acknowledged_at", "acknowledged_by", "word"])
            self._changed()
            record("alert.acknowledged", by=by, on=desk.ref, detail={"word": desk.word})
            if text:
                self._append(desk, by, text)
        return desk

    def write(self: Any, desk: AlertDesk, *, by: Viewer, text: str) -> None:
        """Write to the other side, sealed. It leaves no trace for any other desk, nor in the order of lists."""
        if not text or len(text) > LONGEST:
            raise Invalid(fields={"text": [_("Write 1 to 2000 characters.")]})
        ours = by.agency_id == self.originator_id
        with acting(self, by=by, action="alert.follow" if ours else "alert.acknowledge"):
            self._require_open()
            with self._desk(desk):
                if not ours and desk.agency_id != by.agency_id:
                    raise Unseen(object_type="alert_desk", object_id=desk.pk, action="alert.write")
                self._append(desk, by, text)

    def _own(self: Any, by: Viewer) -> AlertDesk:
        found: AlertDesk = self.ledger.get(agency=by.agency)
        found.alert = self
        return found

    def _append(self: Any, desk: AlertDesk, by: Viewer, text: str) -> None:
        if desk.messages >= MOST_MESSAGES:
            raise IllegalMove(_("There are too many messages. Use the telephone, or a request for information."))
        desk.thread_id = desk.thread_id or keep(THREAD, agency=self.originator)
        desk.messages, desk.message_at = desk.messages + 1, self.clock()
        desk.save(update_fields=["thread", "messages", "message_at"])
        append(desk.thread_id, "message", Message(desk.message_at, by.agency.name, text).sealed_text)
        other = desk.agency_id if by.agency_id == self.originator_id else self.originator_id
        record("alert.wrote", by=by, on=desk.ref, led=Led.DISCLOSURE, recipients=[other])
