"""The API's directory and oneself: the same facts as the pages, to whom carries a token."""

import uuid
from typing import Any

import pytest
from django.test import Client

from access.viewer import Viewer
from agencies import tokens
from agencies.models import Agency, Person, Role
from tests.agencies.door import bearing, browser
from tests.cast import also

pytestmark = pytest.mark.django_db


@pytest.fixture
def header(thai_analyst: Viewer) -> dict[str, str]:
    person = Person.objects.get(pk=thai_analyst.person_id)
    return bearing(tokens.issue(person, thai_analyst.agency, by=thai_analyst)[1])


def test_oneself(header: dict[str, str], thai_analyst: Viewer, ngo: Agency) -> None:
    also(thai_analyst, ngo, Role.COUNSEL)
    me = Client().get("/api/me/", headers=header).json()
    assert me["agency"]["id"] == str(thai_analyst.agency_id)
    assert [(m["agency"]["name"], m["roles"]) for m in me["agencies"]][1] == (ngo.name, ["counsel"])
    assert set(me) == {"id", "username", "name", "language", "agency", "roles", "agencies"}


def test_the_directory_names_no_people(header: dict[str, str], malaysian_police: Agency) -> None:
    found = Client().get("/api/agencies/", headers=header).json()["results"]
    assert malaysian_police.name in [agency["name"] for agency in found]
    assert {frozenset(agency) for agency in found} == {
        frozenset({"id", "name", "kind", "country", "languages", "desk_email", "desk_phone"})
    }


def test_one_agency(header: dict[str, str], malaysian_police: Agency) -> None:
    assert Client().get(f"/api/agencies/{malaysian_police.pk}/", headers=header).json()["country"] == "MY"
    assert Client().get(f"/api/agencies/{uuid.uuid4()}/", headers=header).status_code == 404


@pytest.mark.parametrize("address", ["me/", "agencies/", f"agencies/{uuid.uuid4()}/"])
def test_nothing_without_a_token(thai_analyst: Viewer, address: str) -> None:
    for client in (Client(), browser(thai_analyst)):
        assert client.get(f"/api/{address}").status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_directory_is_for_reading(header: dict[str, str], method: str) -> None:
    send: Any = getattr(Client(), method)
    assert send("/api/agencies/", headers=header).status_code == 405


def test_few_questions_are_asked(header: dict[str, str], django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(8):
        Client().get("/api/agencies/", headers=header)
