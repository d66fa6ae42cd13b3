"""What the vault keeps of a source, and who opens it: the handler, acting for the agency, and nobody above."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pycountry
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from access.decide import require
from access.viewer import Viewer
from coordination_center.errors import Invalid
from vault.kinds import FieldKind
from vault.reveal import Revealed, reveal

if TYPE_CHECKING:
    from intelligence.sources.models import Source

KIND = "source"
FIELDS = {
    "real_name": FieldKind(findable=True),
    "contact": FieldKind(findable=True),
    "notes": FieldKind(),
    "payment": FieldKind(several=True),
}
MOST = Decimal(1000000000)


@dataclass(frozen=True, repr=False)
class Payment:
    """A payment to a source: on a day, so much of a currency (ISO 4217); less than nothing corrects an earlier one."""

    on: date
    amount: Decimal
    currency: str
    note: str

    def __repr__(self) -> str:
        return "<Payment>"

    @classmethod
    def checked(cls, *, on: date, amount: Decimal, currency: str, note: str) -> "Payment":
        """The payment, or `Invalid`."""
        wrong: dict[str, list[str]] = {}
        if not amount.is_finite() or not amount or abs(amount) >= MOST:
            wrong["amount"] = [_("Give an amount.")]
        if pycountry.currencies.get(alpha_3=currency) is None:
            wrong["currency"] = [_("Give a currency by its code, for example THB.")]
        if wrong:
            raise Invalid(fields=wrong)
        return cls(on, amount, currency, note)

    @property
    def sealed_text(self) -> str:
        """The payment as text for the vault."""
        return json.dumps([self.on.isoformat(), str(self.amount), self.currency, self.note], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Payment":
        """The payment that `sealed_text` gave."""
        on, amount, currency, note = json.loads(text)
        return cls(date.fromisoformat(on), Decimal(amount), currency, note)


@dataclass(frozen=True, repr=False)
class Identity:
    """A source's opened identity, for one answer."""

    revealed: Revealed

    def __repr__(self) -> str:
        return "<Identity>"

    @property
    def real_name(self) -> str:
        return self.revealed.one("real_name")

    @property
    def contact(self) -> str:
        return self.revealed.one("contact")

    @property
    def notes(self) -> str:
        return self.revealed.one("notes")

    @property
    def payments(self) -> list[Payment]:
        """Every payment, by day."""
        return sorted((Payment.read(text) for text in self.revealed.all("payment")), key=lambda one: one.on)

    @property
    def totals(self) -> dict[str, Decimal]:
        """What was paid in all, by currency."""
        found: dict[str, Decimal] = {}
        for one in self.payments:
            found[one.currency] = found.get(one.currency, Decimal(0)) + one.amount
        return found


def keyed(body: bytes) -> bytes:
    """A digest of what was sent, for telling a repetition: names and sums could be guessed from one without a key."""
    return salted_hmac("sources.sent", body, algorithm="sha256").digest()


def open_identity(source: "Source", *, by: Viewer, purpose: str) -> Identity:
    """The source's identity. As `vault.reveal.reveal`; whoever calls it has asked for a fresh second factor."""
    require(by, "source.handle", source)
    return Identity(reveal(source.vault_id, by=by, purpose=purpose))
