"""Two worlds that differ only in what must stay unknown give an asker the same bytes on every page."""

import re
from typing import Any

import pytest
from django.db import transaction

from access.exclusion import exclude
from access.viewer import Viewer
from audit.models import Event
from intelligence.hits import timing
from intelligence.hits.models import Alarm
from intelligence.hits.question import Question
from intelligence.hits.watching import watch
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import fresh, member
from tests.intelligence.hits.world import PHONE, asks, holds, own_case, worked

pytestmark = pytest.mark.django_db
PAGES = ("/", "/hits/", "/hits/received/", "/hits/standing/", "/cases/", "/agencies/")
API = ("/hits/queries/", "/hits/received/", "/hits/standing/", "/cases/")
RANDOM = re.compile(
    rb'(name="(csrfmiddlewaretoken|once)" value=")[^"]*|nonce="[^"]*"|data-now="[^"]*"'
    rb"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|<time.*?</time>|\d{4}-\d\d-\d\dT[\d:.]+Z?"
)


class _Undone(Exception):
    pass


def world(secret: Any, asker: Viewer, overseer: Viewer) -> list[bytes]:
    """What the asker and its oversight see after asking, with `secret` done first; then all of it is undone."""
    seen: list[bytes] = []
    try:
        with transaction.atomic():
            watch(Question.said(numbers=[("phone", PHONE, "TH")]), purpose="x", days=9, by=asker)
            secret()
            asker = fresh(asker)
            query = asks(asker, "Tawan Saelim", phone=PHONE)
            worked()
            pages = [*PAGES, f"/hits/queries/{query.pk}/"]
            seen += [browser(asker).get(page).content for page in pages]
            seen += [Program(asker).get(page).content for page in API]
            seen += [browser(overseer).get(page).content for page in ("/oversight/", "/oversight/questions/")]
            own = Event.objects.filter(agency=asker.agency_id).exclude(led="consultation", verb__endswith="consulted")
            seen.append(repr([(e.verb, sorted(e.detail), len(e.recipients)) for e in own.order_by("id")]).encode())
            raise _Undone  # noqa: TRY301 - the world ends here
    except _Undone:
        return [RANDOM.sub(b"", page) for page in seen]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "MOMENT", 0.01)


@pytest.fixture
def watchful(malaysian_police: Any) -> Viewer:
    """Oversight of the asker's own agency."""
    return member(malaysian_police, "oversight", name="Zainal Abidin")


def none(holder: Viewer, _chief: Viewer, _asker: Viewer) -> None:
    holds(holder, "Tawan Saelim", phone=PHONE, notice="none")


def owner(holder: Viewer, _chief: Viewer, _asker: Viewer) -> None:
    holds(holder, "Tawan Saelim", phone=PHONE, notice="owner")


def shut(holder: Viewer, _chief: Viewer, asker: Viewer) -> None:
    case = own_case(holder)
    case.shut_out(by=holder, agency=asker.agency)
    holds(holder, "Tawan Saelim", phone=PHONE, case=case)


def shut_from_all(holder: Viewer, chief: Viewer, asker: Viewer) -> None:
    exclude(by=chief, on=chief.agency, person=asker.person)
    holds(holder, "Tawan Saelim", phone=PHONE)


def compartment(holder: Viewer, _chief: Viewer, _asker: Viewer) -> None:
    closed = own_case(holder, named=[(holder.person, holder.agency)])
    holds(holder, "Tawan Saelim", phone=PHONE, case=closed)


def removed(holder: Viewer, _chief: Viewer, _asker: Viewer) -> None:
    holds(holder, "Tawan Saelim", phone=PHONE).take_out(by=holder)


def another(holder: Viewer, _chief: Viewer, _asker: Viewer) -> None:
    holds(holder, "Anong Rattana", phone="+66815550999")


@pytest.mark.parametrize("secret", [none, owner, shut, shut_from_all, compartment, removed, another])
def test_the_secrets_of_others_change_no_byte(
    secret: Any, thai_analyst: Viewer, thai_supervisor: Viewer, malay_liaison: Viewer, watchful: Viewer
) -> None:
    blank = world(lambda: None, malay_liaison, watchful)
    assert world(lambda: secret(thai_analyst, thai_supervisor, malay_liaison), malay_liaison, watchful) == blank


def test_a_canary_looks_like_nothing(thai_police: Any, malay_liaison: Viewer, watchful: Viewer) -> None:
    from intelligence.hits.canaries import plant

    keeper = member(thai_police, "oversight", name="Sirikit Thongdee")

    def canary() -> None:
        plant(Question.said(names=["Tawan Saelim"], numbers=[("phone", PHONE, "TH")]), by=keeper)

    blank = world(lambda: None, malay_liaison, watchful)
    planted = world(canary, malay_liaison, watchful)
    assert planted[:-2] == blank[:-2]  # all but the alarm, which the asker's own oversight is shown
    assert planted[-1] == blank[-1]
    assert not Alarm.objects.exists()


def test_a_world_with_a_hit_is_another_world(thai_analyst: Viewer, malay_liaison: Viewer, watchful: Viewer) -> None:
    def both() -> None:
        holds(thai_analyst, "Tawan Saelim", phone=PHONE)

    assert world(both, malay_liaison, watchful) != world(lambda: None, malay_liaison, watchful)
