"""The pages of the chronology: forms that keep what was typed, refusals with their codes, and what they cost."""

from typing import Any
from uuid import uuid4

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.chronology.forms import entry_initial, route_initial
from cases.chronology.models import Entry, Route
from cases.models import Case
from tests.agencies.door import browser
from tests.cases.chronology.people import POIPET, happened, somebody, way
from tests.cast import case_of, taken_in

pytestmark = pytest.mark.django_db
TYPED = {"at": "12/3/2560", "text": "Put aboard", "place": "ระนอง", "once": "a"}


def entries(case: Case) -> Any:
    return Entry.objects.unscoped("test").filter(case=case)


def test_a_day_typed_in_the_buddhist_era_is_kept_in_the_common_one(ranong: Case, thai_analyst: Viewer) -> None:
    page = browser(thai_analyst).post(f"/cases/{ranong.pk}/entries/new/", TYPED)
    entry = entries(ranong).get()
    assert (page.status_code, page.headers["location"]) == (302, entry.get_absolute_url())
    assert (entry.at, entry.country, entry.located) == ("2017-03-12", "TH", "gazetteer")


def test_a_time_is_of_the_readers_zone(ranong: Case, thai_analyst: Viewer) -> None:
    browser(thai_analyst).post(f"/cases/{ranong.pk}/entries/new/", TYPED | {"time": "13:00"})
    assert entries(ranong).get().at == "2017-03-12T06:00:00Z"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"at": "3/4/2017"}, "2017-04-03 or 2017-03-04"),
        ({"at": "soon"}, "not a date"),
        ({"at": "2017", "time": "13:00"}, "needs its day"),
        ({"until": "2016"}, "ends before it begins"),
        ({"place": "San Jose"}, "choose the country"),
        ({"coordinates": "north of town"}, "13.65, 102.56"),
        ({"text": "<script>alert(1)</script>"}, "Not saved yet"),
        ({"subjects": str(uuid4())}, "Not saved yet"),
        ({"route": str(uuid4())}, "Not saved yet"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    ranong: Case, thai_analyst: Viewer, wrong: dict[str, str], said: str
) -> None:
    page = browser(thai_analyst).post(f"/cases/{ranong.pk}/entries/new/", {"source": "kept words"} | TYPED | wrong)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "kept words" in page.content.decode()
    assert not entries(ranong).exists()


def test_a_form_sent_twice_makes_one_entry(ranong: Case, thai_analyst: Viewer) -> None:
    own = browser(thai_analyst)
    places = {own.post(f"/cases/{ranong.pk}/entries/new/", TYPED).headers["location"] for _time in range(2)}
    assert (len(places), entries(ranong).count()) == (1, 1)


def test_a_stale_edit_shows_both_versions(ranong: Case, thai_analyst: Viewer) -> None:
    entry = happened(ranong, thai_analyst)
    entry.edit(by=thai_analyst, version=1, text="Theirs now")
    page = browser(thai_analyst).post(f"{entry.get_absolute_url()}edit/", TYPED | {"text": "Mine typed", "version": 1})
    assert page.status_code == 409
    assert b"Theirs now" in page.content
    assert b"Mine typed" in page.content
    route = way(ranong, thai_analyst)
    route.edit(by=thai_analyst, version=1, name="Theirs now")
    again = browser(thai_analyst).post(f"{route.get_absolute_url()}edit/", {"name": "Mine typed", "version": 1})
    assert (again.status_code, b"Theirs now" in again.content) == (409, True)


def test_a_saved_form_moves_nothing_that_was_not_touched(ranong: Case, thai_analyst: Viewer) -> None:
    boss, route = somebody(ranong, thai_analyst), way(ranong, thai_analyst)
    entry = happened(
        ranong, thai_analyst, at="2017-03-12T06:00Z", subjects=[boss], route=route, role="transit", **POIPET
    )
    own = browser(thai_analyst)
    sent = {key: value for key, value in entry_initial(entry, [boss]).items() if value not in (None, "")}
    sent |= {"at": "2017-03-12", "time": "13:00"}
    assert own.post(f"{entry.get_absolute_url()}edit/", sent).status_code == 302
    assert own.post(f"{route.get_absolute_url()}edit/", route_initial(route)).status_code == 302
    assert (entries(ranong).get().version, Route.objects.unscoped("test").get().version) == (1, 1)


@pytest.mark.parametrize("page", ["edit/", "removal/"])
def test_others_see_and_do_not_change(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, page: str) -> None:
    for row in (happened(ranong, thai_analyst), way(ranong, thai_analyst)):
        other = browser(khmer_liaison)
        assert other.get(row.get_absolute_url()).status_code == 200
        assert b"/edit/" not in other.get(row.get_absolute_url()).content
        for ask in (other.get, other.post):
            assert ask(f"{row.get_absolute_url()}{page}", {}).status_code == 403


