"""The history as pages and over the API: nobody reaches through an address what the history does not tell."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.viewer import Viewer
from audit.models import Event, Led
from cases.models import Case
from cases.subjects.models.subject import Name, Subject
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import case_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(ranong: Case, thai_analyst: Viewer) -> Subject:
    boss = Subject.add(ranong, by=thai_analyst, names=[Name("Somchai")])
    boss.edit(by=thai_analyst, version=boss.version, note="Seen at the pier")
    return boss


@pytest.fixture
def hidden(ranong: Case, thai_analyst: Viewer) -> Subject:
    return Subject.add(ranong, by=thai_analyst, names=[Name("Hidden one")], only=[thai_analyst.agency])


def page(viewer: Viewer, address: str) -> Any:
    return browser(viewer).get(address)


def test_the_tab_shows_old_and_new(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    ranong.edit(by=thai_analyst, version=ranong.version, title="Ranong pier")
    shown = page(khmer_liaison, f"/cases/{ranong.pk}/history/").content.decode()
    assert "<del>Ranong trawlers</del>" in shown
    assert "<ins>Ranong pier</ins>" in shown
    assert "Ladda Phromsiri" not in shown


def test_markup_in_a_value_stays_text(ranong: Case, thai_analyst: Viewer) -> None:
    ranong.edit(by=thai_analyst, version=ranong.version, title="a & b")
    assert "a &amp; b" in page(thai_analyst, f"/cases/{ranong.pk}/history/").content.decode()


def test_a_record_has_its_own_page_also_when_removed(
    ranong: Case, boss: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    boss.take_out(by=thai_analyst)
    answer = page(khmer_liaison, f"/cases/{ranong.pk}/history/subject/{boss.pk}/")
    assert answer.status_code == 200
    assert "Seen at the pier" in answer.content.decode()


@pytest.mark.parametrize("removed", [False, True])
def test_a_hidden_record_is_absent(
    ranong: Case, hidden: Subject, thai_analyst: Viewer, khmer_liaison: Viewer, removed: bool
) -> None:
    if removed:
        hidden.take_out(by=thai_analyst)
    for tail in (f"subject/{hidden.pk}/", f"subject/{uuid.uuid4()}/", f"link/{hidden.pk}/", f"no-such/{hidden.pk}/"):
        assert page(khmer_liaison, f"/cases/{ranong.pk}/history/{tail}").status_code == 404
        assert Program(khmer_liaison).get(f"/cases/{ranong.pk}/history/{tail}").status_code == 404
    assert page(thai_analyst, f"/cases/{ranong.pk}/history/subject/{hidden.pk}/").status_code == 200


def test_a_record_of_another_case_is_absent_under_this_one(ranong: Case, boss: Subject, thai_analyst: Viewer) -> None:
    other = case_of(thai_analyst, title="Elsewhere")
    assert page(thai_analyst, f"/cases/{other.pk}/history/subject/{boss.pk}/").status_code == 404
    assert page(thai_analyst, f"/cases/{other.pk}/history/case/{ranong.pk}/").status_code == 404


def test_what_is_never_a_record_by_itself_has_no_page(ranong: Case, boss: Subject, thai_analyst: Viewer) -> None:
    name = boss.names.visible_to(thai_analyst).get()
    assert page(thai_analyst, f"/cases/{ranong.pk}/history/subject_name/{name.pk}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_same_over_the_api(ranong: Case, boss: Subject, khmer_liaison: Viewer) -> None:
    got = Program(khmer_liaison).get(f"/cases/{ranong.pk}/history/subject/{boss.pk}/").json()
    assert [step["added"] for step in got["results"]] == [False, True]
    changes = {change["field"]: change for change in got["results"][0]["changes"]}
    assert changes["note"] == {"field": "note", "label": "Note", "old": "", "new": "Seen at the pier", "line": ""}
    assert got["older"] is None


def test_a_reader_of_two_worlds_finds_the_same_bytes(
    ranong: Case, boss: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    address = f"/cases/{ranong.pk}/history/"
    program = Program(khmer_liaison)
    before = program.get(address).content
    hidden = Subject.add(ranong, by=thai_analyst, names=[Name("Hidden one")], only=[thai_analyst.agency])
    hidden.edit(by=thai_analyst, version=hidden.version, note="more")
    hidden.take_out(by=thai_analyst)
    assert program.get(address).content == before


def test_reading_it_is_a_consultation(ranong: Case, khmer_liaison: Viewer) -> None:
    page(khmer_liaison, f"/cases/{ranong.pk}/history/")
    event = Event.objects.filter(led=Led.CONSULTATION, root_id=ranong.pk, actor=khmer_liaison.person_id).get()
    assert event.verb == "case.consulted"


def test_it_cannot_be_written(ranong: Case, thai_analyst: Viewer) -> None:
    for method in ("post", "put", "patch", "delete"):
        assert getattr(browser(thai_analyst), method)(f"/cases/{ranong.pk}/history/").status_code == 405


def test_a_page_asks_no_more_than_so_often(ranong: Case, boss: Subject, khmer_liaison: Viewer) -> None:
    client = browser(khmer_liaison)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/cases/{ranong.pk}/history/")
    assert len(queries) <= 24, [query["sql"][:90] for query in queries]
