"""Webhooks: signed, without content, to allowed hosts outside alone, over a real TLS connection."""

import hashlib
import hmac
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db.models.functions import Now

from access.exclusion import exclude
from access.viewer import Viewer
from agencies.models import Role
from audit.models import Event
from cases.models import Case
from coordination_center.errors import Invalid, NotAllowed
from notifications import hooks
from notifications.codes import Channel, Outcome
from notifications.dispatching import dispatch
from notifications.models import Delivery, Endpoint
from notifications.posting import NoWayOut, checked_address, post_due
from tests.agencies.door import browser
from tests.cast import case_of, member
from tests.notifications.telling import forget

pytestmark = pytest.mark.django_db
TITLE = "Titlemark of the trawlers"


class Ear(ThreadingHTTPServer):
    """An agency's system: keeps what it hears, and answers with `status`, sending on to `elsewhere` if that is set."""

    heard: list[tuple[dict[str, str], bytes]]
    status = 204
    elsewhere = ""


class Handler(BaseHTTPRequestHandler):
    server: Ear

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((dict(self.headers), body))
        self.send_response(self.server.status)
        if self.server.elsewhere:
            self.send_header("Location", self.server.elsewhere)
        self.end_headers()

    do_GET = do_POST  # noqa: N815 - the library's name

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
    builder = builder.not_valid_after(now + timedelta(days=1))
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signed = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    cert, private = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return cert, private


@pytest.fixture
def ear(tmp_path: Path, settings: Any) -> Iterator[Ear]:
    """The system of an agency in a network of its own, which the operators allow."""
    cert, key = certificate(tmp_path)
    server = Ear(("127.0.0.1", 0), Handler)
    server.heard = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.WEBHOOK_HOSTS = [f"localhost:{server.server_port}"]
    settings.WEBHOOK_PRIVATE_NETWORKS, settings.WEBHOOK_CA = ["127.0.0.0/8", "::1/128"], str(cert)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def khmer_admin(khmer_liaison: Viewer) -> Viewer:
    return member(khmer_liaison.agency, Role.ADMIN, name="Administrator there")


def where(ear: Ear, path: str = "/hear") -> str:
    return f"https://localhost:{ear.server_port}{path}"


def invited(by: Viewer, guest: Viewer) -> Case:
    case = case_of(by, title=TITLE)
    forget()
    case.invite(by=by, agency=guest.agency)
    dispatch()
    return case


def the_delivery() -> Delivery:
    return Delivery.objects.get(channel=Channel.WEBHOOK)


def marks(headers: dict[str, str]) -> list[str]:
    return headers["Webhook-Signature"].split(" ")


def mark(secret: str, headers: dict[str, str], body: bytes) -> str:
    text = headers["Webhook-Timestamp"].encode() + b"." + body
    return "v1=" + hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def test_it_says_that_a_matter_waits_signed_and_nothing_else(
    ear: Ear, thai_analyst: Viewer, khmer_liaison: Viewer, khmer_admin: Viewer
) -> None:
    secret = hooks.set_up(where(ear), by=khmer_admin)
    case = invited(thai_analyst, khmer_liaison)
    assert post_due() == 1
    [(headers, body)] = ear.heard
    assert marks(headers) == [mark(secret, headers, body)]
    said = json.loads(body)
    assert set(said) == {"id", "kind", "urgent", "link"}
    assert (said["id"], said["kind"], said["urgent"]) == (headers["Webhook-Id"], "invitation", False)
    for word in (TITLE, str(case.pk), thai_analyst.agency.name, thai_analyst.person.name, str(thai_analyst.agency_id)):
        assert word not in body.decode() + str(headers)
    assert the_delivery().outcome == Outcome.SENT
    assert post_due() == 0


def test_while_a_secret_is_renewed_both_sign(
    ear: Ear, thai_analyst: Viewer, khmer_liaison: Viewer, khmer_admin: Viewer
) -> None:
    old = hooks.set_up(where(ear), by=khmer_admin)
    new = hooks.renew(by=khmer_admin)
    invited(thai_analyst, khmer_liaison)
    post_due()
    headers, body = ear.heard[0]
    assert marks(headers) == [mark(new, headers, body), mark(old, headers, body)]
    Endpoint.objects.update(former_until=Now() - timedelta(seconds=1))
    Delivery.objects.update(outcome=Outcome.WAITING, due_at=Now())
    post_due()
    headers, body = ear.heard[1]
    assert marks(headers) == [mark(new, headers, body)]


def test_access_lost_before_it_is_posted_posts_nothing(
    ear: Ear, thai_analyst: Viewer, khmer_liaison: Viewer, khmer_admin: Viewer
) -> None:
    hooks.set_up(where(ear), by=khmer_admin)
    case = invited(thai_analyst, khmer_liaison)
    exclude(on=case, by=thai_analyst, agency=khmer_liaison.agency)
    post_due()
    assert ear.heard == []
    assert the_delivery().outcome == Outcome.DROPPED


