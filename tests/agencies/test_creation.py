"""Agencies and people as the world's loader makes them."""

import uuid
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from agencies.creation import create_agency, create_person
from agencies.models import Agency, Membership, Person, Role
from agencies.roles import join
from audit.log import SYSTEM
from coordination_center.errors import IllegalMove, Invalid
from tests.agencies.door import is_signed_in, sign_in
from tests.cast import PASSWORD, TOTP

pytestmark = pytest.mark.django_db
FACTS: dict[str, Any] = {"username": "suda", "name": "Suda", "email": "Suda@Example.org", "password": PASSWORD}
LONG = "x" * 300


def test_a_person_with_an_authenticator_signs_in(thai_police: Agency) -> None:
    person = create_person(**FACTS, totp=TOTP, language="th")
    join(person, thai_police, ["analyst"], 0)
    assert is_signed_in(sign_in(person))
    stored: Any = Authenticator.objects.get(user=person)
    assert TOTP not in stored.data["secret"]


def test_ids_may_be_given() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    assert create_agency(by=SYSTEM, name="A", kind="ngo", country="KH", id=one).pk == one
    assert create_person(**FACTS, id=other).pk == other


@pytest.mark.parametrize(
    "bad",
    [{"username": "su da"}, {"username": LONG}, {"username": ""}, {"username": "a\0"}, {"name": LONG},
     {"name": "a\u202eb"}, {"name": ""}, {"email": "nobody"}, {"email": ""}],
    ids=repr,
)  # fmt: skip
def test_a_bad_person_is_not_made(bad: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        create_person(**FACTS | bad)
    assert set(bad) == set(caught.value.fields)
    assert not Person.objects.exists()


@pytest.mark.parametrize("again", [{"username": "SUDA", "email": "x@example.org"}, {"username": "x"}])
def test_names_and_addresses_are_one_persons_in_any_case(again: dict[str, str]) -> None:
    create_person(**FACTS)
    with pytest.raises(Invalid):
        create_person(**FACTS | again)


@pytest.mark.parametrize("bad", [{"kind": "circus"}, {"country": "XX"}, {"name": LONG}, {"desk_email": "x"}], ids=repr)
def test_a_bad_agency_is_not_made(bad: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        create_agency(by=SYSTEM, **{"name": "A", "kind": "ngo", "country": "KH"} | bad)
    assert not Agency.objects.exists()


@pytest.mark.parametrize("roles", [[], ["king"], ["analyst", "king"]])
def test_roles_are_those_that_exist(thai_police: Agency, roles: list[str]) -> None:
    person = create_person(**FACTS)
    with pytest.raises(Invalid):
        join(person, thai_police, roles)


def test_nobody_joins_twice(thai_police: Agency) -> None:
    person = create_person(**FACTS)
    join(person, thai_police, ["liaison", "analyst", "analyst"])
    assert Membership.objects.get().roles == [Role.ANALYST, Role.LIAISON]
    with pytest.raises(IllegalMove):
        join(person, thai_police, ["analyst"])


def test_agencies_come_in_the_order_of_joining(thai_police: Agency, ngo: Agency) -> None:
    person = create_person(**FACTS)
    for agency in (ngo, thai_police):
        join(person, agency, ["analyst"])
    assert [m.agency for m in Membership.objects.live().filter(person=person)] == [ngo, thai_police]