def test_a_child_of_another_case_is_404_under_this_one(ranong: Case, thai_analyst: Viewer) -> None:
    other = case_of(thai_analyst)
    rows = {"entries": happened(other, thai_analyst), "routes": way(other, thai_analyst)}
    own = browser(thai_analyst)
    for noun, row in rows.items():
        for page in ("", "edit/", "removal/"):
            assert own.get(f"/cases/{other.pk}/{noun}/{row.pk}/{page}").status_code == 200
            assert own.get(f"/cases/{ranong.pk}/{noun}/{row.pk}/{page}").status_code == 404
            assert own.post(f"/cases/{ranong.pk}/{noun}/{row.pk}/{page or 'removal/'}", {}).status_code == 404
    assert entries(other).get().removed_at is None


def test_a_restricted_entry_is_404_like_none(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    hidden = happened(ranong, thai_analyst, only=[thai_analyst.agency])
    for page in ("", "edit/", "removal/"):
        other = browser(khmer_liaison)
        seen = other.get(f"{hidden.get_absolute_url()}{page}")
        absent = other.get(f"/cases/{ranong.pk}/entries/{uuid4()}/{page}")
        assert (seen.status_code, len(seen.content)) == (404, len(absent.content))


def test_removal_asks_first_and_is_done_once(ranong: Case, thai_analyst: Viewer) -> None:
    entry, own = happened(ranong, thai_analyst), browser(thai_analyst)
    assert own.get(f"{entry.get_absolute_url()}removal/").status_code == 200
    assert entries(ranong).get().removed_at is None
    assert own.post(f"{entry.get_absolute_url()}removal/").status_code == 302
    assert own.post(f"{entry.get_absolute_url()}removal/").status_code == 404
    assert own.get(entry.get_absolute_url()).status_code == 404


def test_an_observer_reads_and_writes_nothing(ranong: Case, thai_analyst: Viewer, ngo_caseworker: Viewer) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    observer = browser(ngo_caseworker)
    assert observer.get(f"/cases/{ranong.pk}/map/").status_code == 200
    assert b"/entries/new/" not in observer.get(f"/cases/{ranong.pk}/timeline/").content
    assert observer.post(f"/cases/{ranong.pk}/entries/new/", TYPED).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "?after=" + "A" * 80,
        "?since=soon&until=%00",
        "?kind=nothing&order=up",
        "?since=2560&until=2017-03",
        "?after=%00",
    ],
)
def test_any_query_is_answered(ranong: Case, thai_analyst: Viewer, query: str) -> None:
    happened(ranong, thai_analyst)
    for page in ("timeline", "map"):
        assert browser(thai_analyst).get(f"/cases/{ranong.pk}/{page}/{query}").status_code == 200


@pytest.mark.parametrize("page", ["timeline/", "map/", "entry"])
def test_a_page_is_one_consultation_and_costs_the_same_for_many(
    ranong: Case, thai_analyst: Viewer, django_assert_max_num_queries: Any, page: str
) -> None:
    entry = happened(ranong, thai_analyst)
    for n in range(8):
        boss = somebody(ranong, thai_analyst, f"Boss {n}")
        entry = happened(ranong, thai_analyst, f"{n}", subjects=[boss], **POIPET)
        ranong.add_note(by=thai_analyst, text=f"{n}")
    own = browser(thai_analyst)
    address = entry.get_absolute_url() if page == "entry" else f"/cases/{ranong.pk}/{page}"
    own.get(address)
    before = Event.objects.filter(verb="case.consulted").count()
    with django_assert_max_num_queries(16):  # 2 are the test's savepoint
        own.get(address)
    assert Event.objects.filter(verb="case.consulted").count() == before + 1


def test_places_are_suggested_to_whoever_is_signed_in(thai_analyst: Viewer, overseer: Viewer, client: Any) -> None:
    for viewer in (thai_analyst, overseer):
        (place, *_others) = browser(viewer).get("/places/?q=Poipet").json()["places"]
        assert (place["name"], place["country"]) == ("Paoy Paet", "KH")
    assert client.get("/places/?q=Poipet").status_code == 302
    assert browser(thai_analyst).get("/places/?q=ba").json()["places"][8:] == []
    for query in ("", "?q=", "?q=" + "x" * 5000, "?q=%00&country=%00"):
        assert browser(thai_analyst).get(f"/places/{query}").status_code == 200
    assert not Event.objects.filter(verb="case.consulted").exists()
