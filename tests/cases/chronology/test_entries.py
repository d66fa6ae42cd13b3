"""Entries are written by who works on the case, changed by who supplied them, and never wider than what they name."""

from typing import Any

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.chronology.models import Entry, EntrySubject, Route
from cases.chronology.placing import Spot
from cases.models import Case
from cases.search.models import SearchRow
from cases.tracking import history_of
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from tests.cases.chronology.people import POIPET, happened, somebody, way
from tests.cast import case_of, taken_in

pytestmark = pytest.mark.django_db


def texts(viewer: Viewer, case: Case) -> list[str]:
    return [entry.text for entry in Entry.objects.under(viewer, case).order_by("first", "id")]


def names(viewer: Viewer, entry: Entry) -> list[str]:
    rows = EntrySubject.objects.visible_to(viewer).filter(entry=entry).select_related("subject")
    return sorted(row.subject.label for row in rows)


def test_an_entry_is_read_by_all_and_moves_the_case(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    before = ranong.updated_at
    happened(ranong, khmer_liaison)
    assert texts(thai_analyst, ranong) == ["Seen at the pier"]
    assert Case.objects.unscoped("test").get(pk=ranong.pk).updated_at > before


def test_an_entry_for_some_touches_nothing_of_the_case(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    before = Case.objects.values().get(pk=ranong.pk)
    happened(ranong, thai_analyst, only=[thai_analyst.agency])
    assert Case.objects.values().get(pk=ranong.pk) == before
    assert texts(khmer_liaison, ranong) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"text": " "},
        {"at": "soon"},
        {"at": ""},
        {"at": "2017-03", "until": "2017-02"},
        {"lat": 1.0},
        {"lat": 91.0, "lon": 1.0},
    ],
)
def test_what_cannot_be_is_refused(ranong: Case, thai_analyst: Viewer, facts: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        happened(ranong, thai_analyst, **facts)
    assert not Event.objects.filter(verb="entry.added").exists()


def test_outsiders_observers_and_archived_cases(
    ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    with pytest.raises(NotAllowed):
        happened(ranong, ngo_caseworker)
    with pytest.raises(Unseen):
        happened(ranong, malay_liaison)
    ranong.close(by=thai_analyst, outcome="unresolved")
    ranong.archive(by=thai_analyst)
    with pytest.raises(IllegalMove):
        happened(ranong, thai_analyst)


def test_only_its_supplier_changes_an_entry(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    entry = happened(ranong, khmer_liaison)
    with pytest.raises(NotAllowed):
        entry.edit(by=thai_analyst, version=1, text="ours")
    with pytest.raises(NotAllowed):
        entry.take_out(by=thai_analyst)
    assert entry.edit(by=khmer_liaison, version=1, text="Seen again") == 2
    with pytest.raises(Stale):
        entry.edit(by=khmer_liaison, version=1, text="Too late")


def test_a_removed_entry_is_gone_and_is_not_removed_twice(ranong: Case, thai_analyst: Viewer) -> None:
    entry = happened(ranong, thai_analyst)
    entry.take_out(by=thai_analyst)
    assert texts(thai_analyst, ranong) == []
    assert not SearchRow.objects.unscoped("test").filter(object_id=entry.pk).exists()
    for again in (lambda: entry.take_out(by=thai_analyst), lambda: entry.edit(by=thai_analyst, version=2, text="x")):
        with pytest.raises(Unseen):
            again()


def test_an_edit_that_changes_nothing_makes_no_version(ranong: Case, thai_analyst: Viewer) -> None:
    boss = somebody(ranong, thai_analyst)
    entry = happened(ranong, thai_analyst, subjects=[boss], **POIPET)
    assert entry.edit(by=thai_analyst, version=1, text=entry.text, subjects=[boss], at="2017-03-12") == 1


def test_subjects_are_of_this_case_and_seen_by_the_writer(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    other = somebody(case_of(thai_analyst), thai_analyst)
    hidden = somebody(ranong, khmer_liaison, only=[khmer_liaison.agency])
    gone = somebody(ranong, thai_analyst)
    gone.take_out(by=thai_analyst)
    said = set()
    for subject in (other, hidden, gone):
        with pytest.raises(Invalid) as refused:
            happened(ranong, thai_analyst, subjects=[subject])
        said.add(str(refused.value.fields))
    assert len(said) == 1


def test_an_entry_is_not_wider_than_a_subject_it_names(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    boss = somebody(ranong, thai_analyst, only=[thai_analyst.agency])
    for only in ([], [thai_analyst.agency, khmer_liaison.agency]):
        with pytest.raises(Invalid):
            happened(ranong, thai_analyst, subjects=[boss], only=only)
    entry = happened(ranong, thai_analyst, subjects=[boss], only=[thai_analyst.agency])
    assert names(thai_analyst, entry) == ["Boss"]
    wide = happened(ranong, thai_analyst)
    with pytest.raises(Invalid):
        wide.edit(by=thai_analyst, version=1, subjects=[boss])


def test_nor_than_the_route_it_names(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    secret = way(ranong, thai_analyst, only=[thai_analyst.agency])
    with pytest.raises(Invalid):
        happened(ranong, thai_analyst, route=secret)
    with pytest.raises(Invalid):
        happened(ranong, khmer_liaison, route=secret)
    assert happened(ranong, thai_analyst, route=secret, only=[thai_analyst.agency]).way == secret


def test_a_subject_closed_to_the_writer_later_stays_named_and_unseen(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    boss, driver = somebody(ranong, khmer_liaison), somebody(ranong, thai_analyst, "Driver")
    entry = happened(ranong, thai_analyst, subjects=[boss, driver])
    boss.show_to(by=khmer_liaison, version=1, only=[khmer_liaison.agency])
    assert names(thai_analyst, entry) == ["Driver"]
    assert entry.edit(by=thai_analyst, version=1, subjects=[driver]) == 1
    assert names(khmer_liaison, entry) == ["Boss", "Driver"]


def test_a_name_that_means_one_place_is_looked_up(ranong: Case, thai_analyst: Viewer) -> None:
    entry = happened(ranong, thai_analyst, place="ระนอง")
    assert (entry.located, entry.country, round(entry.lat or 0)) == ("gazetteer", "TH", 10)
    entry.edit(by=thai_analyst, version=1, place="Poipet", country="")
    assert (entry.country, round(entry.lon or 0)) == ("KH", 103)
    entry.edit(by=thai_analyst, version=2, place="Pier 7")
    assert (entry.located, entry.lat) == ("", None)


def test_given_coordinates_stand(ranong: Case, thai_analyst: Viewer) -> None:
    entry = happened(ranong, thai_analyst, place="Ranong", lat=9.9, lon=98.5)
    assert (entry.located, entry.lat) == ("given", 9.9)
    entry.edit(by=thai_analyst, version=1, place="Pier 7")
    assert (entry.located, entry.lat) == ("given", 9.9)


def test_a_route_has_stops_that_lie_somewhere(ranong: Case, thai_analyst: Viewer) -> None:
    route = way(ranong, thai_analyst, stops=[Spot("Phnom Penh"), Spot("Poipet", "KH"), Spot("Ranong")])
    assert [stop["role"] for stop in route.stops] == ["origin", "transit", "destination"]
    for stops in ([Spot("Ranong")], [Spot("Ranong"), Spot("Nowhere at all")], [Spot("Ranong")] * 41):
        with pytest.raises(Invalid):
            route.edit(by=thai_analyst, version=1, stops=stops)
    assert Route.objects.unscoped("test").get(pk=route.pk).version == 1


def test_entries_outlive_their_route(ranong: Case, thai_analyst: Viewer) -> None:
    route = way(ranong, thai_analyst)
    entry = happened(ranong, thai_analyst, route=route)
    route.take_out(by=thai_analyst)
    found = Entry.objects.under(thai_analyst, ranong).select_related("route").get()
    assert (found.pk, found.way) == (entry.pk, None)


def test_every_version_is_kept(ranong: Case, thai_analyst: Viewer) -> None:
    entry = happened(ranong, thai_analyst)
    entry.edit(by=thai_analyst, version=1, text="Seen at the second pier")
    assert [version.text for version in history_of(entry)] == [
        "Seen at the pier",
        "Seen at the second pier",
    ]
