"""Where a request comes from: only our own proxies are believed."""

from typing import Any

import pytest
from django.test import Client, RequestFactory

from agencies.address import UNKNOWN, client_address, counted_address
from agencies.models import Attempt, Person
from tests.agencies.door import give_password


def seen(peer: str, forwarded: str | None = None) -> str:
    more: dict[str, Any] = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **more))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (1, "rubbish", UNKNOWN),
        (1, " 203.0.113.9 , ", "203.0.113.9"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_our_proxies_are_believed(settings: Any, proxies: int, forwarded: str | None, expected: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert seen("10.0.0.1", forwarded) == expected


@pytest.mark.parametrize(("peer", "expected"), [("", UNKNOWN), ("/tmp/web.sock", UNKNOWN), ("::1", "::1")])
def test_a_peer_without_an_address(peer: str, expected: str) -> None:
    assert seen(peer) == expected


def test_an_ipv6_machine_counts_as_its_network() -> None:
    one, other = (
        counted_address(RequestFactory().get("/", REMOTE_ADDR=f"2001:db8:1:2::{last}")) for last in ("1", "ffff:9")
    )
    assert one == other == "2001:db8:1:2::"


def test_a_forged_header_does_not_get_around_the_limit(ladda: Person) -> None:
    forged = [{"HTTP_X_FORWARDED_FOR": f"203.0.113.{n}"} for n in range(11)]
    statuses = [give_password(Client(), ladda.username, "wrong password here", **more).status_code for more in forged]
    assert statuses[-1] == 429
    assert set(Attempt.objects.values_list("address", flat=True)) == {"127.0.0.1"}
