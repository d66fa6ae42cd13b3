"""Every address, asked for by everyone. A route that is missing from the table fails."""

from contextlib import nullcontext
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from access.exclusion import exclude
from access.viewer import Viewer
from agencies.invitation import invite
from audit.models import Event, Led
from cases.models import Case
from tests.access.addresses import ROUTES, address
from tests.access.routes import EXPECTED, NAMES, ROOMS, WHO
from tests.agencies.door import browser
from tests.api import Program

pytestmark = pytest.mark.django_db


def test_every_route_is_in_the_table() -> None:
    assert ROUTES.keys() == EXPECTED.keys()


@pytest.fixture
def people(
    ranong: Case, thai_analyst: Viewer, thai_admin: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer,
    overseer: Viewer, centre_admin: Viewer
) -> dict[str, Viewer | None]:  # fmt: skip
    return {
        "nobody": None,
        "outsider": malay_liaison,
        "partner": khmer_liaison,
        "lead": thai_analyst,
        "admin": thai_admin,
        "overseer": overseer,
        "centre": centre_admin,
    }


@pytest.fixture(params=sorted(NAMES))
def room(request: pytest.FixtureRequest) -> str:
    """The frame of the site, or a room of a case: what its addresses name is made once for all of them."""
    return str(request.param)


@pytest.fixture
def known(
    room: str, ranong: Case, thai_analyst: Viewer, thai_supervisor: Viewer, thai_admin: Viewer, ngo: Any
) -> dict[str, Any]:
    """What the addresses name: a case, a note of it, its lead agency, a person there, an invitation, an exclusion."""
    invited, _token = invite(thai_admin.agency, by=thai_admin, name="A B", email="n@example.org", roles=["analyst"])
    return {
        "case": ranong.pk,
        "note": ranong.add_note(by=thai_analyst, text="x").pk,
        "exclusion": exclude(by=thai_supervisor, on=ranong, agency=ngo).pk,
        "agency": thai_analyst.agency_id,
        "person": thai_analyst.person_id,
        "invitation": invited.pk,
        "made": ROOMS[room].known(ranong, thai_analyst) if room in ROOMS else {},
    }


def test_who_gets_what(room: str, people: dict[str, Viewer | None], known: dict[str, Any]) -> None:
    asked = {name: address(name, known) for name in NAMES[room]}
    got = {name: tuple(_status(where, people[who]) for who in WHO) for name, where in asked.items()}
    assert got == {name: EXPECTED[name] for name in asked}, WHO


def _status(where: str, viewer: Viewer | None) -> int:
    if viewer is None or _in_none(where):
        with transaction.atomic():  # DRF marks a refused request's transaction for rollback; outside a view it is ours
            return _ask(where, viewer)
    return _ask(where, viewer)


def _in_none(where: str) -> bool:
    """Whether a program's address runs in no transaction of the request: what a refusal marks is then the test's."""
    return where.startswith("/api/") and where.endswith(("/auth/token/", "/reveal/"))


def _ask(where: str, viewer: Viewer | None) -> int:
    if viewer is None:
        return Client().get(where).status_code
    if where.startswith("/api/"):
        return int(Program(viewer).get(where.removeprefix("/api")).status_code)
    return browser(viewer, stepped_up=True).get(where).status_code


def test_an_outsider_changes_nothing_by_any_method(room: str, known: dict[str, Any], malay_liaison: Viewer) -> None:
    before = _changes(malay_liaison)
    for name in (name for name in NAMES[room] if "<uuid:" in str(ROUTES[name].pattern)):
        where = address(name, known)
        outside = (
            Program(malay_liaison).client if where.startswith("/api/") else browser(malay_liaison, stepped_up=True)
        )
        for method in ("post", "put", "patch", "delete"):
            with transaction.atomic() if _in_none(where) and method != "post" else nullcontext():
                answer = getattr(outside, method)(where, {"reason": "x"}, content_type="application/json")
            assert answer.status_code in {403, 404, 405}, (name, method, answer.status_code)
        assert _changes(malay_liaison) == before, name


def _changes(viewer: Viewer) -> int:
    return Event.objects.exclude(led=Led.CONSULTATION).filter(actor=viewer.person_id).count()
