"""Authenticator codes (TOTP, RFC 6238) and recovery codes: each is good once per person and channel."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import connection
from django.db.models.functions import Now

from agencies.models import Person, UsedCode

_KEPT = timedelta(days=1)  # far longer than a code is accepted


@dataclass(frozen=True)
class Checked:
    """What became of a code: `factor` is set when it was accepted, `replayed` when it was right but already used."""

    factor: Authenticator | None = None
    replayed: bool = False


def check(person: Person, code: str, *, channel: UsedCode.Channel) -> Checked:
    """Check and use up a code that a person gave on a channel.

    Of parallel requests with one code exactly one is accepted: the database decides, by a unique key for an
    authenticator code and by a lock on the row for a recovery code.
    """
    factors = {factor.type: factor for factor in Authenticator.objects.filter(user=person)}
    totp: Any = factors.get(Authenticator.Type.TOTP)
    if totp is None:
        return Checked()  # recovery codes alone open nothing
    step = matching_step(decrypt(totp.data["secret"]), code)
    if step is not None:
        return Checked(totp) if use(person, channel, step) else Checked(replayed=True)
    recovery: Any = factors.get(Authenticator.Type.RECOVERY_CODES)
    if recovery is not None and recovery.wrap().validate_code(code):
        return Checked(recovery)
    return Checked()


def steps_now() -> range:
    """The time steps whose codes are accepted at this moment."""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    return range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1)


def code_at(secret: str, step: int) -> str:
    """The code of a secret (base32) at a time step."""
    return str(format_hotp_value(hotp_value(secret, step)))


def matching_step(secret: str, code: str) -> int | None:
    """The time step whose code this is; None if it is none of those accepted now."""
    matches = [step for step in steps_now() if compare_user_code(actual=code, expected=code_at(secret, step))]
    return matches[0] if matches else None


def use(person: Person, channel: UsedCode.Channel, step: int) -> bool:
    """Use up a code; False if it was used before on this channel, be it a moment ago in a parallel request."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO agencies_usedcode (person_id, channel, step) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [person.pk, channel.value, step],
        )
        return bool(cursor.rowcount == 1)


def unused_code(person: Person, secret: str, channel: UsedCode.Channel) -> str:
    """A code that the channel would accept now, the present one if possible; for the embedded demo's pages."""
    seen = UsedCode.objects.filter(person=person, channel=channel, step__in=list(steps_now()))
    used = set(seen.values_list("step", flat=True))
    now = int(time.time()) // app_settings.TOTP_PERIOD
    free = sorted(set(steps_now()) - used, key=lambda step: (abs(step - now), -step))
    return code_at(secret, free[0]) if free else ""


def sweep() -> None:
    """Delete used codes whose time step is long past."""
    UsedCode.objects.filter(at__lt=Now() - _KEPT).delete()
