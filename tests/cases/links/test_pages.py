"""The pages of links: chart and table, adding, changing, removing, and the file."""

import csv
import io
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from access.viewer import Viewer
from audit.models import Event, Led
from cases.links.models import Link
from cases.models import Case
from cases.subjects.models import Subject
from tests.agencies.door import browser
from tests.cases.links.conftest import Linked, subject

pytestmark = pytest.mark.django_db
LIST = 11  # queries; as those of the chart, with the parts and the viewer's levels


@pytest.fixture
def desk(thai_analyst: Viewer) -> Client:
    return browser(thai_analyst)


def facts(source: Any, target: Any, **more: Any) -> dict[str, Any]:
    return {"source": getattr(source, "pk", source), "target": getattr(target, "pk", target), "kind": "uses"} | more


def test_an_empty_case_says_what_to_do(desk: Client, ranong: Case) -> None:
    page = desk.get(f"/cases/{ranong.pk}/links/").content.decode()
    assert "No links yet" in page
    assert "data-link-chart" not in page


def test_a_link_is_added_and_stands_in_the_table(desk: Client, ranong: Case, boss: Subject, van: Subject) -> None:
    where = f"/cases/{ranong.pk}/links/"
    answer = desk.post(f"{where}new/", facts(boss, van, from_date="มี.ค. 2560", sourced="Toll records"), follow=True)
    assert answer.redirect_chain == [(where, 302)]
    page = answer.content.decode()
    assert all(words in page for words in ("สมชาย ใจดี", "White van", "Mar 2017", "Toll records", "data-link-chart"))


def test_the_same_form_sent_twice_makes_one_link(desk: Client, ranong: Case, boss: Subject, van: Subject) -> None:
    for _n in range(2):
        answer = desk.post(f"/cases/{ranong.pk}/links/new/", facts(boss, van, once="k"))
        assert answer.status_code == 302
    assert Link.objects.count() == 1


def test_a_second_link_alike_is_asked_about_and_then_kept(
    desk: Client, ranong: Case, linked: Linked, boss: Subject, van: Subject
) -> None:
    linked(boss, van, from_date="2017")
    where = f"/cases/{ranong.pk}/links/new/"
    asked = desk.post(where, facts(boss, van, note="seen again"))
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "There is such a link already" in page
    assert "seen again" in page
    assert desk.post(where, facts(boss, van, again="on")).status_code == 302
    assert Link.objects.count() == 2


def test_a_link_alike_that_one_does_not_see_is_not_asked_about(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    linked(boss, van, only=[thai_analyst.agency])
    assert browser(khmer_liaison).post(f"/cases/{ranong.pk}/links/new/", facts(boss, van)).status_code == 302


def test_unseen_foreign_and_invented_ends_are_one_answer(
    ranong: Case, boss: Subject, informer: Subject, elsewhere: Subject, khmer_liaison: Viewer
) -> None:
    client = browser(khmer_liaison)
    got = []
    for end in (informer.pk, elsewhere.pk, uuid4()):
        answer = client.post(f"/cases/{ranong.pk}/links/new/", facts(boss, end))
        got.append((answer.status_code, answer.content.count(b"Select a valid choice")))
    assert got == [(422, 1)] * 3
    assert not Link.objects.exists()


def test_a_subject_for_others_is_no_choice(
    ranong: Case, boss: Subject, informer: Subject, khmer_liaison: Viewer, desk: Client
) -> None:
    where = f"/cases/{ranong.pk}/links/new/"
    assert str(informer.pk) not in browser(khmer_liaison).get(where).content.decode()
    assert str(informer.pk) in desk.get(where).content.decode()


def test_a_link_is_read_changed_and_removed(
    desk: Client, ranong: Case, linked: Linked, boss: Subject, van: Subject
) -> None:
    link = linked(boss, van, note="Twice a week")
    where = f"/cases/{ranong.pk}/links/{link.pk}/"
    assert "Twice a week" in desk.get(where).content.decode()
    changed = desk.post(f"{where}edit/", {"kind": "owns", "note": "Its keeper", "version": 1})
    assert changed.status_code == 302
    assert "Its keeper" in desk.get(where).content.decode()
    assert desk.post(f"{where}removal/", {"reason": ""}).status_code == 422
    assert desk.post(f"{where}removal/", {"reason": "Misread"}).status_code == 302
    assert [desk.get(where + of).status_code for of in ("", "edit/", "removal/")] == [404, 404, 404]


def test_a_stale_change_shows_both_versions(
    desk: Client, ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer
) -> None:
    link = linked(boss, van)
    link.edit(by=thai_analyst, version=1, note="Theirs")
    body = {"kind": "uses", "note": "Mine", "version": 1}
    answer = desk.post(f"/cases/{ranong.pk}/links/{link.pk}/edit/", body)
    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("Theirs", "Mine", 'name="version" value="2"'))


