"""Operations of a world walk their verbs until they stand where the file says."""

import json
from pathlib import Path
from typing import Any

import pytest

from access.viewer import Viewer, viewer_for
from agencies.models import Person
from audit.models import Outbox
from demo.loading import load
from demo.showing import show
from operations.board import Board
from operations.models import Delegation, Increment, Operation, Site
from operations.reading import results
from operations.tallying import wrong
from tests.demo.worlds import PEOPLE, refused, with_case, write

pytestmark = pytest.mark.django_db
RESULT = {"agency": "rtp", "by": "somsak", "category": "arrests", "quantity": 3}
BOTH = [{"agency": "cnp"}, {"agency": "rmp"}]


def with_operation(before: str = PEOPLE, **facts: Any) -> str:
    entry = {"key": "weka", "name": "WEKA", "starts": "2022-06-12", "ends": "2022-06-17", "coordinator": "rtp"}
    entry |= {"delegations": [{"agency": "rtp", "coordinator": "somsak"}, *BOTH]} | facts
    return f"{before}operations:\n  - {json.dumps(entry)}\n"


def person(key: str) -> Viewer:
    return viewer_for(Person.objects.get(username=key))


def figures(key: str) -> list[tuple[str, int, int]]:
    operation = Operation.objects.visible_to(person(key)).get()
    return [(f.category, f.total, f.verified) for f in Board.of(person(key), operation).figures.shown]


def test_every_key_of_a_result_and_its_status(tmp_path: Path) -> None:
    many = [
        RESULT | {"at": "2022-06-13T08:00", "site": "gate", "nationality": "KH", "status": "verified", "token": "A 1",
                  "note": "Words", "case": "boats"},
        RESULT | {"agency": "cnp", "by": "dara", "token": "a1", "status": "disputed"},
        RESULT | {"agency": "rmp", "by": "aminah", "status": "withdrawn"},
        RESULT | {"agency": "cnp", "by": "somsak", "quantity": 1},
    ]  # fmt: skip
    sites = [
        {"key": "gate", "name": "Gate", "country": "KH", "lat": 13.65, "lon": 102.56},
        {"key": "house", "name": "House", "country": "TH", "only": ["rtp"]},
    ]
    load(write(tmp_path, with_operation(with_case(), results=many, sites=sites, state="tactical")))
    assert figures("dara") == [("arrests", 7, 3)]
    operation = Operation.objects.visible_to(person("somsak")).get()
    rows = results(person("somsak"), operation).rows
    assert [(r.row.quantity, r.status, r.row.on_behalf) for r in rows] == [
        (1, "reported", True), (3, "withdrawn", False), (3, "disputed", False), (3, "verified", False),
    ]  # fmt: skip
    first = rows[-1]
    assert (first.row.day.isoformat(), first.note, first.row.nationality) == ("2022-06-13", "Words", "KH")
    assert first.site is not None
    assert first.case is not None
    assert first.doubles == ["Cambodian Police"]
    assert [s.name for s in Site.objects.visible_to(person("dara"))] == ["Gate"]
    assert wrong(operation.pk) == []
    assert not Outbox.objects.exists()


def test_the_world_says_where_its_records_are(tmp_path: Path) -> None:
    sites = [{"key": "gate", "name": "Gate", "country": "KH"}]
    load(write(tmp_path, with_operation(results=[RESULT], sites=sites)))
    told = show()
    one, row = told["operations.weka"]["id"], told["operations.weka.results.0"]["id"]
    assert told["operations.weka"]["page"] == f"/operations/{one}/"
    assert told["operations.weka"]["api"] == f"/api/operations/{one}/"
    assert told["operations.weka.results.0"]["page"] == f"/operations/{one}/results/{row}/"
    assert told["operations.weka.results.0"]["api"] == f"/api/operations/{one}/results/{row}/"
    assert str(told["operations.weka.sites.gate"]["api"]).startswith(f"/api/operations/{one}/sites/")
    assert str(told["operations.weka.delegations.1"]["api"]).startswith(f"/api/operations/{one}/delegations/")


@pytest.mark.parametrize("state", ["planning", "approved", "tactical", "closing", "frozen", "published"])
def test_each_state_and_in_the_end_every_signature(tmp_path: Path, state: str) -> None:
    load(write(tmp_path, with_operation(state=state)))
    operation = Operation.objects.visible_to(person("dara")).get()
    signed = Delegation.objects.visible_to(person("dara")).exclude(signed_at=None).count()
    assert (operation.state, signed) == (state, 3 if state in ("frozen", "published") else 0)


def test_an_embargo_named_people_and_exclusions(tmp_path: Path) -> None:
    facts: dict[str, Any] = {"delegations": [{"agency": "cnp", "visible_from": "+1d"}, {"agency": "rmp"}]}
    load(write(tmp_path, with_operation(**facts, excluded=["aminah"], named=["somsak", "dara", "aminah"])))

    def sees(key: str) -> bool:
        return Operation.objects.visible_to(person(key)).exists()

    assert [sees(key) for key in ("somsak", "ladda", "dara", "aminah")] == [True, False, False, False]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"state": "planning", "results": [RESULT]}, "results are reported from the action days on"),
        ({"results": [RESULT | {"by": "dara", "agency": "rtp"}]}, "expected somebody who reports for Thai Police"),
        ({"results": [RESULT | {"category": "heads"}]}, "expected one of victims_identified"),
        ({"results": [RESULT | {"quantity": 0}]}, "expected a whole number from 1"),
        ({"results": [RESULT | {"site": "nowhere"}]}, "a site of this operation"),
        ({"results": [RESULT | {"case": "none"}]}, "expected the key of a case"),
        ({"results": [RESULT | {"category": "cash_seized"}]}, "Cash is counted in a currency"),
        ({"named": ["dara"]}, "expected a person of Thai Police among the named"),
        ({"phases": []}, "unknown key"),
        ({"starts": "2022-06-18"}, "The last day is before the first"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_loaded(tmp_path: Path, facts: dict[str, Any], said: str) -> None:
    assert said in refused(tmp_path, with_operation(**facts))
    assert not Increment.objects.unscoped("test").exists()
