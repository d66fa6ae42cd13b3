"""The API says of figures, map, queue and answer times what the pages show, and no more."""

import pytest

from access.viewer import Viewer
from tests.api import Program
from tests.intelligence.overview.world import API, released
from tests.intelligence.rfis.conftest import ask, line_of
from tests.intelligence.writing import a_report

pytestmark = pytest.mark.django_db


def test_figures(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    released(a_report(khmer_liaison), thai_analyst, by=khmer_liaison, withheld=("platforms",))
    told = Program(thai_analyst).get("/intelligence/overview/").json()
    assert (told["total"], told["ours"], told["received"], told["earlier"]) == (1, 0, 1, 0)
    assert told["grades"] == [{"scheme": "4x4", "grade": "B2", "reports": 1}]
    assert told["platforms"] == []
    assert [one["label"] for one in told["received_from"]] == [khmer_liaison.agency.name]
    given = Program(khmer_liaison).get("/intelligence/overview/").json()["given_to"]
    assert [(one["code"], one["reports"]) for one in given] == [(str(thai_analyst.agency_id), 1)]
    assert Program(thai_analyst).get("/intelligence/overview/?show=ours").json()["total"] == 0


def test_the_map(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    released(a_report(khmer_liaison), thai_analyst, by=khmer_liaison, withheld=("place",))
    told = Program(thai_analyst).get("/intelligence/map/").json()
    assert told["places"] == []
    assert [[stop["name"] for stop in way["stops"]] for way in told["routes"]] == [["Routemark bend", "Bangkok"]]
    (place,) = Program(khmer_liaison).get("/intelligence/map/").json()["places"]
    assert (place["lat"], place["lon"], place["reports"]) == (13.65, 102.56, 1)


def test_queue_and_times(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    line_of(ask(thai_analyst, khmer_liaison), khmer_liaison).respond(by=khmer_liaison, answer="negative")
    ask(thai_analyst, khmer_liaison)
    queue = Program(thai_analyst).get("/intelligence/queue/").json()
    assert [(one["kind"], one["agency"], one["ours"]) for one in queue["asked"]] == [
        ("rfi", khmer_liaison.agency.name, False)
    ]
    assert queue["asked"][0]["due_at"]
    (pair,) = Program(thai_analyst).get("/intelligence/answer-times/").json()["asked"]
    assert (pair["kind"], pair["sent"], pair["done"], pair["waiting"], pair["overdue"]) == ("rfi", 2, 1, 1, 0)
    assert pair["median_seconds"] is not None


def test_a_list_of_reports_is_narrowed_for_programs_too(thai_analyst: Viewer) -> None:
    report = a_report(thai_analyst)
    program = Program(thai_analyst)
    found = [program.get(f"/reports/?{query}").json()["results"] for query in ("grade=4x4.B2", "grade=4x4.A1")]
    assert [[one["id"] for one in rows] for rows in found] == [[str(report.pk)], []]


def test_who_reads_no_records_gets_nothing(thai_admin: Viewer) -> None:
    assert {Program(thai_admin).get(where).status_code for where in API} == {403}
