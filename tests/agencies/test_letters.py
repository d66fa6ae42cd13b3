"""Mail: a link and nothing else, sent once, to whom it concerns; a new password by such a link."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db.models import F
from django.test import Client

from access.viewer import Viewer
from agencies import invitation as invitations
from agencies import letters, limits, suspension
from agencies.models import Letter, Person
from agencies.tasks import send_letters
from audit.log import SYSTEM
from tests.agencies.door import give_password, is_signed_in
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
RESET = "/accounts/password/reset/"
NEW = "eleven quiet egrets at dusk"


def link_in(message: Any) -> str:
    """The one link of a mail, as an address of ours."""
    (found,) = re.findall(r"http://127\.0\.0\.1:8000(/\S+)", message.body)
    return str(found)


def asked(email: str) -> Client:
    client = Client()
    client.post(RESET, {"email": email})
    return client


def test_an_invitation_is_mailed_with_nothing_but_its_link(thai_admin: Viewer) -> None:
    _, token = invitations.invite(
        thai_admin.agency, by=thai_admin, name="Suda Thongchai", email="suda@example.org", roles=["analyst"]
    )
    send_letters()
    (message,) = mail.outbox
    assert (message.to, link_in(message)) == (["suda@example.org"], f"/invitations/{token}/")
    text = f"{message.subject} {message.body}"
    assert not [word for word in ("Suda", "Royal Thai", "analyst", thai_admin.person.name) if word in text]
    assert not Letter.objects.exists()


def test_a_withdrawn_invitation_is_not_mailed(thai_admin: Viewer) -> None:
    made, _ = invitations.invite(thai_admin.agency, by=thai_admin, name="S", email="s@example.org", roles=["analyst"])
    invitations.withdraw(made, by=thai_admin)
    send_letters()
    assert not mail.outbox


def test_only_a_known_address_gets_a_link(ladda: Person) -> None:
    for email in (ladda.email.upper(), "nobody@example.org"):
        asked(email)
    send_letters()
    assert [message.to for message in mail.outbox] == [[ladda.email]]
    assert ladda.name not in mail.outbox[0].body


def test_a_suspended_person_gets_none(ladda: Person) -> None:
    suspension.suspend_person(ladda, by=SYSTEM)
    asked(ladda.email)
    send_letters()
    assert not mail.outbox


def test_the_link_gives_a_new_password_once_and_no_session(ladda: Person) -> None:
    asked(ladda.email)
    send_letters()
    client, address = Client(), link_in(mail.outbox[0])
    form = client.get(address).headers["Location"]
    assert client.get(form).status_code == 200
    assert client.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert not is_signed_in(client)
    assert [give_password(Client(), ladda.username, p).status_code for p in (PASSWORD, NEW)] == [200, 302]
    assert Client().get(address).status_code == 200  # says that the link opens nothing


def test_a_suspension_ends_the_link(ladda: Person) -> None:
    asked(ladda.email)
    send_letters()
    suspension.suspend_person(ladda, by=SYSTEM)
    suspension.reactivate_person(ladda, by=SYSTEM)
    assert Client().get(link_in(mail.outbox[0])).status_code == 200  # no redirect to the form


@pytest.mark.parametrize("key", ["x-y", "0-set-password", f"{'z' * 40}-abc", "1-\u202e", "a-" + "b" * 500])
def test_invented_links_open_nothing(db: None, key: str) -> None:
    answer = Client().get(f"{RESET}key/{key}/")
    assert answer.status_code == 200
    assert "password1" not in answer.content.decode()


@pytest.mark.parametrize("email", ["", "nobody", "a\0@example.org", "x" * 300 + "@example.org"])
def test_a_bad_address_is_an_error_in_the_form(db: None, email: str) -> None:
    assert Client().post(RESET, {"email": email}).status_code == 200
    assert not Letter.objects.exists()


def test_mail_to_one_address_is_limited(ladda: Person) -> None:
    statuses = [Client().post(RESET, {"email": ladda.email}).status_code for _ in range(6)]
    assert statuses == [302] * limits.LIMITS[limits.MAIL].pair.most + [429]


def test_a_letter_that_cannot_be_sent_waits_and_is_given_up(ladda: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", down)
    asked(ladda.email)
    for tries in range(1, letters.TRIES + 1):
        with pytest.raises(ConnectionRefusedError):
            send_letters()
        assert Letter.objects.get().tries == tries
        send_letters()  # nothing is due
        Letter.objects.update(due_at=F("due_at") - timedelta(days=1))
    send_letters()
    assert not Letter.objects.exists()
