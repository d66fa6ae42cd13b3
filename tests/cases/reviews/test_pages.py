"""The pages of a meeting: who meets what, what a hidden case leaves behind (nothing), and how much a page costs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.plan.models import Action
from cases.reviews.models import AgendaItem, Decision, Figure, Review
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from coordination_center.zones import zone_of
from tests.agencies.door import browser
from tests.cases.reviews.conftest import meeting
from tests.cases.test_pages import bare
from tests.cast import case_of, taken_in

pytestmark = pytest.mark.django_db
PAGES = ("", "edit/", "minutes/", "minutes.pdf", "agenda/new/", "closure/", "invitations/", "refusal/")


def where(item: AgendaItem, tail: str = "") -> str:
    return f"{item.get_absolute_url()}{tail}"


def everything(review: Review) -> list[str]:
    return ["/", "/reviews/", "/cases/", f"/reviews/{review.pk}/", f"/reviews/{review.pk}/minutes/"]


@pytest.mark.parametrize("page", PAGES)
def test_an_outsider_meets_the_404_of_a_random_id(review: Review, ngo_caseworker: Viewer, page: str) -> None:
    outside = browser(ngo_caseworker)
    unseen, absent = outside.get(f"/reviews/{review.pk}/{page}"), outside.get(f"/reviews/{uuid4()}/{page}")
    assert (unseen.status_code, bare(unseen.content)) == (404, bare(absent.content))


def test_at_the_table_without_a_part_in_the_case_the_item_is_absent(item: AgendaItem, malay_liaison: Viewer) -> None:
    own = browser(malay_liaison)
    absent = own.get(where(item).replace(str(item.pk), str(uuid4())))
    unseen = own.get(where(item))
    assert (unseen.status_code, bare(unseen.content)) == (404, bare(absent.content))
    for tail in ("texts/", "discussion/", "removal/", "decisions/"):
        assert own.post(where(item, tail), {"text": "x", "version": 1}).status_code == 404


def test_a_hidden_case_changes_no_byte_for_the_others_at_the_table(
    review: Review, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    own = browser(malay_liaison)
    before = [bare(own.get(page).content) for page in everything(review)]
    item = review.put_up(by=khmer_liaison, case=ranong, topic="hidden")
    item.write(by=thai_analyst, version=1, agreed="hidden too")
    item.decide(by=thai_analyst, text="and this", agency=khmer_liaison.agency)
    review.state_figure(by=khmer_liaison, category="arrests", number=3, source="court", item=item)
    item.discuss(by=thai_analyst)
    assert [bare(own.get(page).content) for page in everything(review)] == before


def test_a_hidden_case_changes_no_byte_of_the_fixed_minutes(
    thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer, ranong: Case
) -> None:
    pages = []
    for hidden in (False, True):
        review = meeting(thai_analyst, khmer_liaison, malay_liaison, title="Same")
        review.open(by=thai_analyst)
        if hidden:
            review.put_up(by=khmer_liaison, case=ranong)
        review.close(by=thai_analyst)
        page = browser(malay_liaison).get(f"/reviews/{review.pk}/minutes/").content
        pages.append(bare(page.replace(str(review.pk).encode(), b"")))
    assert pages[0] == pages[1]


def test_a_restricted_record_changes_no_byte_for_a_participant(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    lead, only = browser(thai_analyst), [khmer_liaison.agency]
    pages = [*everything(item.review), where(item), f"/cases/{item.case_id}/plan/"]
    before = [bare(lead.get(page).content) for page in pages]
    Subject.add(item.case, by=khmer_liaison, names=[Name("Hidden")], kind="Person", only=only)
    hidden = item.decide(by=khmer_liaison, text="hidden", agency=khmer_liaison.agency, only=only).action
    hidden.start(by=khmer_liaison)
    hidden.finish(by=khmer_liaison)
    assert [bare(lead.get(page).content) for page in pages] == before


def test_the_host_plans_invites_and_opens_by_its_pages(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    host, guest = browser(thai_analyst), browser(khmer_liaison)
    form = {"title": "Bangkok", "kind": "workshop", "starts_at": "2026-11-10T09:00", "ends_at": "2026-11-11T17:00",
            "agencies": [str(khmer_liaison.agency_id)], "once": str(uuid4())}  # fmt: skip
    places = {host.post("/reviews/new/", form).headers["location"] for _time in range(2)}
    (place,) = places
    assert b"Bangkok" in guest.get("/").content
    guest.post(f"{place}acceptance/")
    host.post(f"{place}opening/")
    review = Review.objects.get()
    assert (review.state, review.seats.get().state) == ("open", "accepted")
    assert timezone.localtime(review.starts_at).utcoffset() is not None
    assert host.post(f"{place}opening/").status_code == 409


def test_a_case_is_walked_through_decided_and_left(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    second = item.review.put_up(by=thai_analyst, case=case_of(thai_analyst, title="The next one"))
    own = browser(thai_analyst)
    assert b"The next one" not in own.get(where(item)).content
    body = {"topic": "", "achieved": "Two found", "agreed": "One contact each", "version": 1}
    assert own.post(where(item, "texts/"), body).status_code == 302
    decided = {"text": "Search the house", "agency": str(khmer_liaison.agency_id), "due": "2026-12-01"}
    assert own.post(where(item, "decisions/"), decided).status_code == 302
    assert own.post(where(item, "discussion/")).headers["location"] == where(second)
    assert own.post(where(item, "discussion/")).status_code == 409
    page = own.get(f"/reviews/{item.review_id}/minutes/").content
    assert all(text in page for text in (b"Two found", b"One contact each", b"Search the house"))


def test_a_stale_text_is_shown_beside_what_stands(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    item.write(by=khmer_liaison, version=1, agreed="Theirs now")
    page = browser(thai_analyst).post(where(item, "texts/"), {"agreed": "Mine typed", "version": 1})
    assert (page.status_code, b"Theirs now" in page.content, b"Mine typed" in page.content) == (409, True, True)


def test_a_stale_edit_of_the_meeting(review: Review, thai_analyst: Viewer) -> None:
    review.edit(by=thai_analyst, version=1, title="Theirs now")
    form = {"title": "Mine typed", "kind": "workshop", "starts_at": "2026-11-10T09:00", "ends_at": "2026-11-10T17:00",
            "version": 1}  # fmt: skip
    page = browser(thai_analyst).post(f"/reviews/{review.pk}/edit/", form)
    assert (page.status_code, b"Theirs now" in page.content, b"Mine typed" in page.content) == (409, True, True)


def test_a_wrong_form_keeps_what_was_typed(item: AgendaItem, thai_analyst: Viewer) -> None:
    own = browser(thai_analyst)
    page = own.post(where(item, "decisions/"), {"text": "Without an agency"})
    assert (page.status_code, b"Without an agency" in page.content) == (422, True)
    page = own.post(f"/reviews/{item.review_id}/figures/", {"category": "arrests", "number": 0, "source": "Typed"})
    assert (page.status_code, b"Typed" in page.content, Figure.objects.count()) == (422, True, 0)


def test_a_child_of_another_meeting_is_absent(item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    other = meeting(thai_analyst, khmer_liaison)
    other.open(by=thai_analyst)
    foreign = other.put_up(by=thai_analyst, case=item.case)
    decision = foreign.decide(by=thai_analyst, text="x", agency=thai_analyst.agency)
    figure = other.state_figure(by=thai_analyst, category="arrests", number=1, source="x")
    own, here = browser(thai_analyst), f"/reviews/{item.review_id}/"
    assert own.get(f"{here}agenda/{foreign.pk}/").status_code == 404
    assert own.post(f"{here}agenda/{foreign.pk}/discussion/").status_code == 404
    assert own.post(f"{here}agenda/{item.pk}/decisions/{decision.pk}/removal/").status_code == 404
    assert own.post(f"{here}figures/{figure.pk}/removal/").status_code == 404
    assert (Decision.objects.get().removed_at, Figure.objects.get().removed_at) == (None, None)


def test_a_case_that_is_not_theirs_cannot_be_put_up_by_its_id(
    review: Review, ranong: Case, malay_liaison: Viewer
) -> None:
    own = browser(malay_liaison)
    unseen = own.post(f"/reviews/{review.pk}/agenda/new/?case={ranong.pk}", {"case": str(ranong.pk)})
    absent = own.post(f"/reviews/{review.pk}/agenda/new/", {"case": str(uuid4())})
    assert (unseen.status_code, absent.status_code, AgendaItem.objects.count()) == (422, 422, 0)


def test_the_paper_is_a_pdf_of_which_the_log_knows_the_copy(item: AgendaItem, khmer_liaison: Viewer) -> None:
    answer = browser(khmer_liaison).get(f"/reviews/{item.review_id}/minutes.pdf")
    assert (answer.status_code, answer["content-type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    event = Event.objects.get(verb="review.printed")
    assert (event.led, len(event.detail["copy"])) == ("disclosure", 36)


def test_a_caseworker_reads_the_minutes_and_prints_none(
    thai_analyst: Viewer, ngo_caseworker: Viewer, ranong: Case
) -> None:
    review = meeting(thai_analyst, ngo_caseworker)
    taken_in(ranong, ngo_caseworker, by=thai_analyst)
    review.put_up(by=thai_analyst, case=ranong)
    own = browser(ngo_caseworker)
    assert own.get(f"/reviews/{review.pk}/minutes/").status_code == 200
    assert own.get(f"/reviews/{review.pk}/minutes.pdf").status_code == 403


def test_showing_an_agenda_is_a_consultation_of_its_cases(item: AgendaItem, khmer_liaison: Viewer) -> None:
    browser(khmer_liaison).get(f"/reviews/{item.review_id}/")
    event = Event.objects.get(led="consultation")
    assert {item.case_id, item.review_id} <= set(event.object_ids)


@pytest.mark.parametrize("tail", ["", "minutes/"])
def test_a_meeting_costs_the_same_for_many_cases_as_for_few(
    review: Review, thai_analyst: Viewer, khmer_liaison: Viewer, django_assert_max_num_queries: object, tail: str
) -> None:
    for n in range(6):
        case = taken_in(case_of(thai_analyst, title=f"{n}"), khmer_liaison, by=thai_analyst)
        item = review.put_up(by=khmer_liaison, case=case)
        for _time in range(3):
            item.decide(by=thai_analyst, text=f"{n}", agency=khmer_liaison.agency)
    own = browser(thai_analyst)
    own.get(f"/reviews/{review.pk}/{tail}")
    with django_assert_max_num_queries(18):  # type: ignore[operator] # 2 are the test's savepoint
        own.get(f"/reviews/{review.pk}/{tail}")


def test_the_list_costs_the_same_for_many_as_for_few(
    thai_analyst: Viewer, khmer_liaison: Viewer, django_assert_max_num_queries: object
) -> None:
    for n in range(8):
        meeting(thai_analyst, khmer_liaison, title=f"{n}")
    own = browser(thai_analyst)
    own.get("/reviews/")
    with django_assert_max_num_queries(10):  # type: ignore[operator] # 2 are the test's savepoint
        assert own.get("/reviews/").status_code == 200


def test_the_newest_meeting_is_first_and_pages_follow(thai_analyst: Viewer) -> None:
    for n in range(53):
        meeting(thai_analyst, title=f"Number {n}")
    own = browser(thai_analyst)
    page = own.get("/reviews/").content.decode()
    assert "Number 52" in page
    assert "Number 1<" not in page
    older = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "Number 0<" in own.get(f"/reviews/{older}".replace("&amp;", "&")).content.decode()


def test_what_waits_on_the_desk_is_ones_own(item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    Action.add(item.case, by=thai_analyst, text="For Cambodia", agency=khmer_liaison.agency,
               due=timezone.localdate(timezone=zone_of("KH")) - timedelta(days=3))  # fmt: skip
    assert b"3 days overdue" in browser(khmer_liaison).get("/").content
    assert b"For Cambodia" not in browser(thai_analyst).get("/").content
