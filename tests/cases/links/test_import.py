"""A table of links: each row by the names of its ends, a preview with errors per row, then all of it or nothing."""

import re
from typing import Any

import pytest
from django.test import Client

from access.viewer import Viewer
from audit.models import Event
from cases.links.importing import carried, import_once, preview
from cases.links.models import Link
from cases.models import Case
from cases.subjects.models import Name, Subject
from coordination_center.errors import Invalid
from tests.agencies.door import browser
from tests.cases.links.conftest import Linked, subject

pytestmark = pytest.mark.django_db
HEAD = "source,kind,target,from,until,note\n"


def table(*rows: str) -> str:
    return HEAD + "\n".join(rows)


def test_rows_become_links(ranong: Case, boss: Subject, van: Subject, thai_analyst: Viewer) -> None:
    found = preview(thai_analyst, ranong, table(f"{boss.label},uses,{van.label},มี.ค. 2560,2018,Twice a week"))
    assert import_once(ranong, by=thai_analyst, sealed=carried(found, ranong, by=thai_analyst), skip=()) == {
        "made": 1, "again": False,
    }  # fmt: skip
    link = Link.objects.get()
    assert (link.source_id, link.target_id, link.kind) == (boss.pk, van.pk, "uses")
    assert (link.from_date, link.until_date, link.note) == ("2017-03", "2018", "Twice a week")
    assert Event.objects.filter(verb="link.added").count() == 1


def test_a_subject_is_found_by_any_of_its_names(ranong: Case, van: Subject, thai_analyst: Viewer) -> None:
    one = Subject.add(ranong, by=thai_analyst, names=[Name("นายสมชาย ใจดี"), Name("Somchai  Jaidee")])
    found = preview(thai_analyst, ranong, table(f"somchai jaidee,Uses,{van.label},,,"))
    assert [draft.source for draft in found.good] == [one]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Nobody,uses,{van},,,", "No subject of this case is called “Nobody”."),
        (",uses,{van},,,", "missing"),
        ("{van},uses,{van},,,", "two different"),
        ("{boss},likes,{van},,,", "no kind of link"),
        ("{boss},uses,{van},soon,,", "not a date"),
        ("{boss},uses,{van},2018,2017,", "before the beginning"),
        ("{boss},uses,{van},,,<b>x", "Markup"),
        ("Twin,uses,{van},,,", "Several subjects"),
    ],
)
def test_a_row_that_cannot_be_is_said_in_words(
    ranong: Case, boss: Subject, van: Subject, thai_analyst: Viewer, row: str, words: str
) -> None:
    for _n in range(2):
        subject(ranong, thai_analyst, "Twin")
    found = preview(
        thai_analyst, ranong, table(row.format(boss=boss.label, van=van.label), f"{boss.label},met,{van.label},,,")
    )
    assert [(draft.number, words in " ".join(draft.errors)) for draft in found.bad] == [(2, True)]
    assert [draft.number for draft in found.good] == [3]


def test_a_name_that_is_for_others_is_the_name_of_nobody(
    ranong: Case, boss: Subject, informer: Subject, khmer_liaison: Viewer
) -> None:
    rows = (f"{boss.label},knows,{informer.label},,,", f"{boss.label},knows,{'Kept sekret'},,,")
    unseen, absent = preview(khmer_liaison, ranong, table(*rows)).bad
    assert [e.replace(informer.label, "x") for e in unseen.errors] == [
        e.replace("Kept sekret", "x") for e in absent.errors
    ]


def test_a_twin_that_is_for_others_is_no_doubt(
    ranong: Case, boss: Subject, van: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    subject(ranong, thai_analyst, van.label, only=[thai_analyst.agency])
    row = table(f"{boss.label},uses,{van.label},,,")
    assert len(preview(khmer_liaison, ranong, row).good) == 1
    assert len(preview(thai_analyst, ranong, row).bad) == 1


def test_what_is_there_already_is_marked(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer
) -> None:
    linked(boss, van, "met")
    rows = (
        f"{van.label},met,{boss.label},,,",
        f"{boss.label},uses,{van.label},,,",
        f"{boss.label},uses,{van.label},,,",
    )
    assert [draft.again for draft in preview(thai_analyst, ranong, table(*rows)).good] == [True, False, True]


def test_the_page_shows_first_and_writes_after(ranong: Case, boss: Subject, van: Subject, thai_analyst: Viewer) -> None:
    desk, where = browser(thai_analyst), f"/cases/{ranong.pk}/links/import/"
    assert "source" in desk.get(where).content.decode()
    shown = desk.post(where, {"text": table(f"{boss.label},uses,{van.label},,,", f"{boss.label},pays,{van.label},,,")})
    assert (shown.status_code, Link.objects.count()) == (200, 0)
    body = {"sealed": sealed_of(shown), "skip": ["3"]}
    for _n in range(2):
        assert desk.post(f"{where}run/", body).status_code == 302
    assert [link.kind for link in Link.objects.all()] == ["uses"]


def sealed_of(page: Any) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


@pytest.fixture
def kept(ranong: Case, boss: Subject, van: Subject, thai_analyst: Viewer) -> str:
    found = preview(thai_analyst, ranong, table(f"{boss.label},uses,{van.label},,,"))
    return carried(found, ranong, by=thai_analyst)


def test_a_preview_is_its_senders_alone(
    ranong: Case, kept: str, khmer_liaison: Viewer, elsewhere: Subject, thai_analyst: Viewer
) -> None:
    for case, by, sealed in (
        (ranong, khmer_liaison, kept), (elsewhere.case, thai_analyst, kept), (ranong, thai_analyst, kept[:-4] + "AAAA"),
        (ranong, thai_analyst, ""),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            import_once(case, by=by, sealed=sealed, skip=())
    assert not Link.objects.exists()


def test_a_subject_that_has_gone_meanwhile_stops_all_of_it(
    ranong: Case, kept: str, van: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    van.take_out(by=khmer_liaison)
    with pytest.raises(Invalid):
        import_once(ranong, by=thai_analyst, sealed=kept, skip=())
    assert not Link.objects.exists()


def test_an_outsider_and_an_observer_import_nothing(
    ranong: Case, kept: str, malay_liaison: Viewer, ngo_caseworker: Viewer, thai_analyst: Viewer
) -> None:
    ranong.invite(by=thai_analyst, agency=ngo_caseworker.agency, level="observer")
    ranong.accept(by=ngo_caseworker)
    for viewer, status in ((malay_liaison, 404), (ngo_caseworker, 403)):
        client: Client = browser(viewer)
        assert client.post(f"/cases/{ranong.pk}/links/import/", {"text": HEAD}).status_code == status
        assert client.post(f"/cases/{ranong.pk}/links/import/run/", {"sealed": kept}).status_code == status


def test_the_page_of_a_subject_shows_its_links(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, informer: Subject, khmer_liaison: Viewer
) -> None:
    linked(boss, van, sourced="Toll records")
    linked(informer, van, note="secret")
    page = browser(khmer_liaison).get(f"/cases/{ranong.pk}/subjects/{van.pk}/").content.decode()
    assert "Toll records" in page
    assert str(informer.pk) not in page
