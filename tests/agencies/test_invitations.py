"""An administrator invites by a one-time link; a new person chooses name and password, then enrols."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from access.viewer import Viewer
from agencies import invitation as invitations
from agencies import suspension
from agencies.models import Agency, Invitation, Letter, Membership, Person, Role
from audit.log import SYSTEM, By
from audit.models import Event
from tests.agencies.door import ENROL, LOGIN, browser, is_signed_in
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
FORM: dict[str, Any] = {"name": "Suda Thongchai", "email": "Suda@Example.org", "roles": ["liaison", "analyst"]}
CHOICE = {"username": "suda", "password1": PASSWORD, "password2": PASSWORD}


def invited(viewer: Viewer, **more: Any) -> str:
    """The address of the link of a new invitation."""
    facts = {"name": "Suda Thongchai", "email": "suda@example.org", "roles": ["analyst"]} | more
    return f"/invitations/{invitations.invite(viewer.agency, by=viewer, **facts)[1]}/"


def test_an_administrator_sees_the_link_once(thai_admin: Viewer) -> None:
    client = browser(thai_admin, stepped_up=True)
    page = client.post(f"/agencies/{thai_admin.agency_id}/invitations/", FORM | {"once": "a"}).content.decode()
    assert "/invitations/" in page
    again = client.post(f"/agencies/{thai_admin.agency_id}/invitations/", FORM | {"once": "a"}).content.decode()
    assert "http://127.0.0.1:8000/invitations/" not in again
    assert Invitation.objects.count() == Letter.objects.count() == 1


def test_what_is_stored_and_recorded(thai_admin: Viewer) -> None:
    token = invited(thai_admin).split("/")[2]
    stored = Invitation.objects.get()
    assert token not in repr(Invitation.objects.values()) + repr(Letter.objects.values())
    assert stored.expires_at - stored.created_at == timedelta(days=7)
    event = Event.objects.get(verb="person.invited")
    assert (event.actor, event.owner, event.object_id) == (thai_admin.person_id, thai_admin.agency_id, stored.pk)
    assert "suda" not in repr(event.detail).lower()


def test_a_new_person_joins_and_must_enrol(thai_admin: Viewer) -> None:
    client, address = Client(), invited(thai_admin, roles=["liaison", "analyst"])
    assert client.get(address).status_code == 200
    assert client.post(address, CHOICE).headers["Location"] == ENROL
    person = Person.objects.get(username="suda")
    assert (person.name, person.email) == ("Suda Thongchai", "suda@example.org")
    assert person.memberships.get().roles == ["analyst", "liaison"]
    assert client.get("/account/").headers["Location"].startswith(ENROL)


def test_looking_at_the_link_does_not_use_it(thai_admin: Viewer) -> None:
    address = invited(thai_admin)
    assert [Client().get(address).status_code for _ in range(3)] == [200] * 3


def test_a_link_works_once(thai_admin: Viewer) -> None:
    address = invited(thai_admin)
    Client().post(address, CHOICE)
    assert Client().get(address).status_code == 404
    assert Client().post(address, CHOICE | {"username": "another"}).status_code == 404
    assert Membership.objects.filter(agency=thai_admin.agency).count() == 2


@pytest.mark.parametrize("end", ["expired", "withdrawn", "superseded", "agency suspended"])
def test_a_link_that_ended_is_like_one_that_never_was(thai_admin: Viewer, end: str) -> None:
    address = invited(thai_admin)
    if end == "expired":
        Invitation.objects.update(expires_at=F("expires_at") - timedelta(days=7, seconds=1))
    elif end == "withdrawn":
        invitations.withdraw(Invitation.objects.get(), by=thai_admin)
    elif end == "superseded":
        invited(thai_admin)
    else:
        suspension.suspend_agency(thai_admin.agency, by=SYSTEM)
    ended, invented = Client().get(address), Client().get(f"/invitations/{'x' * 43}/")
    assert (ended.status_code, len(ended.content)) == (404, len(invented.content))


def test_an_existing_person_accepts_by_signing_in(ngo: Agency, khmer_liaison: Viewer, thai_admin: Viewer) -> None:
    address = invited(thai_admin, email=khmer_liaison.person.email, roles=["delegate"])
    assert LOGIN in Client().get(address).content.decode()
    client = browser(khmer_liaison)
    assert client.get(address).status_code == 200
    assert client.post(address).headers["Location"] == "/"
    joined = khmer_liaison.person.memberships.order_by("position")
    assert [m.agency_id for m in joined] == [khmer_liaison.agency_id, thai_admin.agency_id]


def test_a_stranger_cannot_become_the_owner_of_an_address_with_an_account(
    khmer_liaison: Viewer, thai_admin: Viewer
) -> None:
    address = invited(thai_admin, email=khmer_liaison.person.email)
    Client().post(address, CHOICE)
    assert not Person.objects.filter(username="suda").exists()
    assert Client().get(address).status_code == 200


def test_another_person_cannot_accept(khmer_liaison: Viewer, thai_admin: Viewer) -> None:
    address, client = invited(thai_admin), browser(khmer_liaison)
    client.get(address)
    client.post(address)
    assert not khmer_liaison.person.memberships.filter(agency=thai_admin.agency).exists()
    assert Client().get(address).status_code == 200


def test_a_member_is_not_invited_again(thai_admin: Viewer, thai_analyst: Viewer) -> None:
    client = browser(thai_admin, stepped_up=True)
    form = FORM | {"email": thai_analyst.person.email.upper()}
    answer = client.post(f"/agencies/{thai_admin.agency_id}/invitations/", form)
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_inviting_does_not_tell_who_has_an_account_elsewhere(thai_admin: Viewer, khmer_liaison: Viewer) -> None:
    client = browser(thai_admin, stepped_up=True)
    address = f"/agencies/{thai_admin.agency_id}/invitations/"
    answers = [
        client.post(address, FORM | {"email": email}) for email in (khmer_liaison.person.email, "no@example.org")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_one_who_left_comes_back(thai_admin: Viewer, thai_analyst: Viewer) -> None:
    Membership.objects.filter(person=thai_analyst.person).update(ended_at=F("created_at"))
    address = invited(thai_admin, email=thai_analyst.person.email, roles=["delegate"])
    browser(thai_analyst).post(address)
    assert Membership.objects.live().get(person=thai_analyst.person).roles == [Role.DELEGATE]


@pytest.mark.parametrize("who", ["thai_analyst", "malay_liaison", "overseer"])
def test_others_cannot_invite(request: Any, thai_police: Agency, who: str) -> None:
    client = browser(request.getfixturevalue(who), stepped_up=True)
    for answer in (
        client.get(f"/agencies/{thai_police.pk}/invitations/"),
        client.post(f"/agencies/{thai_police.pk}/invitations/", FORM),
    ):
        assert answer.status_code == 403
    assert not Invitation.objects.exists()


def test_the_centre_appoints_administrators_only(centre_admin: Viewer, thai_police: Agency) -> None:
    client, address = browser(centre_admin, stepped_up=True), f"/agencies/{thai_police.pk}/invitations/"
    assert client.post(address, FORM).status_code == 422
    assert client.post(address, FORM | {"roles": ["admin"]}).status_code == 200
    assert Invitation.objects.get().agency == thai_police


def test_an_administrator_withdraws_in_the_own_agency_only(
    thai_admin: Viewer, centre_admin: Viewer, ngo: Agency
) -> None:
    invited(thai_admin)
    made = Invitation.objects.get()
    foreign = invitations.invite(
        ngo, by=By(centre_admin.person_id, ngo.pk), name="N", email="n@example.org", roles=["admin"]
    )[0]
    client, base = browser(thai_admin), f"/agencies/{thai_admin.agency_id}/invitations"
    assert client.post(f"{base}/{foreign.pk}/withdrawal/").status_code == 404
    assert client.post(f"/agencies/{ngo.pk}/invitations/{foreign.pk}/withdrawal/").status_code == 403
    assert client.post(f"{base}/{made.pk}/withdrawal/").status_code == 302
    assert client.post(f"{base}/{made.pk}/withdrawal/").status_code == 409


def test_an_invited_person_without_an_agency_may_sign_in_to_accept(
    ladda: Person, centre_admin: Viewer, ngo: Agency
) -> None:
    from tests.agencies.door import sign_in

    Membership.objects.filter(person=ladda).update(ended_at=F("created_at"))
    assert not is_signed_in(sign_in(ladda))
    _, token = invitations.invite(ngo, by=centre_admin, name="L", email=ladda.email, roles=["counsel"])
    client = sign_in(ladda)
    assert client.get("/agencies/").status_code == 403
    assert client.post(f"/invitations/{token}/").headers["Location"] == "/"
    assert client.get("/agencies/").status_code == 200
