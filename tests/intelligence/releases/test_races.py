"""Twenty officers at once: one decision, one event, one grant."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from access.decide import can
from access.viewer import Viewer
from audit.models import Event
from coordination_center.errors import DomainError
from intelligence.releases.models import Release
from tests.cast import member
from tests.intelligence.writing import a_report

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


def at_once(act: Callable[[int], object]) -> list[str]:
    """What came of `act(n)` in as many threads as officers: "done", or the code of the refusal."""
    ready = Barrier(MANY)

    def run(n: int) -> str:
        ready.wait()
        try:
            act(n)
        except DomainError as error:
            return error.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(run, range(MANY)))


def officers(like: Viewer) -> list[Viewer]:
    return [member(like.agency, "liaison", name=f"Officer {n} of the desk") for n in range(MANY)]


def test_twenty_decisions_are_one(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report, desk = a_report(khmer_liaison), officers(khmer_liaison)
    line = Release.ask(by=thai_analyst, owner=report.originator, purpose="Ours", reference=report.reference)

    def decide(n: int) -> None:
        mine = Release.objects.unscoped("a test").get(pk=line.pk)
        if n % 2:
            mine.approve(by=desk[n])
        else:
            mine.refuse(by=desk[n], reason="No")

    outcomes = at_once(decide)
    assert sorted(outcomes) == ["done"] + ["illegal_move"] * (MANY - 1)
    decided = Event.objects.filter(object_id=line.pk, verb__in=["release.given", "release.refused"])
    assert decided.count() == 1
    line.refresh_from_db()
    assert can(thai_analyst, "report.see", report) is (line.state == "active")


def test_twenty_second_officers_are_one(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report, desk = a_report(khmer_liaison, cover={"four_eyes": True}), officers(khmer_liaison)
    line = Release.ask(by=thai_analyst, owner=report.originator, purpose="Ours", reference=report.reference)
    line.approve(by=khmer_liaison)
    outcomes = at_once(lambda n: Release.objects.unscoped("a test").get(pk=line.pk).confirm(by=desk[n]))
    assert sorted(outcomes) == ["done"] + ["illegal_move"] * (MANY - 1)
    assert Event.objects.filter(object_id=line.pk, verb="release.given").count() == 1


def test_twenty_askers_ask_once(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison)
    facts: dict[str, Any] = {"owner": report.originator, "purpose": "Ours", "reference": report.reference}
    outcomes = at_once(lambda n: Release.ask(by=thai_analyst, **facts))
    assert sorted(outcomes) == ["done"] + ["illegal_move"] * (MANY - 1)
    assert Release.objects.unscoped("a test").count() == 1
