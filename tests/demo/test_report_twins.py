"""Two worlds that differ in one report alone answer everybody alike to whom it was not released, to the byte."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from access.paging import page_for
from access.viewer import Viewer
from cases.models import Case
from demo.entries import World
from intelligence.releases.models import Decision, Message, Release
from intelligence.reports.models import Attachment, Part, Quote, Report, ReportName, ReportRow, ReportSubject
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.test_no_trace import PASSING as OF_REQUESTS
from tests.cases.test_no_trace import _differs
from tests.demo.test_release_play import MARKED
from tests.demo.test_report_play import BOSS, who
from tests.demo.worlds import BODY, released, with_report

Loaded = Callable[..., World]
pytestmark = pytest.mark.django_db
CASES = "cases:\n  - {key: boats, title: Boats, lead: rtp, state: open, partners: [cnp, rmp]}\n"
SHOWN: list[Any] = [Report, Part, ReportRow, ReportSubject, ReportName, Quote, Attachment, Release, Message, Decision]
PASSING = ("id", "created_at", "updated_at", "validated_at", "activated_at", "reference", "due_at", "digest", "at",
           "took", "paused_for")  # fmt: skip
# Ids, references and moments, which two loads never share.
RANDOM = re.compile(
    rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}"
    rb"|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+]\d\d:\d\d)"
)
COMMON = {"key": "common", "title": "For Malaysia as well", "originator": "rtp", "author": "somsak"} | BODY
SEEN = COMMON | {"releases": [released(to="rmp", requested_by="aminah")]}
HIDDEN: dict[str, Any] = MARKED | {"case": "boats", "tearline": "Tearmark", "handling": ["H2"]}


def told(viewer: Viewer) -> str:
    """All that the models answer a viewer: rows of every table, the page of the list, counts."""
    found: dict[str, Any] = {}
    for model in SHOWN:
        rows = [_plain(row) for row in model.objects.visible_to(viewer)]
        found[model.__name__] = sorted(json.dumps(row, sort_keys=True, default=str) for row in rows)
    page = page_for(viewer, Report.objects.all())
    return json.dumps(found | {"page": len(page.rows), "older": bool(page.older), "newer": bool(page.newer)})


def _plain(row: Any) -> dict[str, Any]:
    fields = (field for field in row._meta.concrete_fields if not field.is_relation and field.name not in PASSING)
    return {field.name: getattr(row, field.attname) for field in fields}


def pages(viewer: Viewer) -> list[bytes]:
    """What a viewer is answered about the case that the report belongs to, on the desk and in lists and searches."""
    by_page, by_program = browser(viewer), Program(viewer)
    case = Case.objects.visible_to(viewer).get().pk
    read = [by_page.get(path) for path in ("/", "/reports/", "/releases/", "/cases/", f"/cases/{case}/")]
    read += [by_page.post("/cases/search/", {"q": "Subjectmark"}), by_page.get(f"/cases/{case}/timeline/")]
    read += [by_program.get(path) for path in ("/reports/", "/releases/", "/cases/", f"/cases/{case}/")]
    return [RANDOM.sub(b"", OF_REQUESTS.sub(b"", answer.content)) for answer in read]


def of_a_world(loaded: Loaded, text: str, *, ask: Callable[[], Any]) -> Any:
    """What `ask` finds in a world, which is undone again."""
    with transaction.atomic():
        loaded(text)
        found = ask()
        transaction.set_rollback(True)
    return found


def aminah() -> Viewer:
    return who("aminah", "MY")


@pytest.mark.parametrize(
    "secret",
    [
        {},
        {"tlp": "RED"},
        {"state": "draft"},
        {"state": "withdrawn"},
        {"releases": [released()]},
        {"releases": [released(state="offered")]},
        {"releases": [released(state="requested", urgency="urgent")]},
        {"tlp": "RED", "releases": [released(person="dara")]},
        {"quotes": ["common"]},
    ],
)
def test_a_report_for_others_leaves_no_trace(loaded: Loaded, secret: dict[str, Any]) -> None:
    def ask() -> list[Any]:
        return [told(aminah()), pages(aminah())]

    entry = {"key": "hidden", "title": "Titlemark", "originator": "rtp", "author": "ladda"} | BODY | HIDDEN | secret
    without = of_a_world(loaded, with_report(SEEN, cases=CASES), ask=ask)
    beside = of_a_world(loaded, with_report(SEEN, entry, cases=CASES), ask=ask)
    assert without[0] == beside[0]
    assert [_differs("", *pair) for pair in zip(without[1], beside[1], strict=True) if pair[0] != pair[1]] == []
    assert "For Malaysia as well" in beside[0]
    assert not any(mark in beside[0] for mark in ("Titlemark of", "Placemark", "Routemark", "Subjectmark", "Tearmark"))


@pytest.mark.parametrize("piece", ["title", "body", "place", "route", "platforms", "subjects", "grades"])
def test_what_is_withheld_may_say_anything(loaded: Loaded, piece: str) -> None:
    other = {
        "title": "Othermark", "body": "Othermark", "place": "Othermark", "route": ["Othermark", "Bangkok"],
        "platforms": [{"kind": "game", "name": "Othermark"}], "subjects": [BOSS | {"names": ["Othermark"]}],
        "grades": None,
    }[piece]  # fmt: skip
    change = {"source_grade": "C"} if piece == "grades" else {piece: other}
    line = released(withheld=[piece])
    worlds = [with_report(**(MARKED | facts), releases=[line]) for facts in ({}, change)]
    first, second = [of_a_world(loaded, world, ask=lambda: told(who("dara", "KH"))) for world in worlds]
    assert first == second
    assert of_a_world(loaded, worlds[1], ask=lambda: told(who("ladda"))) != first
