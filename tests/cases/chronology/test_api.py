"""The API of the chronology: explicit fields, the same verbs, the same refusals."""

from uuid import uuid4

import pytest

from access.viewer import Viewer
from cases.chronology.models import Entry
from cases.models import Case
from tests.api import Program
from tests.cases.chronology.people import happened, somebody, way
from tests.cast import case_of

pytestmark = pytest.mark.django_db
BODY = {"at": "12 March 2560", "text": "Put aboard", "place": "Ranong"}


def test_an_entry_with_all_it_holds(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    boss, route = somebody(ranong, thai_analyst), way(ranong, thai_analyst)
    body = BODY | {"until": "2017-04", "subjects": [str(boss.pk)], "route": str(route.pk), "role": "destination"}
    made = Program(thai_analyst).post(f"/cases/{ranong.pk}/entries/", body)
    assert made.status_code == 201, made.content
    (read,) = Program(khmer_liaison).get(f"/cases/{ranong.pk}/entries/").json()["results"]
    assert (read["at"], read["until"], read["country"], read["located"]) == ("2017-03-12", "2017-04", "TH", "gazetteer")
    assert read["subjects"] == [{"id": str(boss.pk), "name": "Boss"}]
    assert read["route"] == {"id": str(route.pk), "name": "Overland"}


def test_a_time_with_its_zone(ranong: Case, thai_analyst: Viewer) -> None:
    made = Program(thai_analyst).post(f"/cases/{ranong.pk}/entries/", BODY | {"at": "2017-03-12T13:00+07:00"})
    assert made.json()["at"] == "2017-03-12T06:00:00Z"


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "3/4/2017"}, {"at": "2017-03-12T13:00"}, {"at": "T"}, {"at": 2017}, {"text": ""}, {"lat": 5},
        {"lat": 95, "lon": 5},
        {"lat": "NaN", "lon": 5}, {"country": "XX"}, {"role": "boss"}, {"subjects": [str(uuid4())]}, {"subjects": "x"},
        {"route": str(uuid4())}, {"only": [str(uuid4())]}, {"agency": str(uuid4())}, {"version": 1},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(ranong: Case, thai_analyst: Viewer, wrong: dict[str, object]) -> None:
    answer = Program(thai_analyst).post(f"/cases/{ranong.pk}/entries/", BODY | wrong)
    assert answer.status_code == (422 if wrong == {"lat": 5} else 400), answer.content
    assert not Entry.objects.unscoped("test").exists()


def test_an_unseen_reference_is_answered_as_an_absent_one(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    hidden = somebody(ranong, thai_analyst, only=[thai_analyst.agency])
    elsewhere = somebody(case_of(thai_analyst), thai_analyst)
    secret = way(ranong, thai_analyst, only=[thai_analyst.agency])
    program, address = Program(khmer_liaison), f"/cases/{ranong.pk}/entries/"
    answers = {
        program.post(address, BODY | {"subjects": [str(one)]}).content for one in (hidden.pk, elsewhere.pk, uuid4())
    }
    assert len(answers) == 1
    assert len({program.post(address, BODY | {"route": str(one)}).content for one in (secret.pk, uuid4())}) == 1


def test_sent_twice_is_made_once(ranong: Case, thai_analyst: Viewer) -> None:
    program = Program(thai_analyst)
    ids = {program.post(f"/cases/{ranong.pk}/entries/", BODY, key="k").json()["id"] for _time in range(2)}
    assert len(ids) == 1


def test_changing_needs_the_newest_version_and_ones_own_row(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    entry, other = happened(ranong, thai_analyst), case_of(thai_analyst)
    address = f"/cases/{ranong.pk}/entries/{entry.pk}/"
    assert Program(thai_analyst).patch(address, {"version": 1, "text": "Seen twice"}).json()["version"] == 2
    stale = Program(thai_analyst).patch(address, {"version": 1, "text": "Too late"})
    assert (stale.status_code, stale.json()["current"]["text"]) == (409, "Seen twice")
    assert Program(khmer_liaison).patch(address, {"version": 2, "text": "ours"}).status_code == 403
    assert Program(thai_analyst).patch(f"/cases/{other.pk}/entries/{entry.pk}/", {"version": 2}).status_code == 404
    assert Program(khmer_liaison).post(f"{address}removal/").status_code == 403
    assert Program(thai_analyst).post(f"{address}removal/").status_code == 204
    assert Program(thai_analyst).post(f"{address}removal/").status_code == 404


def test_routes(ranong: Case, thai_analyst: Viewer) -> None:
    program, stops = Program(thai_analyst), [{"place": "Phnom Penh"}, {"place": "Pier 7", "lat": 9.9, "lon": 98.6}]
    made = program.post(f"/cases/{ranong.pk}/routes/", {"name": "By sea", "stops": stops})
    assert made.status_code == 201, made.content
    assert [stop["role"] for stop in made.json()["stops"]] == ["origin", "destination"]
    bad = program.post(f"/cases/{ranong.pk}/routes/", {"name": "x", "stops": [{"place": "Nowhere at all"}, *stops]})
    assert bad.status_code == 422
    (line,) = program.get(f"/cases/{ranong.pk}/map/").json()["routes"]
    assert [leg["label"] for leg in line["legs"]] == ["Phnom Penh", "Pier 7"]
    edited = program.patch(f"/cases/{ranong.pk}/routes/{made.json()['id']}/", {"version": 1, "name": "By boat"})
    assert (edited.json()["name"], len(edited.json()["stops"])) == ("By boat", 2)


def test_the_timeline_by_pages(ranong: Case, thai_analyst: Viewer) -> None:
    for n in range(55):
        happened(ranong, thai_analyst, f"{n}")
    program, address = Program(thai_analyst), f"/cases/{ranong.pk}/chronology/"
    first = program.get(address, kind="happened").json()
    second = program.get(address, kind="happened", after=first["after"]).json()
    assert (len(first["results"]), len(second["results"]), second["after"]) == (50, 5, None)
    assert program.get(address, kind="happened", after=second["before"]).json()["results"] == first["results"]