def test_ended_means_that_what_waits_is_not_posted_either(
    ear: Ear, thai_analyst: Viewer, khmer_liaison: Viewer, khmer_admin: Viewer
) -> None:
    hooks.set_up(where(ear), by=khmer_admin)
    invited(thai_analyst, khmer_liaison)
    hooks.end(by=khmer_admin)
    post_due()
    assert ear.heard == []


@pytest.mark.parametrize("status", [301, 307, 400, 500])
def test_a_redirect_or_a_refusal_is_no_delivery(
    ear: Ear, thai_analyst: Viewer, khmer_liaison: Viewer, khmer_admin: Viewer, status: int
) -> None:
    hooks.set_up(where(ear), by=khmer_admin)
    ear.status, ear.elsewhere = status, where(ear, "/elsewhere")
    invited(thai_analyst, khmer_liaison)
    assert post_due() == 0
    assert len(ear.heard) == 1
    row = the_delivery()
    assert (row.problem, row.outcome, row.tries) == (f"http {status}", Outcome.WAITING, 1)
    ear.status, ear.elsewhere = 200, ""
    Delivery.objects.update(due_at=Now())
    assert post_due() == 1


def test_a_host_that_is_allowed_no_more_is_not_spoken_to(
    ear: Ear, thai_analyst: Viewer, khmer_liaison: Viewer, khmer_admin: Viewer, settings: Any
) -> None:
    hooks.set_up(where(ear), by=khmer_admin)
    invited(thai_analyst, khmer_liaison)
    settings.WEBHOOK_HOSTS = []
    post_due()
    assert ear.heard == []
    assert the_delivery().problem == "host not allowed"


def test_an_allowed_name_that_leads_inside_is_not_spoken_to(
    ear: Ear, thai_analyst: Viewer, khmer_liaison: Viewer, khmer_admin: Viewer, settings: Any
) -> None:
    hooks.set_up(where(ear), by=khmer_admin)
    invited(thai_analyst, khmer_liaison)
    settings.WEBHOOK_PRIVATE_NETWORKS = []
    post_due()
    assert ear.heard == []
    assert the_delivery().problem == "address inside"


def test_another_certificate_is_not_spoken_to(
    ear: Ear, thai_analyst: Viewer, khmer_liaison: Viewer, khmer_admin: Viewer, settings: Any
) -> None:
    hooks.set_up(where(ear), by=khmer_admin)
    invited(thai_analyst, khmer_liaison)
    settings.WEBHOOK_CA = ""
    post_due()
    assert ear.heard == []
    assert the_delivery().problem == "unreachable"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "::1", "fd00::1", "0.0.0.1", "::ffff:127.0.0.1"],
)
def test_addresses_inside_are_refused(address: str) -> None:
    with pytest.raises(NoWayOut):
        checked_address(address, 443)


def test_a_name_that_is_nowhere_is_refused() -> None:
    with pytest.raises(NoWayOut):
        checked_address("no-such-host.invalid", 443)
    assert socket.getaddrinfo("localhost", 443)


@pytest.mark.parametrize(
    "url",
    ["http://localhost:1/", "https://elsewhere.example/", "ftp://localhost/", "https://user:pass@localhost/", "https://",
     "https://localhost:99999/", "javascript:alert(1)", "https://localhost@elsewhere.example/", "https://localhost/#x"],
)  # fmt: skip
def test_other_addresses_are_not_taken(url: str, khmer_admin: Viewer, settings: Any) -> None:
    settings.WEBHOOK_HOSTS = ["localhost"]
    with pytest.raises(Invalid):
        hooks.set_up(url, by=khmer_admin)
    assert not Endpoint.objects.exists()


def test_only_administrators_of_the_agency_set_it_up(
    ear: Ear, khmer_liaison: Viewer, overseer: Viewer, khmer_admin: Viewer
) -> None:
    for viewer in (khmer_liaison, overseer):
        with pytest.raises(NotAllowed):
            hooks.set_up(where(ear), by=viewer)
        assert browser(viewer).get("/inbox/system/").status_code == 403
    hooks.set_up(where(ear), by=khmer_admin)
    hooks.renew(by=khmer_admin)
    hooks.end(by=khmer_admin)
    verbs = list(Event.objects.filter(object_type="endpoint").order_by("id").values_list("verb", flat=True))
    assert verbs == ["endpoint.set", "endpoint.renewed", "endpoint.ended"]


def test_the_secret_is_shown_once_and_kept_sealed(ear: Ear, khmer_admin: Viewer) -> None:
    own = browser(khmer_admin, stepped_up=True)
    page = own.post("/inbox/system/", {"act": "set", "url": where(ear)}).content.decode()
    secret = page.split('<code class="secret">')[1].split("<")[0]
    assert len(secret) > 30
    assert secret not in own.get("/inbox/system/").content.decode()
    assert secret not in Endpoint.objects.get().secret
    wrong = own.post("/inbox/system/", {"act": "set", "url": "https://elsewhere.example/"})
    assert wrong.status_code == 422
    assert "https://elsewhere.example/" in wrong.content.decode()