def test_a_partner_reads_what_another_supplied_and_changes_nothing(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, khmer_liaison: Viewer
) -> None:
    where, client = f"/cases/{ranong.pk}/links/{linked(boss, van).pk}/", browser(khmer_liaison)
    page = client.get(where)
    assert page.status_code == 200
    assert b"/edit/" not in page.content.split(b'class="stack"')[1]
    for of in ("edit/", "removal/"):
        assert client.post(where + of, {"kind": "owns", "version": 1, "reason": "x"}).status_code == 403


def test_a_link_under_the_address_of_another_case_is_absent(
    desk: Client, linked: Linked, boss: Subject, van: Subject, elsewhere: Subject
) -> None:
    where = f"/cases/{elsewhere.case_id}/links/{linked(boss, van).pk}/"
    for of in ("", "edit/", "removal/"):
        assert desk.get(where + of).status_code == 404
        assert desk.post(where + of, {"reason": "x"}).status_code in {404, 405}


@pytest.mark.parametrize(
    ("sort", "first"), [("source", "Anchor"), ("target", "Zebra"), ("nonsense", "Zebra"), ("agency", "Anchor")]
)
def test_the_table_is_ordered_by_the_server(
    desk: Client, ranong: Case, linked: Linked, thai_analyst: Viewer, sort: str, first: str
) -> None:
    anchor, zebra = (subject(ranong, thai_analyst, name) for name in ("Anchor", "Zebra"))
    linked(anchor, zebra, "owns")
    linked(zebra, anchor, "pays")
    page = desk.get(f"/cases/{ranong.pk}/links/?sort={sort}").content.decode()
    body = page.split("<tbody>")[1]
    assert min(("Anchor", "Zebra"), key=body.index) == first


@pytest.mark.parametrize("page", ["0", "-1", "x", "９", "99999999999", "2"])
def test_a_page_that_is_not_there_is_an_answer(
    desk: Client, ranong: Case, linked: Linked, boss: Subject, van: Subject, page: str
) -> None:
    linked(boss, van)
    assert desk.get(f"/cases/{ranong.pk}/links/?page={page}").status_code == 200


def rows_of(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_file_has_the_rows_that_its_reader_sees(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, informer: Subject, desk: Client, khmer_liaison: Viewer
) -> None:
    linked(boss, van, note='=HYPERLINK("http://x")', sourced="+66 81")
    linked(boss, informer, "knows")
    ours = rows_of(desk.post(f"/cases/{ranong.pk}/links/file/"))
    theirs = rows_of(browser(khmer_liaison).post(f"/cases/{ranong.pk}/links/file/"))
    assert (len(ours), len(theirs)) == (3, 2)
    assert theirs[1][5:7] == ["'+66 81", '\'=HYPERLINK("http://x")']
    assert "Kept secret" not in str(theirs)


def test_saving_a_file_is_recorded_as_a_disclosure(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, desk: Client
) -> None:
    linked(boss, van)
    desk.post(f"/cases/{ranong.pk}/links/file/")
    event = Event.objects.get(verb="links.exported")
    assert (event.led, event.object_id, event.detail) == (Led.DISCLOSURE, ranong.pk, {})


def test_the_table_costs_the_same_for_few_and_for_many(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, desk: Client, django_assert_num_queries: Any
) -> None:
    linked(boss, van)
    desk.get(f"/cases/{ranong.pk}/links/")
    with django_assert_num_queries(LIST):
        desk.get(f"/cases/{ranong.pk}/links/")
    for kind in ("pays", "owns", "met", "knows"):
        linked(boss, van, kind)
    with django_assert_num_queries(LIST):
        desk.get(f"/cases/{ranong.pk}/links/")
