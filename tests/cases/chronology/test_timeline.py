"""What happened and what was done are one line of time, whose pages have no gap, whatever is hidden."""

from datetime import UTC, datetime

import pytest

from access.viewer import Viewer
from cases.chronology.mapping import map_of
from cases.chronology.reading import MILESTONES, Asked, Line, timeline
from cases.models import Case
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.chronology.people import POIPET, everything, happened, somebody, way

pytestmark = pytest.mark.django_db


def walked(viewer: Viewer, case: Case, asked: Asked, *, back: bool, size: int = 3) -> list[Line]:
    """All lines, page by page: onward to the last page, or from there back to the first."""
    page, pages = timeline(viewer, case, asked, size=size), []
    while page.after:
        pages.append(page.rows)
        page = timeline(viewer, case, asked, at=page.after, size=size)
    pages.append(page.rows)
    if not back:
        return [line for rows in pages for line in rows]
    pages = [page.rows]
    while page.before:
        page = timeline(viewer, case, asked, at=page.before, size=size)
        pages.insert(0, page.rows)
    return [line for rows in pages for line in rows]


@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize("back", [False, True])
def test_pages_join_without_gap_or_repetition_among_equal_times(
    ranong: Case, thai_analyst: Viewer, oldest_first: bool, back: bool
) -> None:
    then = ranong.created_at  # and equal to an event's time as well
    for n in range(7):
        happened(ranong, thai_analyst, f"{n}", at="2017-03-12")
        happened(ranong, thai_analyst, f"as it began {n}", at=then)
    asked = Asked(oldest_first=oldest_first)
    whole = timeline(thai_analyst, ranong, asked, size=500).rows
    assert [line.key for line in whole] == sorted((line.key for line in whole), reverse=not oldest_first)
    assert [line.key for line in walked(thai_analyst, ranong, asked, back=back)] == [line.key for line in whole]


def test_it_narrows_to_kinds(ranong: Case, thai_analyst: Viewer) -> None:
    happened(ranong, thai_analyst)
    ranong.add_note(by=thai_analyst, text="x")

    def shown(*kinds: str) -> list[Line]:
        return timeline(thai_analyst, ranong, Asked(kinds=frozenset(kinds))).rows

    assert [line.entry is not None for line in shown("happened")] == [True]
    milestones = {line.row.verb for line in shown("milestones")}
    assert milestones == {"case.created", "case.accepted", "case.opened"}
    work = {line.row.verb for line in shown("work")}
    assert work.isdisjoint(MILESTONES)
    assert {"note.added", "entry.added"} <= work
    assert len(shown()) == len(shown("happened", "milestones", "work")) == 1 + len(shown("milestones", "work"))


def test_it_narrows_to_a_range_that_an_entry_touches(ranong: Case, thai_analyst: Viewer) -> None:
    for text, at, until in (
        ("before", "2016", ""),
        ("long", "2016", "2018"),
        ("month", "2017-03", ""),
        ("after", "2019", ""),
    ):
        happened(ranong, thai_analyst, text, at=at, until=until)
    asked = Asked(since=datetime(2017, 1, 1, 12, tzinfo=UTC), until=datetime(2017, 12, 31, tzinfo=UTC))
    assert [line.row.text for line in timeline(thai_analyst, ranong, asked).rows] == ["month", "long"]


def test_a_restricted_entry_route_or_subject_changes_no_byte(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    for n in range(4):
        happened(ranong, thai_analyst, f"{n}", **POIPET)
    way(ranong, thai_analyst)
    page, program = browser(khmer_liaison), Program(khmer_liaison).client
    before = everything(page, program, ranong)
    own = [thai_analyst.agency]
    boss, secret = somebody(ranong, thai_analyst, only=own), way(ranong, thai_analyst, "Secret", only=own)
    for n in range(60):
        happened(ranong, thai_analyst, f"hidden {n}", at=ranong.created_at, only=own, lat=9.0 + n / 100, lon=98.0)
    entry = happened(ranong, thai_analyst, "hidden", subjects=[boss], route=secret, only=own, **POIPET)
    entry.edit(by=thai_analyst, version=1, text="hidden still")
    secret.edit(by=thai_analyst, version=1, name="More secret")
    happened(ranong, thai_analyst, "gone", only=own).take_out(by=thai_analyst)
    assert everything(page, program, ranong) == before


def test_pages_stay_full_where_much_is_hidden(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    for n in range(12):
        happened(ranong, thai_analyst, f"{n}", only=[thai_analyst.agency] if n % 2 else [])
    asked = Asked(kinds=frozenset({"happened"}))
    assert len(timeline(khmer_liaison, ranong, asked, size=5).rows) == 5
    assert [line.row.text for line in walked(khmer_liaison, ranong, asked, back=False)].count("1") == 0
    assert len(walked(khmer_liaison, ranong, asked, back=True)) == 6


def test_the_map_holds_what_has_a_place(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    route = way(ranong, thai_analyst, "By entries", stops=[])
    happened(ranong, thai_analyst, "second", at="2017-04", route=route, place="Ranong")
    happened(ranong, thai_analyst, "first", at="2017-03", route=route, **POIPET)
    happened(ranong, thai_analyst, "hidden", at="2017-05", route=route, only=[thai_analyst.agency], lat=1.0, lon=1.0)
    happened(ranong, thai_analyst, "nowhere", place="Pier 7")
    drawn = map_of(khmer_liaison, ranong)
    assert [entry.text for entry in drawn.entries] == ["first", "second"]
    assert [entry.text for entry in drawn.unplaced] == ["nowhere"]
    (line,) = drawn.data()["routes"]
    assert [(leg["label"], leg["role"]) for leg in line["legs"]] == [("Poipet", "origin"), ("Ranong", "destination")]
    assert len(map_of(thai_analyst, ranong).data()["routes"][0]["legs"]) == 3
