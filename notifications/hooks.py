"""Setting up, renewing and ending an agency's webhook; by the agency's own administrators, for allowed hosts alone."""

import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.decide import require_role
from access.viewer import Viewer
from audit.log import record
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.sealing import seal, unseal
from notifications.models import Endpoint

ACTION = "agency.administer"
OVERLAP = timedelta(days=7)  # in which a receiver may check by the former secret


def endpoint_of(viewer: Viewer) -> Endpoint | None:
    """The acting agency's endpoint, if it has one."""
    return Endpoint.objects.filter(agency=viewer.agency_id).first()


@transaction.atomic
def set_up(url: str, *, by: Viewer) -> str:
    """Tell the agency's system at `url` from now on; returns a new secret, which is shown this once.

    `Invalid` unless it is https on a host that the operators allow; `NotAllowed` by the policy.
    """
    require_role(by, ACTION)
    check(url)
    secret = secrets.token_urlsafe(32)
    row, made = Endpoint.objects.select_for_update().get_or_create(agency=by.agency, defaults={"url": url})
    row.url, row.secret, row.former, row.former_until = url, seal(secret.encode(), aad(row)), "", None
    row.save()
    record("endpoint.set", by=by, on=row.ref, detail={"new": made})
    return secret


@transaction.atomic
def renew(*, by: Viewer) -> str:
    """A new secret; the former one signs beside it for `OVERLAP`. `IllegalMove` where there is no endpoint."""
    row = _locked(by)
    secret = secrets.token_urlsafe(32)
    row.former, row.secret = row.secret, seal(secret.encode(), aad(row))
    row.save(update_fields=["former", "secret"])
    Endpoint.objects.filter(pk=row.pk).update(former_until=Now() + OVERLAP)
    record("endpoint.renewed", by=by, on=row.ref)
    return secret


@transaction.atomic
def end(*, by: Viewer) -> None:
    """Tell the agency's system no more, not even what waits already. `IllegalMove` where there is no endpoint."""
    row = _locked(by)
    record("endpoint.ended", by=by, on=row.ref)
    row.delete()


def _locked(by: Viewer) -> Endpoint:
    require_role(by, ACTION)
    row = Endpoint.objects.select_for_update().filter(agency=by.agency_id).first()
    if row is None:
        raise IllegalMove(_("No system of your agency is told."))
    return row


def check(url: str) -> None:
    """`Invalid` unless the address is https, without user or fragment, on a host of `WEBHOOK_HOSTS` (`host[:port]`)."""
    try:
        URLValidator(schemes=["https"])(url)
        parts = urlsplit(url)
        place = f"{parts.hostname}:{parts.port or 443}"
    except (ValidationError, ValueError):
        raise Invalid(fields={"url": [_("Give an address that begins with https://.")]}) from None
    allowed = {host if ":" in host else f"{host}:443" for host in settings.WEBHOOK_HOSTS}
    if parts.username or parts.password or parts.fragment or place not in allowed:
        raise Invalid(fields={"url": [_("The operators of the centre do not allow this host. Ask them to.")]})


def aad(row: Endpoint) -> bytes:
    """What a secret is bound to."""
    return f"endpoint|{row.pk}|secret".encode()


def secrets_of(row: Endpoint, *, former: bool) -> list[bytes]:
    """The secrets that sign now: the present one, and with `former` the one before."""
    return [unseal(text, aad(row)) for text in ([row.secret, row.former] if former and row.former else [row.secret])]
