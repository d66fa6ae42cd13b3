"""Every page of every room of a case, as its lead reads it: accessible, nothing cut off, no word in the console."""

import pytest
from django.db import transaction

from access.viewer import Viewer
from cases.models import Case
from tests.access.addresses import address
from tests.access.routes import EXPECTED, NAMES, ROOMS, WHO
from tests.agencies.door import browser
from tests.journeys.conftest import PHONE, WIDE, Window
from tests.journeys.test_every_page import Look, page_in, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
LEAD = WHO.index("lead")
LOOKS = [("dark", PHONE), pytest.param(("light", WIDE), marks=pytest.mark.long)]


def pages_of(room: str, case: Case, lead: Viewer) -> list[str]:
    """The addresses of a room that answer with a whole page."""
    with transaction.atomic():
        known = {"case": case.pk, "made": ROOMS[room].known(case, lead)}
    names = [name for name in NAMES[room] if EXPECTED[name][LEAD] == 200 and not name.startswith("api_")]
    return [path for path in (address(name, known) for name in names) if _is_a_page(path, lead)]


def _is_a_page(path: str, lead: Viewer) -> bool:
    answer = browser(lead, stepped_up=True).get(path)
    return not answer.streaming and b"<html" in answer.content[:300]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_page_of_a_room(
    room: str, look: Look, window: Window, ranong: Case, thai_analyst: Viewer, complaints: list[str]
) -> None:
    paths = pages_of(room, ranong, thai_analyst)
    page = page_in(window, thai_analyst, look)
    assert [violation for path in paths for violation in violations(page, path)] == []
    assert paths
    assert complaints == []
