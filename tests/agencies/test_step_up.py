"""Step-up: what cannot be taken back asks for a code given in the last five minutes."""

import time

import pytest
from django.test import Client

from access.viewer import Viewer
from agencies.models import Invitation, Person
from tests.agencies.door import STEP_UP, browser, code, sign_in, wrong_code
from tests.cast import with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(thai_admin: Viewer) -> Person:
    return with_password(thai_admin)


def invite_address(viewer: Viewer) -> str:
    return f"/agencies/{viewer.agency_id}/invitations/"


FORM = {"name": "Suda Thongchai", "email": "suda@example.org", "roles": ["analyst"], "language": "th"}


def test_the_form_is_shown_after_the_code_only(admin: Person, thai_admin: Viewer) -> None:
    client, address = sign_in(admin), invite_address(thai_admin)
    asked = client.get(address).headers["Location"]
    assert asked.startswith(STEP_UP)
    assert client.post(asked, {"code": code()}).headers["Location"] == address
    assert client.get(address).status_code == 200


def test_a_wrong_code_does_not_do(admin: Person, thai_admin: Viewer) -> None:
    client = sign_in(admin)
    assert client.post(STEP_UP, {"code": wrong_code()}).status_code == 200
    assert client.get(invite_address(thai_admin)).headers["Location"].startswith(STEP_UP)


def test_a_code_of_six_minutes_ago_does_not_do(thai_admin: Viewer) -> None:
    client = browser(thai_admin, stepped_up=True)
    assert client.get(invite_address(thai_admin)).status_code == 200
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 360, "reauthenticated": True}]
    session.save()
    assert client.get(invite_address(thai_admin)).status_code == 302


def test_what_was_typed_waits_in_the_form(admin: Person, thai_admin: Viewer) -> None:
    client, address = sign_in(admin), invite_address(thai_admin)
    asked = client.post(address, FORM).headers["Location"]
    assert not Invitation.objects.exists()
    client.post(asked, {"code": code()})
    page = client.get(address).content.decode()
    assert "Suda Thongchai" in page
    assert "suda@example.org" in page
    assert "Suda Thongchai" not in client.get(address).content.decode()


@pytest.mark.parametrize("last", ["suspension", "roles", "departure", "reactivation", "factor-reset"])
def test_acts_on_people_ask_for_it(thai_admin: Viewer, thai_analyst: Viewer, last: str) -> None:
    address = f"/people/{thai_analyst.person_id}/{last}/"
    for answer in (browser(thai_admin).get(address), browser(thai_admin).post(address)):
        assert answer.headers["Location"].startswith(STEP_UP)


@pytest.mark.parametrize("address", ["/account/tokens/new/", "/agencies/new/", "/accounts/2fa/recovery-codes/"])
def test_other_grave_pages_ask_for_it(centre_admin: Viewer, address: str) -> None:
    assert browser(centre_admin).get(address).headers["Location"].startswith(STEP_UP)


def test_strangers_are_sent_to_sign_in_first(db: None) -> None:
    assert Client().get(STEP_UP).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("last", ["invitations", "suspension", "reactivation"])
def test_nobody_gives_a_code_to_be_refused_then(thai_analyst: Viewer, last: str) -> None:
    client, address = browser(thai_analyst), f"/agencies/{thai_analyst.agency_id}/{last}/"
    assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)
