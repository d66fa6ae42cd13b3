"""The pages of cases: who meets what, what is recorded before it is shown, and what a hidden thing leaves behind."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case, Note
from tests.agencies.door import browser
from tests.cast import case_of, taken_in

pytestmark = pytest.mark.django_db
PAGES = ("", "edit/", "timeline/", "sharing/", "log/", "closure/", "participants/", "exclusion/", "names/")


def bare(content: bytes) -> str:
    """A page without what differs at each rendering: form tokens and the clock."""
    text = re.sub(r'(value|content)="[A-Za-z0-9]{32,64}"', "", content.decode())
    text = re.sub(r'name="once" value="[^"]+"', "", text)
    return re.sub(r"<time[^>]*>[^<]*</time>", "", text)


def test_a_partner_reads_the_case_and_its_notes(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    browser(thai_analyst).post(f"/cases/{ranong.pk}/notes/", {"text": "Seen at the pier"})
    page = browser(khmer_liaison).get(f"/cases/{ranong.pk}/")
    assert (page.status_code, b"Seen at the pier" in page.content) == (200, True)


@pytest.mark.parametrize("page", PAGES)
def test_an_outsider_meets_the_404_of_a_random_id(ranong: Case, malay_liaison: Viewer, page: str) -> None:
    outside = browser(malay_liaison)
    unseen, absent = outside.get(f"/cases/{ranong.pk}/{page}"), outside.get(f"/cases/{uuid4()}/{page}")
    assert (unseen.status_code, absent.status_code) == (404, 404)
    assert bare(unseen.content) == bare(absent.content)
    assert unseen.headers.keys() == absent.headers.keys()


@pytest.mark.parametrize("page", PAGES)
def test_from_the_next_request_a_revoked_partner_too(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, page: str
) -> None:
    partner = browser(khmer_liaison)
    assert partner.get(f"/cases/{ranong.pk}/{page}").status_code in {200, 403}
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    gone, absent = partner.get(f"/cases/{ranong.pk}/{page}"), partner.get(f"/cases/{uuid4()}/{page}")
    assert (gone.status_code, bare(gone.content)) == (404, bare(absent.content))


def test_a_secret_case_changes_no_byte_for_the_outsider(malay_liaison: Viewer, thai_analyst: Viewer) -> None:
    case_of(malay_liaison, title="their own")
    outside = browser(malay_liaison)
    addresses = ("/", "/cases/", "/agencies/", "/api/cases/")
    before = [bare(outside.get(a).content) for a in addresses]
    secret = case_of(thai_analyst, title="secret")
    secret.add_note(by=thai_analyst, text="hidden")
    assert [bare(outside.get(a).content) for a in addresses] == before


def test_a_note_for_others_only_changes_no_byte(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst)
    other = browser(ngo_caseworker)
    addresses = [f"/cases/{ranong.pk}/{page}" for page in ("", "timeline/", "sharing/")] + ["/", "/cases/"]
    before = [bare(other.get(a).content) for a in addresses]
    ranong.add_note(by=thai_analyst, text="ours", only=[thai_analyst.agency, khmer_liaison.agency])
    assert [bare(other.get(a).content) for a in addresses] == before


def consultations(case: Case) -> int:
    return Event.objects.filter(led="consultation", verb="case.consulted", root_id=case.pk).count()


def test_each_page_shown_is_one_consultation(ranong: Case, khmer_liaison: Viewer) -> None:
    partner = browser(khmer_liaison)
    for n, page in enumerate(("", "timeline/", "sharing/"), start=1):
        partner.get(f"/cases/{ranong.pk}/{page}")
        assert consultations(ranong) == n


def test_a_list_is_one_consultation_of_all_it_shows(ranong: Case, thai_analyst: Viewer) -> None:
    second = case_of(thai_analyst)
    browser(thai_analyst).get("/cases/")
    event = Event.objects.get(led="consultation")
    assert set(event.object_ids) == {ranong.pk, second.pk}


def test_a_refusal_is_recorded_although_all_is_rolled_back(ranong: Case, malay_liaison: Viewer) -> None:
    browser(malay_liaison).get(f"/cases/{ranong.pk}/")
    absent = uuid4()
    browser(malay_liaison).get(f"/cases/{absent}/")
    rows = Event.objects.filter(verb="access.denied").values("agency", "object_type", "owner", "root_id", "detail")
    assert rows[0] == rows[1]


def test_a_form_sent_twice_makes_one_case(thai_analyst: Viewer) -> None:
    own, form = browser(thai_analyst), {"title": "Once", "tlp": "AMBER", "once": str(uuid4())}
    places = {own.post("/cases/new/", form).headers["location"] for _time in range(2)}
    assert (len(places), Case.objects.count()) == (1, 1)


def test_a_stale_edit_shows_both_versions_and_keeps_what_was_typed(ranong: Case, thai_analyst: Viewer) -> None:
    own = browser(thai_analyst)
    ranong.edit(by=thai_analyst, version=1, title="Theirs now")
    page = own.post(f"/cases/{ranong.pk}/edit/", {"title": "Mine typed", "tlp": "AMBER", "version": 1})
    assert page.status_code == 409
    assert b"Theirs now" in page.content
    assert b"Mine typed" in page.content
    assert Case.objects.get(pk=ranong.pk).title == "Theirs now"


@pytest.mark.parametrize("text", ["", "a\x00b", "x" * 20_001, "a\u202eb", "<script>alert(1)</script>"])
def test_a_bad_note_is_refused_and_kept_in_the_form(ranong: Case, thai_analyst: Viewer, text: str) -> None:
    page = browser(thai_analyst).post(f"/cases/{ranong.pk}/notes/", {"text": text})
    assert page.status_code == 422
    assert Note.objects.count() == 0
    assert b"<script>alert" not in page.content


def test_verbs_are_done_by_post_only(ranong: Case, thai_analyst: Viewer) -> None:
    own = browser(thai_analyst)
    assert own.get(f"/cases/{ranong.pk}/suspension/").status_code == 200
    assert Case.objects.get(pk=ranong.pk).state == "open"
    own.post(f"/cases/{ranong.pk}/suspension/", {"reason": "waiting for the court"})
    assert Case.objects.get(pk=ranong.pk).state == "suspended"


def test_out_of_order_is_409_in_the_products_own_look(ranong: Case, thai_analyst: Viewer) -> None:
    page = browser(thai_analyst).post(f"/cases/{ranong.pk}/archive/")
    assert page.status_code == 409


def test_csrf_is_asked_for(ranong: Case, thai_analyst: Viewer) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser(thai_analyst).cookies
    assert strict.post(f"/cases/{ranong.pk}/suspension/").status_code == 403


@pytest.mark.parametrize("page", ["", "?part=partner", f"?after={'A' * 60}", "?part=boss&after=%00"])
def test_the_list_takes_any_query(ranong: Case, thai_analyst: Viewer, page: str) -> None:
    assert browser(thai_analyst).get(f"/cases/{page}").status_code == 200


@pytest.mark.parametrize("page", ["/cases/", "/"])
def test_the_list_costs_the_same_for_many_as_for_few(
    thai_analyst: Viewer, khmer_liaison: Viewer, django_assert_max_num_queries: object, page: str
) -> None:
    own = browser(thai_analyst)
    for n in range(12):
        taken_in(case_of(thai_analyst, title=f"{n}"), khmer_liaison, by=thai_analyst)
    own.get(page)
    # Each room that has something wait on the desk asks once; two are the test's own savepoint.
    with django_assert_max_num_queries(16 if page == "/" else 9):  # type: ignore[operator]
        own.get(page)


def test_the_record_page_costs_at_most_twelve_queries(
    ranong: Case, thai_analyst: Viewer, django_assert_max_num_queries: object
) -> None:
    own = browser(thai_analyst)
    for n in range(5):
        ranong.add_note(by=thai_analyst, text=f"{n}")
    own.get(f"/cases/{ranong.pk}/")
    with django_assert_max_num_queries(14):  # type: ignore[operator] # 2 are the test's savepoint
        own.get(f"/cases/{ranong.pk}/")


def test_addresses_hold_uuid4s(ranong: Case) -> None:
    assert UUID(str(ranong.pk)).version == 4


def test_why_a_part_ended_is_for_the_lead(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    taken_in(ranong, malay_liaison, by=thai_analyst)
    ranong.revoke(by=thai_analyst, agency=malay_liaison.agency, reason="a leak is feared")
    address = f"/cases/{ranong.pk}/sharing/"
    assert b"a leak is feared" in browser(thai_analyst).get(address).content
    assert b"a leak is feared" not in browser(khmer_liaison).get(address).content


def test_head_answers_as_get_without_the_body(ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    for viewer, status in ((thai_analyst, 200), (malay_liaison, 404)):
        answer = browser(viewer).head(f"/cases/{ranong.pk}/")
        assert (answer.status_code, answer.content) == (status, b"")
