"""Administrators see and change people of their own agency only; the centre may suspend anybody."""

import uuid
from typing import Any

import pytest

from access.viewer import Viewer
from agencies.models import Agency, Membership, Person, Role
from audit.models import Event
from tests.agencies.door import browser
from tests.cast import also, member

pytestmark = pytest.mark.django_db
PAGES = ["", "roles/", "departure/", "suspension/", "reactivation/", "factor-reset/"]


def roles_of(viewer: Viewer) -> list[str]:
    return Membership.objects.get(person=viewer.person, agency=viewer.agency).roles


@pytest.mark.parametrize("last", PAGES)
def test_people_of_other_agencies_are_like_nobody(thai_admin: Viewer, khmer_liaison: Viewer, last: str) -> None:
    client = browser(thai_admin)
    foreign, nobody = (client.get(f"/people/{pk}/{last}") for pk in (khmer_liaison.person_id, uuid.uuid4()))
    assert (foreign.status_code, nobody.status_code) == (404, 404)
    assert len(foreign.content) == len(nobody.content)


@pytest.mark.parametrize("last", PAGES[1:])
def test_nothing_happens_to_people_of_other_agencies(thai_admin: Viewer, khmer_liaison: Viewer, last: str) -> None:
    client = browser(thai_admin, stepped_up=True)
    form = {"roles": ["admin"], "version": 2}
    assert client.post(f"/people/{khmer_liaison.person_id}/{last}", form).status_code == 404
    assert roles_of(khmer_liaison) == [Role.LIAISON]
    assert Person.objects.get(pk=khmer_liaison.person_id).auth_epoch == 0


@pytest.mark.parametrize("last", PAGES)
def test_colleagues_may_not(thai_analyst: Viewer, thai_liaison: Viewer, last: str) -> None:
    client = browser(thai_analyst, stepped_up=True)
    assert client.get(f"/people/{thai_liaison.person_id}/{last}").status_code == 403


@pytest.mark.parametrize("last", PAGES)
def test_an_administrator_sees_each_page(thai_admin: Viewer, thai_liaison: Viewer, last: str) -> None:
    page = browser(thai_admin, stepped_up=True).get(f"/people/{thai_liaison.person_id}/{last}")
    assert page.status_code == 200
    assert thai_liaison.person.name in page.content.decode()


def test_an_administrator_changes_roles(thai_admin: Viewer, thai_liaison: Viewer) -> None:
    client, address = browser(thai_admin, stepped_up=True), f"/people/{thai_liaison.person_id}/roles/"
    version = Membership.objects.get(person=thai_liaison.person).version
    assert client.post(address, {"roles": ["counsel", "analyst"], "version": version}).status_code == 302
    assert roles_of(thai_liaison) == ["analyst", "counsel"]
    assert Event.objects.get(verb="roles.changed").detail["roles"] == ["analyst", "counsel"]
    assert client.post(address, {"roles": ["delegate"], "version": version}).status_code == 409


def test_an_administrator_does_not_give_herself_sight(thai_admin: Viewer) -> None:
    client, address = browser(thai_admin, stepped_up=True), f"/people/{thai_admin.person_id}/roles/"
    form = {"roles": ["admin", "analyst"], "version": thai_admin.memberships[0].version}
    assert client.post(address, form).status_code == 409
    assert roles_of(thai_admin) == [Role.ADMIN]


@pytest.mark.parametrize("roles", [[], ["king"], ["\0"], ["analyst", "x" * 500]], ids=repr)
def test_bad_roles_are_an_error_in_the_form(thai_admin: Viewer, thai_liaison: Viewer, roles: list[str]) -> None:
    client = browser(thai_admin, stepped_up=True)
    answer = client.post(f"/people/{thai_liaison.person_id}/roles/", {"roles": roles, "version": 2})
    assert answer.status_code == 422
    assert roles_of(thai_liaison) == [Role.LIAISON]


@pytest.mark.parametrize("version", ["", "x", "0", "-1", "9" * 30, "\0"])
def test_a_bad_version_is_an_error_in_the_form(thai_admin: Viewer, thai_liaison: Viewer, version: str) -> None:
    form = {"roles": ["analyst"], "version": version}
    answer = browser(thai_admin, stepped_up=True).post(f"/people/{thai_liaison.person_id}/roles/", form)
    assert answer.status_code == 422


