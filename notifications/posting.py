"""Webhooks: that a matter of a kind waits, signed, to an allowed host and to no address inside.

The name is resolved once, every address it stands for is checked, and the request goes to a checked address under that
name: a name that points elsewhere a moment later changes nothing. No redirect is followed, no answer is read.
"""

import hashlib
import hmac
import json
import logging
import socket
import time
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now

from coordination_center.errors import Invalid
from coordination_center.leases import lease, put_back
from notifications.codes import Channel, Outcome
from notifications.hooks import check, secrets_of
from notifications.models import Delivery, Endpoint
from notifications.sending import end, still_due

BATCH = 3  # each may take fifteen seconds of a lease
LONGEST = 25  # seconds that one call goes on
TIMEOUT = urllib3.Timeout(connect=5, read=10)

log = logging.getLogger(__name__)


class NoWayOut(Exception):
    """The host may not be spoken to, or does not take the message; `args[0]` is a code without its words."""


def post_due() -> int:
    """Post what is due; returns how many messages left the queue."""
    done, until = 0, time.monotonic() + LONGEST
    while time.monotonic() < until and (batch := lease(_waiting().select_related("agency"), most=BATCH)):
        done += sum(_post(delivery) for delivery in batch)
    return done


def _waiting() -> QuerySet[Delivery]:
    return Delivery.objects.filter(outcome=Outcome.WAITING, channel=Channel.WEBHOOK)


def _post(delivery: Delivery) -> int:
    endpoint = Endpoint.objects.filter(agency=delivery.agency_id).first()
    if endpoint is None or not still_due(delivery):
        return end([delivery], Outcome.DROPPED)
    try:
        _request(endpoint, delivery)
    except NoWayOut as error:
        Delivery.objects.filter(pk=delivery.pk).update(problem=error.args[0])
        put_back(delivery)
        return 0
    return end([delivery], Outcome.SENT)


def _request(endpoint: Endpoint, delivery: Delivery) -> None:
    """One POST; `NoWayOut` unless the answer is 2xx."""
    try:
        check(endpoint.url)
    except Invalid:
        raise NoWayOut("host not allowed") from None
    parts = urlsplit(endpoint.url)
    host, port = str(parts.hostname), parts.port or 443
    body = json.dumps(message(delivery), separators=(",", ":"), sort_keys=True).encode()
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": host if port == 443 else f"{host}:{port}", **signed(endpoint, delivery, body)}
    with urllib3.HTTPSConnectionPool(
        checked_address(host, port), port, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED",
        ca_certs=settings.WEBHOOK_CA or None, timeout=TIMEOUT, retries=False, maxsize=1,
    ) as pool:  # fmt: skip
        status = _status(pool, path, body, headers)
    if not 200 <= status < 300:
        raise NoWayOut(f"http {status}")


def _status(pool: urllib3.HTTPSConnectionPool, path: str, body: bytes, headers: dict[str, str]) -> int:
    try:
        answer = pool.urlopen("POST", path, body=body, headers=headers, redirect=False, preload_content=False)
        answer.close()
    except (urllib3.exceptions.HTTPError, OSError) as error:
        log.warning("a webhook was not taken: %s", type(error).__name__)
        raise NoWayOut("unreachable") from None
    return answer.status


def checked_address(host: str, port: int) -> str:
    """One of the addresses the name stands for; `NoWayOut` if any is not public, nor in `WEBHOOK_PRIVATE_NETWORKS`."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError:
        raise NoWayOut("no address") from None
    private = [ip_network(network) for network in settings.WEBHOOK_PRIVATE_NETWORKS]
    for text in found:
        address = ip_address(text.partition("%")[0])
        if not (address.is_global and not address.is_multicast) and not any(address in network for network in private):
            raise NoWayOut("address inside")
    return min(found)


def message(delivery: Delivery) -> dict[str, Any]:
    """What is said: which message this is, what kind of matter waits, and where people read of it."""
    link = f"{settings.BASE_URL}/inbox/"
    return {"id": str(delivery.pk), "kind": delivery.kind, "urgent": delivery.urgent, "link": link}


def signed(endpoint: Endpoint, delivery: Delivery, body: bytes) -> dict[str, str]:
    """The headers: HMAC-SHA256 over `<timestamp>.<body>` by each secret in force.

    A receiver refuses a timestamp more than five minutes off, and an id it has seen.
    """
    now = str(int(time.time()))
    former = Endpoint.objects.filter(pk=endpoint.pk, former_until__gt=Now()).exists()
    marks = [
        hmac.new(secret, now.encode() + b"." + body, hashlib.sha256).hexdigest()
        for secret in secrets_of(endpoint, former=former)
    ]
    return {
        "Content-Type": "application/json",
        "User-Agent": "coordination-center",
        "Webhook-Id": str(delivery.pk),
        "Webhook-Timestamp": now,
        "Webhook-Signature": " ".join(f"v1={mark}" for mark in marks),
    }
