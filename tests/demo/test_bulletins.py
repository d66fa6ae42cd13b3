"""Notices of a world walk their verbs, with the paperwork that each state needs."""

from pathlib import Path
from typing import Any

import pytest

from access.viewer import viewer_for
from agencies.models import Person
from demo.loading import load
from demo.showing import show
from intelligence.notices.models import Notice
from tests.demo.worlds import refused, with_case, write

pytestmark = pytest.mark.django_db
BOSS = {"key": "boss", "kind": "Person", "names": ["Tawan"], "born": "1971"}
WARRANT = {"subject": "boss", "number": "1", "issued_by": "rtp", "court": "Ranong"}
BLUE = {"kind": "blue", "agency": "rtp", "subject": "boss", "means": ["photo"], "facts": "f", "statement": "s"}
RED: dict[str, Any] = {
    "kind": "red", "agency": "rtp", "subject": "boss", "warrant": "1", "sex": "male", "means": ["photo"], "facts": "f",
    "facts_when": "2026", "facts_where": "Ranong", "charge": "c", "law": "l", "penalty": "p", "months": 24,
    "extradition": True, "state": "ready",
}  # fmt: skip


def world(*notices: dict[str, Any]) -> str:
    return with_case(subjects=[BOSS], warrants=[WARRANT], notices=list(notices))


def test_a_ready_and_a_draft_notice(tmp_path: Path) -> None:
    load(write(tmp_path, world(RED, BLUE, BLUE | {"state": "cancelled"})))
    viewer = viewer_for(Person.objects.get(username="somsak"))
    rows = Notice.objects.visible_to(viewer).select_related("warrant").order_by("created_at")
    assert [(row.kind, row.state) for row in rows] == [("red", "ready"), ("blue", "draft"), ("blue", "cancelled")]
    warrant = rows[0].warrant
    assert warrant
    assert (warrant.number, warrant.court) == ("1", "Ranong")
    assert "/notices/" in str(show()["cases.boats.notices.0"]["page"])


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (RED | {"charge": ""}, "Still missing: Charge"),
        (RED | {"warrant": "2"}, "cases[0].notices[0].warrant: expected the number of a warrant"),
        (BLUE | {"kind": "mauve"}, "cases[0].notices[0].kind: expected one of"),
        (BLUE | {"subject": "nobody"}, "cases[0].notices[0].subject: expected the key of a subject"),
        (BLUE | {"state": "submitted"}, "cases[0].notices[0].state: Choose the National Central Bureau"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, notice: dict[str, Any], said: str) -> None:
    assert said in refused(tmp_path, world(notice))
