"""What hangs on a case of a world is written by the verbs of its rooms, by those who may."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from access.viewer import Viewer, viewer_for
from agencies.models import Agency, Person
from cases.chronology.models import Entry, Route
from cases.evidence.models import Evidence
from cases.links.models import Link
from cases.models import Case
from cases.plan.models import Action
from cases.subjects.models import Identifier, Photo, Subject, SubjectName
from cases.warrants.models import Warrant
from demo.entries import World
from demo.loading import load
from demo.showing import show
from tests.cases.subjects.pictures import jpeg
from tests.demo.worlds import with_case, write

Loaded = Callable[..., World]
Refusal = Callable[..., str]
pytestmark = pytest.mark.django_db

BOSS = {
    "key": "boss", "kind": "Person", "role": "organiser", "names": ["ตะวัน", "Tawan"], "born": "2514-03",
    "nationality": ["TH"], "identifiers": [{"kind": "phone", "value": "081 555 0142"}], "note": "n", "notice": "owner",
}  # fmt: skip
WARRANT = {"subject": "boss", "number": "1", "issued_by": "rtp"}
BOAT = {"key": "boat", "kind": "Vessel", "names": ["Chok Samut 5"]}


def thai() -> Viewer:
    return viewer_for(Person.objects.get(username="somsak"), Agency.objects.get(country="TH"))


def khmer() -> Viewer:
    return viewer_for(Person.objects.get(username="dara"), Agency.objects.get(country="KH"))


def seen(model: Any, viewer: Viewer) -> list[Any]:
    return list(model.objects.visible_to(viewer).order_by("created_at"))


def test_subjects_with_names_numbers_and_buddhist_years(loaded: Loaded) -> None:
    loaded(with_case(subjects=[BOSS, BOAT]))
    boss, boat = seen(Subject, thai())
    assert (boss.label, boss.kind, boss.role, boss.born, boss.nationality) == (
        "ตะวัน", "Person", "organiser", "1971-03", ["TH"]
    )  # fmt: skip
    assert [name.text for name in SubjectName.objects.visible_to(thai()).filter(subject=boss)] == ["ตะวัน", "Tawan"]
    assert Identifier.objects.visible_to(thai()).get(subject=boss).value == "081 555 0142"
    assert (boat.kind, boat.notice, boss.notice) == ("Vessel", "", "owner")


def test_a_bare_year_needs_no_quotes(loaded: Loaded) -> None:
    loaded(with_case(subjects=[BOSS | {"born": 1971}]))
    assert seen(Subject, thai())[0].born == "1971"


def test_a_restricted_subject_is_written_by_its_own_agency(loaded: Loaded) -> None:
    facts = {"partners": ["cnp"], "subjects": [BOSS, BOAT | {"only": ["cnp"]}]}
    loaded(with_case(**facts, links=[{"from": "boss", "to": "boat", "kind": "uses"}]))
    assert [subject.label for subject in seen(Subject, thai())] == ["ตะวัน"]
    assert [subject.label for subject in seen(Subject, khmer())] == ["ตะวัน", "Chok Samut 5"]
    assert seen(Link, thai()) == []
    assert [str(link.agency) for link in seen(Link, khmer())] == ["Cambodian Police"]


@pytest.mark.parametrize("state", ["open", "doing", "done", "dropped"])
def test_actions_reach_their_state_by_their_owner(loaded: Loaded, state: str) -> None:
    action = {"text": "Ask the families", "agency": "cnp", "due": "+10d", "state": state}
    loaded(with_case(partners=["cnp"], actions=[action]))
    (found,) = seen(Action, thai())
    assert (found.state, found.owner.country) == (state, "KH")
    assert found.due is not None


@pytest.mark.parametrize("renewed", [0, 2])
@pytest.mark.parametrize(
    "state", ["draft", "issued", "transmitted", "acknowledged", "executed", "withdrawn", "expired"]
)
def test_warrants_reach_their_state(loaded: Loaded, state: str, renewed: int) -> None:
    warrant = {"subject": "boss", "number": "1421/2569", "issued_by": "rtp", "state": state, "channel": "diplomatic"}
    loaded(with_case(subjects=[BOSS], warrants=[warrant | {"renewed": renewed if state != "draft" else 0}]))
    (found,) = seen(Warrant, thai())
    assert (found.standing, found.renewed) == (state, renewed if state != "draft" else 0)


def test_what_happened_and_what_was_found(loaded: Loaded) -> None:
    loaded(
        with_case(
            timeline=[
                {"at": "2017-03-01", "text": "They leave.", "place": "Ranong"},
                {"at": "-2h", "text": "They are met.", "only": ["rtp"]},
            ],
            evidence=[{"title": "Statement", "text": "He gives the day."}, {"title": "A boat"}],
        )
    )
    first, second = seen(Entry, thai())
    assert (first.at, first.text) == ("2017-03-01", "They leave.")
    assert second.only == [thai().agency_id]
    assert {item.title for item in seen(Evidence, thai())} == {"Statement", "A boat"}


def test_a_file_beside_the_world_file(tmp_path: Path, db: None) -> None:
    (tmp_path / "note.txt").write_text("Seen at the pier.", encoding="utf-8")
    load(write(tmp_path, with_case(evidence=[{"title": "Note", "file": "note.txt"}])))
    assert seen(Evidence, thai())[0].title == "Note"


def test_every_record_is_shown_with_its_addresses(loaded: Loaded) -> None:
    loaded(
        with_case(
            subjects=[BOSS, BOAT],
            links=[{"from": "boss", "to": "boat", "kind": "uses"}],
            timeline=[{"at": "2017-03-01", "text": "They leave."}],
            actions=[{"text": "Ask", "agency": "rtp"}],
            warrants=[{"subject": "boss", "number": "1", "issued_by": "rtp"}],
            evidence=[{"title": "Statement", "text": "x"}],
        )
    )
    shown = show()
    for key in ("subjects.boss", "links.0", "timeline.0", "actions.0", "warrants.0", "evidence.0"):
        entry = shown[f"cases.boats.{key}"]
        assert entry["page"], key
        assert entry["api"], key
    json.dumps(shown)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"subjects": [{"key": "a", "kind": "Person"}]}, "subjects[0]: expected the key `names`, which is missing"),
        ({"subjects": [BOSS | {"kind": "Villain"}]}, "subjects[0].kind: expected one of Person"),
        ({"subjects": [BOSS | {"role": "potential_victim"}]}, "subjects[0].role: expected one of suspect"),
        ({"subjects": [BOSS | {"names": []}]}, "subjects[0].names: expected at least 1"),
        ({"subjects": [BOSS | {"born": "99/99/99"}]}, "subjects[0].born"),
        ({"subjects": [BOSS, BOSS]}, "subjects[1].key: expected a new key"),
        ({"subjects": [BOSS | {"only": ["cnp"]}]}, "subjects[0]: expected an agency that takes part"),
        (
            {"subjects": [BOSS], "links": [{"from": "boss", "to": "van", "kind": "uses"}]},
            "links[0].to: expected the key",
        ),
        ({"actions": [{"text": "x", "agency": "nobody"}]}, "actions[0].agency: expected the key of an agency"),
        ({"actions": [{"text": "x", "agency": "cnp"}]}, "actions[0].agency"),
        ({"timeline": [{"at": "soon", "text": "x"}]}, "timeline[0].at: expected a date in ISO 8601"),
        (
            {"subjects": [BOSS], "warrants": [WARRANT | {"state": "executed"}]},
            "warrants[0].state: a warrant that is executed expects `channel`",
        ),
        ({"evidence": [{"title": "x", "file": "no.pdf"}]}, "evidence[0].file: expected a file beside the world file"),
        ({"evidence": [{"title": "x", "file": "a", "text": "b"}]}, "evidence[0].file: expected `text` or `file`"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(refusal: Refusal, facts: dict[str, Any], said: str) -> None:
    assert said in refusal(with_case(**facts))
    assert not Case.objects.unscoped("a test looks at all").exists()


def test_routes_with_their_stops_and_readers(loaded: Loaded) -> None:
    loaded(with_case(routes=[{"name": "By sea", "stops": ["Phnom Penh", "9.97, 98.63"]},
                             {"name": "Hidden", "stops": ["Ranong", "Phnom Penh"], "only": ["rtp"]}]))  # fmt: skip
    sea, hidden = seen(Route, thai())
    assert [(stop["place"], stop["role"]) for stop in sea.stops] == [
        ("Phnom Penh", "origin"), ("9.97, 98.63", "destination")
    ]  # fmt: skip
    assert (sea.only, hidden.only) == ([], [thai().agency_id])


def test_a_stop_on_no_map_is_named(refusal: Refusal) -> None:
    said = refusal(with_case(routes=[{"name": "By sea", "stops": ["Phnom Penh", "Nowhere at all"]}]))
    assert "stops: Not found, or found more than once: Nowhere at all." in said


def test_tags_and_a_photo(tmp_path: Path, db: None) -> None:
    (tmp_path / "boat.jpg").write_bytes(jpeg())
    load(write(tmp_path, with_case(subjects=[BOAT | {"tags": ["fleet"], "photo": "boat.jpg"}])))
    (boat,) = seen(Subject, thai())
    assert boat.tags == ["fleet"]
    assert [photo.subject_id for photo in seen(Photo, thai())] == [boat.pk]
