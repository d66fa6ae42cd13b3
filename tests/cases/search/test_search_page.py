"""The search page and its API: what they take, refuse and cost."""

from typing import Any

import pytest

from access.viewer import Viewer
from cases.models import Case
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.search.people import subject

pytestmark = pytest.mark.django_db
PAGE = "/cases/search/"


def test_the_empty_form_by_get(thai_analyst: Viewer) -> None:
    page = browser(thai_analyst).get(PAGE)
    assert (page.status_code, b'name="q"' in page.content) == (200, True)


def test_results_are_marked_and_lead_to_the_record(ranong: Case, thai_analyst: Viewer) -> None:
    boss = subject(ranong, "สมชาย ใจดี", by=thai_analyst)
    page = browser(thai_analyst).post(PAGE, {"q": "Somchai Jaidee"}).content.decode()
    assert f"/cases/{ranong.pk}/subjects/{boss.pk}/" in page
    assert "<mark>สมชาย ใจดี</mark>" in page


def test_nothing_found_says_so(thai_analyst: Viewer) -> None:
    assert b"Nothing found" in browser(thai_analyst).post(PAGE, {"q": "zzzz"}).content


@pytest.mark.parametrize("query", ["", "   ", "x" * 10_000, "a\x00b", "a\u202eb", "a\x07b"])
def test_what_cannot_be_searched_for_is_refused_with_a_sentence(thai_analyst: Viewer, query: str) -> None:
    page = browser(thai_analyst).post(PAGE, {"q": query})
    assert page.status_code == 422
    assert Program(thai_analyst).post(PAGE, {"query": query}).status_code in {400, 422}


def test_what_was_found_cannot_write_into_the_page(ranong: Case, thai_analyst: Viewer) -> None:
    ranong.add_note(by=thai_analyst, text="pier <b>bold</b> & <img src=x>")
    page = browser(thai_analyst).post(PAGE, {"q": "pier"}).content.decode()
    assert "<b>bold" not in page
    assert "&lt;b&gt;" in page
    assert "<img" not in browser(thai_analyst).post(PAGE, {"q": "<img src=x>"}).content.decode()


def test_the_top_bar_searches_by_post_from_every_page(ranong: Case, thai_analyst: Viewer, overseer: Viewer) -> None:
    page = browser(thai_analyst).get("/cases/").content.decode()
    assert 'action="/cases/search/"' in page
    assert 'data-key="/"' in page
    assert 'action="/cases/search/"' not in browser(overseer).get("/").content.decode()


def test_the_api_says_what_was_found(ranong: Case, thai_analyst: Viewer) -> None:
    boss = subject(ranong, "สมชาย ใจดี", by=thai_analyst)
    got = Program(thai_analyst).post(PAGE, {"query": "Somchai Jaidee"}).json()
    [case] = got["results"]
    [match] = case["matches"]
    assert (case["id"], match["id"], match["type"], match["field"]) == (str(ranong.pk), str(boss.pk), "subject", "name")
    assert match["likeness"] > 0.9
    assert got["more"] is False


def test_the_api_refuses_what_it_does_not_know(thai_analyst: Viewer) -> None:
    assert Program(thai_analyst).post(PAGE, {"query": "x", "order_by": "password"}).status_code in {400, 422}


@pytest.mark.parametrize("count", [1, 12])
def test_a_search_costs_the_same_for_many_as_for_few(
    ranong: Case, thai_analyst: Viewer, django_assert_max_num_queries: Any, count: int
) -> None:
    own = browser(thai_analyst)
    for number in range(count):
        subject(ranong, "Somchai Jaidee", by=thai_analyst, note=f"{number}")
    own.post(PAGE, {"q": "Somchai Jaidee"})
    with django_assert_max_num_queries(13):  # 2 are the test's savepoint, 2 the reports and the requests
        own.post(PAGE, {"q": "Somchai Jaidee"})
