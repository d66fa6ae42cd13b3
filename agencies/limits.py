"""How often a secret may be guessed. Kept in the database, outside the request's transaction, alike for all channels.

An attempt is reserved before the secret is checked and released when it was right, so that neither parallel guesses
nor a rollback get around the count, and a success never counts. Three windows slide:

- one account from one address,
- one address over all accounts,
- one account over all addresses it was never opened from.

An address that the account was opened from with both factors is *known*: only the first window applies there, so
whoever guesses from elsewhere cannot keep a person out.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from agencies.models import Attempt, KnownAddress
from coordination_center.errors import TooMany

PASSWORD, CODE, MAIL, REVEAL = "password", "code", "mail", "reveal"


@dataclass(frozen=True)
class Limit:
    """So many failures in so long a time."""

    most: int
    within: timedelta


@dataclass(frozen=True)
class Limits:
    """The three windows of one kind of secret."""

    pair: Limit
    address: Limit
    strangers: Limit


MINUTES, DAY = timedelta(minutes=10), timedelta(days=1)
LIMITS = {
    PASSWORD: Limits(Limit(10, MINUTES), Limit(100, MINUTES), Limit(100, DAY)),
    CODE: Limits(Limit(10, MINUTES), Limit(100, MINUTES), Limit(20, DAY)),  # six digits: fewer guesses
    MAIL: Limits(Limit(5, MINUTES), Limit(50, MINUTES), Limit(20, DAY)),  # every mail counts, there is no success
    # Identities opened (`vault.reveal`): every one counts, by person alone; the address is always the same.
    REVEAL: Limits(Limit(20, MINUTES), Limit(100_000, MINUTES), Limit(60, DAY)),
}
ABANDONED = timedelta(minutes=1)  # a check that takes longer died with its process, and counts as failed
_SURE = ExpressionWrapper(Q(failed=True) | Q(at__lt=Now() - ABANDONED), output_field=BooleanField())
PATIENCE = 5.0  # seconds to wait for checks under way before refusing
PAUSE = 0.05
KEPT = timedelta(days=180)  # how long an address stays known


@dataclass(frozen=True)
class Guess:
    """One reserved attempt. Call `release` for a success (or what is no guess), `fail` otherwise."""

    attempt: Attempt

    def release(self) -> None:
        """The secret was right: nothing happened."""
        self.attempt.delete()

    def fail(self) -> None:
        """The secret was wrong: it counts until its window has slid by."""
        Attempt.objects.filter(pk=self.attempt.pk).update(failed=True)


def account_key(name: str) -> str:
    """A digest of the name somebody typed, whoever that is."""
    return salted_hmac("agencies.limits", name.strip().lower(), algorithm="sha256").hexdigest()


def reserve(kind: str, *, account: str, address: str) -> Guess:
    """Reserve an attempt at a secret of `account` (a name as typed); `TooMany` when a window is full.

    Attempts under way count too. Where only those fill a window it waits for them: they may yet be right.
    """
    key, until = account_key(account), time.monotonic() + PATIENCE
    while True:
        guess, retry_after, certain = _try(kind, key, address)
        if guess is not None:
            return guess
        if certain or time.monotonic() > until:
            raise TooMany(
                _("Too many attempts failed. Please wait and try again; nothing else was changed."),
                retry_after=retry_after,
            )
        time.sleep(PAUSE)


@contextmanager
def _alone(*keys: str) -> Iterator[None]:
    """A transaction of its own in which nobody else counts these keys."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"attempt:{key}"])
        yield


def _try(kind: str, key: str, address: str) -> tuple[Guess | None, int, bool]:
    with _alone(f"{kind}:{key}", f"{kind}:{address}"):
        known = KnownAddress.objects.filter(account=key, address=address).exists()
        for limit, rows in _windows(kind, key, address, known=known):
            # One statement: an attempt that fails between two would be missed by both.
            taken = list(rows.order_by("-at").annotate(sure=_SURE).values_list("at", "sure"))
            failed = [at for at, sure in taken if sure][: limit.most]
            if len(failed) >= limit.most:
                return None, _seconds_until(failed[-1] + limit.within), True
            if len(taken) >= limit.most:
                return None, 1, False
        return Guess(Attempt.objects.create(kind=kind, account=key, address=address, known=known)), 0, True


def _windows(kind: str, key: str, address: str, *, known: bool) -> Iterator[tuple[Limit, QuerySet[Attempt]]]:
    limits, rows = LIMITS[kind], Attempt.objects.filter(kind=kind)
    yield limits.pair, rows.filter(account=key, address=address, at__gt=Now() - limits.pair.within)
    if not known:
        yield limits.address, rows.filter(address=address, at__gt=Now() - limits.address.within)
        yield limits.strangers, rows.filter(account=key, known=False, at__gt=Now() - limits.strangers.within)


def _seconds_until(moment: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT GREATEST(1, CEIL(EXTRACT(EPOCH FROM %s - clock_timestamp())))::int", [moment])
        return int(cursor.fetchone()[0])


def remember_address(account: str, address: str) -> None:
    """Note that `account` was opened from `address` with both factors."""
    KnownAddress.objects.update_or_create(account=account_key(account), address=address, defaults={"last_at": Now()})


def sweep() -> None:
    """Delete what no window can see any more, and addresses long unused."""
    Attempt.objects.filter(at__lt=Now() - DAY).delete()
    KnownAddress.objects.filter(last_at__lt=Now() - KEPT).delete()
