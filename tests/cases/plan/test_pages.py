"""The pages of the plan: who meets what, what a restricted item leaves behind (nothing), and what a page costs."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from access.viewer import Viewer
from cases.models import Case
from cases.plan.models import Action, Comment
from coordination_center.zones import zone_of
from tests.agencies.door import browser
from tests.cases.test_pages import bare
from tests.cast import case_of, taken_in

pytestmark = pytest.mark.django_db


def today_there() -> date:
    """Today by the clock of the readers' countries (Thailand and Cambodia share one), which the pages go by."""
    return timezone.localdate(timezone=zone_of("TH"))


@pytest.fixture
def item(ranong: Case, khmer_liaison: Viewer) -> Action:
    """Cambodia's own item, three days late."""
    return Action.add(ranong, by=khmer_liaison, text="Find the rest-house", agency=khmer_liaison.agency,
                      due=today_there() - timedelta(days=3))  # fmt: skip


def plan(case: Case, tail: str = "") -> str:
    return f"/cases/{case.pk}/plan/{tail}"


def one(item: Action, tail: str = "") -> str:
    return plan(item.case, f"{item.pk}/{tail}")


@pytest.mark.parametrize("tail", ["", "edit/", "start/", "comments/"])
def test_an_outsider_meets_the_404_of_a_random_id(item: Action, malay_liaison: Viewer, tail: str) -> None:
    outside = browser(malay_liaison)
    unseen, absent = outside.get(one(item, tail)), outside.get(plan(item.case, f"{uuid4()}/{tail}"))
    assert (unseen.status_code, bare(unseen.content)) == (404, bare(absent.content))


def test_an_item_of_another_case_is_absent_here(item: Action, khmer_liaison: Viewer) -> None:
    other = case_of(khmer_liaison, title="Another case")
    own = browser(khmer_liaison)
    for tail in ("", "edit/", "start/"):
        assert own.get(plan(other, f"{item.pk}/{tail}")).status_code == 404
    for tail in ("start/", "comments/", "edit/"):
        assert own.post(plan(other, f"{item.pk}/{tail}"), {"text": "x", "version": 1}).status_code == 404
    assert Action.objects.get().state == "open"


def test_overdue_is_said_in_words(item: Action, thai_analyst: Viewer) -> None:
    page = browser(thai_analyst).get(plan(item.case)).content
    assert b"1 item is overdue" in page
    assert b"3 days overdue" in page


@pytest.mark.parametrize("query", ["", "?way=agency", "?state=done", "?state=boss&way=%00&after=x", "?state=open"])
def test_the_plan_takes_any_query(item: Action, thai_analyst: Viewer, query: str) -> None:
    assert browser(thai_analyst).get(plan(item.case, query)).status_code == 200


def test_an_item_is_put_down_once_and_done(ranong: Case, khmer_liaison: Viewer) -> None:
    own = browser(khmer_liaison)
    form = {"text": "Visit the pier", "agency": str(khmer_liaison.agency_id), "due": "2026-12-24", "once": "k"}
    places = {own.post(plan(ranong, "new/"), form).headers["location"] for _time in range(2)}
    (place,) = places
    assert own.post(f"{place}start/").status_code == 302
    assert own.post(f"{place}start/").status_code == 409
    assert own.post(f"{place}finish/", {"result": "Nobody there"}).status_code == 302
    assert b"Nobody there" in own.get(place).content
    assert Action.objects.get().state == "done"


def test_who_may_not_move_it_is_told_so(item: Action, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    taken_in(item.case, malay_liaison, by=thai_analyst)
    third = browser(malay_liaison)
    for tail in ("start/", "edit/", "give_up/", "reassign/"):
        assert third.get(one(item, tail)).status_code == 403
        assert third.post(one(item, tail), {"reason": "x", "text": "x", "version": 1}).status_code == 403
    assert third.get(one(item, "nonsense/")).status_code == 404


def test_giving_up_without_a_reason_keeps_the_form(item: Action, khmer_liaison: Viewer) -> None:
    page = browser(khmer_liaison).post(one(item, "give_up/"), {"reason": ""})
    assert (page.status_code, Action.objects.get().state) == (422, "open")


def test_a_stale_edit_shows_both_versions(item: Action, khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    item.edit(by=thai_analyst, version=1, text="Theirs now", due=item.due)
    page = browser(khmer_liaison).post(one(item, "edit/"), {"text": "Mine typed", "due": "", "version": 1})
    assert (page.status_code, b"Theirs now" in page.content, b"Mine typed" in page.content) == (409, True, True)


@pytest.mark.parametrize("text", ["", "a\x00b", "x" * 5_001, "a\u202eb", "<b>x</b>"])
def test_a_bad_comment_is_refused(item: Action, khmer_liaison: Viewer, text: str) -> None:
    assert browser(khmer_liaison).post(one(item, "comments/"), {"text": text}).status_code == 422
    assert Comment.objects.count() == 0


def test_a_changed_day_is_told_on_the_item(item: Action, khmer_liaison: Viewer) -> None:
    day = today_there() + timedelta(days=9)
    item.edit(by=khmer_liaison, version=1, text=item.text, due=day)
    page = browser(khmer_liaison).get(one(item)).content.decode()
    assert "changed the due date" in page
    assert day.isoformat() in page


def test_a_restricted_item_changes_no_byte_for_the_others(
    item: Action, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    lead, only = browser(thai_analyst), [khmer_liaison.agency]
    pages = ["/", "/cases/", plan(item.case), plan(item.case, "?state=done"), one(item)]
    pages += [f"/cases/{item.case_id}/{tab}/" for tab in ("timeline", "log", "sharing")]
    lead.get(f"/cases/{item.case_id}/log/")  # the log tells of its own readings
    before = [bare(lead.get(page).content) for page in pages if not page.endswith("log/")]
    hidden = Action.add(item.case, by=khmer_liaison, text="hidden", agency=khmer_liaison.agency, only=only)
    hidden.comment(by=khmer_liaison, text="hidden")
    hidden.start(by=khmer_liaison)
    hidden.finish(by=khmer_liaison)
    assert [bare(lead.get(page).content) for page in pages if not page.endswith("log/")] == before
    assert lead.get(one(hidden)).status_code == 404
    assert b"finished an item" not in lead.get(f"/cases/{item.case_id}/log/").content


def test_an_observer_reads_and_has_no_verbs(item: Action, thai_analyst: Viewer, ngo_caseworker: Viewer) -> None:
    taken_in(item.case, ngo_caseworker, by=thai_analyst, level="observer")
    own = browser(ngo_caseworker)
    assert b"comment-form" not in own.get(one(item)).content
    assert own.get(plan(item.case, "new/")).status_code == 403
    assert own.post(one(item, "comments/"), {"text": "x"}).status_code == 403


@pytest.mark.parametrize("of", ["plan", "item"])
def test_pages_cost_the_same_for_many_as_for_few(
    item: Action, khmer_liaison: Viewer, django_assert_max_num_queries: object, of: str
) -> None:
    for n in range(12):
        Action.add(item.case, by=khmer_liaison, text=f"{n}", agency=khmer_liaison.agency)
        item.comment(by=khmer_liaison, text=f"{n}")
    own, where = browser(khmer_liaison), plan(item.case) if of == "plan" else one(item)
    own.get(where)
    with django_assert_max_num_queries(16):  # type: ignore[operator] # 2 are the test's savepoint
        own.get(where)