def test_the_last_administrator_cannot_go(thai_admin: Viewer) -> None:
    client = browser(thai_admin, stepped_up=True)
    assert client.post(f"/people/{thai_admin.person_id}/departure/").status_code == 409
    assert client.post(f"/people/{thai_admin.person_id}/suspension/").status_code == 409


def test_somebody_of_two_agencies_is_ended_here_and_suspended_by_the_centre(
    thai_admin: Viewer, thai_analyst: Viewer, centre_admin: Viewer, ngo: Agency
) -> None:
    also(thai_analyst, ngo, Role.COUNSEL)
    client, address = browser(thai_admin, stepped_up=True), f"/people/{thai_analyst.person_id}"
    for last in ("suspension", "reactivation", "factor-reset"):
        assert client.post(f"{address}/{last}/").status_code == 403
    assert client.post(f"{address}/departure/").status_code == 302
    assert Person.objects.get(pk=thai_analyst.person_id).is_active
    assert [m.agency_id for m in Membership.objects.live().filter(person=thai_analyst.person)] == [ngo.pk]
    assert client.get(f"{address}/").status_code == 404
    assert browser(centre_admin, stepped_up=True).post(f"{address}/suspension/").status_code == 302
    assert not Person.objects.get(pk=thai_analyst.person_id).is_active


def test_an_administrator_does_not_see_a_persons_other_agencies(
    thai_admin: Viewer, thai_analyst: Viewer, centre_admin: Viewer, ngo: Agency
) -> None:
    also(thai_analyst, ngo, Role.COUNSEL)
    address = f"/people/{thai_analyst.person_id}/"
    assert ngo.name not in browser(thai_admin).get(address).content.decode()
    assert ngo.name in browser(centre_admin).get(address).content.decode()


def test_suspending_and_reactivating(thai_admin: Viewer, thai_liaison: Viewer) -> None:
    client, address = browser(thai_admin, stepped_up=True), f"/people/{thai_liaison.person_id}"
    assert client.post(f"{address}/suspension/").status_code == 302
    assert client.post(f"{address}/suspension/").status_code == 409
    assert not Person.objects.get(pk=thai_liaison.person_id).is_active
    assert client.post(f"{address}/reactivation/").status_code == 302
    assert Person.objects.get(pk=thai_liaison.person_id).is_active


def test_the_centre_gives_no_roles_elsewhere(centre_admin: Viewer, thai_liaison: Viewer) -> None:
    client, form = browser(centre_admin, stepped_up=True), {"roles": ["admin"], "version": 2}
    assert client.post(f"/people/{thai_liaison.person_id}/roles/", form).status_code == 404
    assert client.post(f"/people/{thai_liaison.person_id}/departure/").status_code == 404


def test_two_administrators_cannot_both_leave_last(
    thai_admin: Viewer, thai_police: Agency, centre_admin: Viewer
) -> None:
    other = member(thai_police, Role.ADMIN, name="Second Administrator")
    client = browser(thai_admin, stepped_up=True)
    assert client.post(f"/people/{other.person_id}/departure/").status_code == 302
    assert client.post(f"/people/{thai_admin.person_id}/departure/").status_code == 409


def test_administering_gives_no_sight_of_records(thai_admin: Viewer, centre_admin: Viewer, ranong: Any) -> None:
    for admin in (thai_admin, centre_admin):
        assert browser(admin).get(f"/cases/{ranong.pk}/").status_code == 404


def test_whom_the_centre_suspended_only_the_centre_lets_in(
    thai_admin: Viewer, thai_liaison: Viewer, centre_admin: Viewer
) -> None:
    address = f"/people/{thai_liaison.person_id}"
    browser(centre_admin, stepped_up=True).post(f"{address}/suspension/")
    assert browser(thai_admin, stepped_up=True).post(f"{address}/reactivation/").status_code == 403
    assert browser(centre_admin, stepped_up=True).post(f"{address}/reactivation/").status_code == 302
