"""Releases of a world walk the ledger's verbs: who asks, who decides, and what the recipient then sees."""

from collections.abc import Callable
from typing import Any

import pytest

from access.decide import can
from access.viewer import Viewer
from agencies.models import Person
from demo.entries import World
from intelligence.releases.codes import State
from intelligence.releases.models import Decision, Message, Release
from intelligence.reports.models import Part, Report, ReportRow, ReportSubject
from tests.demo.test_report_play import BOSS, who
from tests.demo.worlds import BODY, PREECHA, released, with_report

Loaded = Callable[..., World]
pytestmark = pytest.mark.django_db
MARKED: dict[str, Any] = {
    "title": "Titlemark", "body": "Bodymark", "place": "Placemark", "route": ["Routemark", "Bangkok"],
    "platforms": [{"kind": "social", "name": "Platformmark"}], "subjects": [BOSS | {"names": ["Subjectmark"]}],
}  # fmt: skip
OPEN_TO = {"active"}


def khmer() -> Viewer:
    return who("dara", "KH")


def line() -> Release:
    return Release.objects.visible_to(who("somsak")).get()


def steps() -> list[tuple[str, str]]:
    rows = Decision.objects.visible_to(who("somsak")).order_by("at")
    return [(step.step, step.person.username if step.person else "") for step in rows]


def read_by(viewer: Viewer) -> str:
    """All that a viewer is told of reports, as text."""
    found: list[Any] = [*Part.objects.visible_to(viewer), *ReportRow.objects.visible_to(viewer)]
    told = [f"{row.text} {getattr(row, 'data', '')}" for row in found]
    return " ".join([*told, *(f"{s.label} {s.names}" for s in ReportSubject.objects.visible_to(viewer))])


@pytest.mark.parametrize("state", State.values)
def test_every_state(loaded: Loaded, state: str) -> None:
    loaded(with_report(releases=[released(state=state, reason="Because")]))
    release = line()
    assert release.state == state
    report = Report.objects.visible_to(who("ladda")).get()
    assert can(khmer(), "report.see", report) == (state in OPEN_TO)
    assert ("Titlemark" in read_by(khmer())) == (state in OPEN_TO)


def test_the_requester_asks_and_the_first_other_liaison_of_the_originator_decides(loaded: Loaded) -> None:
    loaded(with_report(releases=[released(urgency="urgent")]))
    release = line()
    assert (release.begun_by.username, release.asker.country, release.urgency) == ("dara", "KH", "urgent")
    assert steps() == [("approved", "somsak")]


def test_the_officer_whom_the_file_names_decides(loaded: Loaded) -> None:
    loaded(with_report(more=PREECHA, releases=[released(decided_by="preecha")]))
    assert steps() == [("approved", "preecha")]


def test_a_second_officer_confirms_where_the_report_asks_for_it(loaded: Loaded) -> None:
    loaded(with_report(more=PREECHA, four_eyes=True, releases=[released()]))
    assert steps() == [("approved", "somsak"), ("confirmed", "preecha")]
    assert line().state == "active"


def test_a_request_that_waits_for_the_second_officer(loaded: Loaded) -> None:
    waiting = released(state="requested", decided_by="preecha", withheld=["place"])
    loaded(with_report(more=PREECHA, four_eyes=True, releases=[waiting]))
    assert (line().state, line().awaits_confirmation, line().withheld) == ("requested", True, ["place"])
    assert steps() == [("approved", "preecha")]
    assert not Report.objects.visible_to(khmer()).exists()


def test_an_offer_waits_for_the_other_side_confirmed_where_it_has_to_be(loaded: Loaded) -> None:
    offer = {"to": "cnp", "purpose": "For your case", "state": "offered", "withheld": ["grades"]}
    loaded(with_report(more=PREECHA, four_eyes=True, releases=[offer]))
    release = Release.objects.visible_to(khmer()).get()
    assert (release.state, release.awaits_confirmation, release.begun_by.username) == ("offered", False, "somsak")
    release.accept(by=khmer())
    assert "Bodymark" in read_by(khmer())


def test_a_life_at_risk_is_decided_by_one_and_the_tear_line_is_out(loaded: Loaded) -> None:
    loaded(with_report(four_eyes=True, tearline="Tearmark", releases=[released(urgency="threat_to_life")]))
    assert (line().state, line().look_due_at is not None) == ("active", True)
    assert Message.objects.visible_to(khmer()).get().text == "Tearmark"


@pytest.mark.parametrize("piece", ["title", "body", "place", "route", "platforms", "subjects"])
def test_what_is_withheld_is_unseen_and_the_rest_is_not(loaded: Loaded, piece: str) -> None:
    loaded(with_report(**MARKED, releases=[released(withheld=[piece])]))
    seen = read_by(khmer())
    marks = {name: f"{name.removesuffix('s').title()}mark" for name in MARKED}
    assert marks.pop(piece) not in seen
    assert all(mark in seen for mark in marks.values())


def test_several_pieces_withheld_grades_and_files_too(loaded: Loaded) -> None:
    loaded(with_report(**MARKED, releases=[released(withheld=["grades", "place", "attachments"])]))
    assert set(Part.objects.visible_to(khmer()).values_list("piece", flat=True)) == {
        "title", "body", "route", "platforms"
    }  # fmt: skip


def test_an_end_that_is_past_means_expired(loaded: Loaded) -> None:
    loaded(with_report(releases=[released(until="-3d"), released(to="rmp", requested_by="aminah", until="+3d")]))
    ended, live = Release.objects.visible_to(who("somsak")).order_by("created_at")
    assert (ended.state, live.state) == ("expired", "active")
    assert ended.until < ended.updated_at < live.until
    assert read_by(khmer()) == ""
    assert "Bodymark" in read_by(who("aminah", "MY"))


def test_a_recall_asks_to_be_acknowledged(loaded: Loaded) -> None:
    again = released(to="rmp", requested_by="aminah", state="recalled", acknowledged=True)
    loaded(with_report(releases=[released(state="recalled", reason="A tip"), again]))
    waiting, done = Release.objects.visible_to(who("somsak")).order_by("created_at")
    assert (waiting.state, waiting.reason, waiting.acknowledged_at) == ("recalled", "A tip", None)
    assert done.acknowledged_at is not None
    assert read_by(khmer()) == ""


def test_releases_of_what_was_superseded_or_withdrawn_since_stay(loaded: Loaded) -> None:
    loaded(with_report(state="withdrawn", releases=[released()]))
    assert line().state == "active"
    assert "Bodymark" in read_by(khmer())


def test_a_refusal_and_a_question_hold_their_reason(loaded: Loaded) -> None:
    other = released(to="rmp", requested_by="aminah", state="asked_back", reason="Which van?")
    loaded(with_report(releases=[released(state="refused", reason="Too early"), other]))
    assert Release.objects.visible_to(khmer()).get().reason == "Too early"
    assert Message.objects.visible_to(who("aminah", "MY")).get().text == "Which van?"


def test_the_requester_never_decides(loaded: Loaded) -> None:
    khmer_report = {"key": "r2", "title": "T", "originator": "cnp", "author": "dara"} | BODY
    bopha = "  - {key: bopha, username: bopha, name: B, email: b@w.test, password: *p, roles: {cnp: [liaison]}}\n"
    asked = released(to="rmp", requested_by="dara")  # dara is of both
    loaded(with_report(khmer_report | {"releases": [asked]}, more=bopha))
    row = Decision.objects.visible_to(khmer()).get()
    assert row.person == Person.objects.get(username="bopha")
