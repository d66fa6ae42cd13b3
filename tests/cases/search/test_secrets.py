"""What a search must not tell: whatever a viewer may not see changes no result, no order, no count and no byte."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from access.exclusion import exclude
from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.search.models import SearchRow
from cases.search.reading import MOST, NAME, search
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.search.people import records, subject, titles
from tests.cases.test_pages import bare
from tests.cast import case_of, fresh, taken_in

pytestmark = pytest.mark.django_db
QUERIES = ("Somchai Jaidee", "สมชาย", "+66812345678", "trawlers", "hidden pier")


@pytest.fixture
def boss(ranong: Case, thai_analyst: Viewer) -> Any:
    ranong.add_note(by=thai_analyst, text="The hidden pier")
    return subject(ranong, "สมชาย ใจดี", by=thai_analyst, numbers=(("phone", "+66812345678", "TH"),))


def answers(viewer: Viewer) -> list[bytes]:
    """What pages and API say to a viewer, without what differs at each rendering."""
    page, program = browser(viewer), Program(viewer)
    shown = [bare(page.post("/cases/search/", {"q": query}).content).encode() for query in QUERIES]
    return shown + [program.post("/cases/search/", {"query": query}).content for query in QUERIES]


def nothing(viewer: Viewer) -> bool:
    """Whether no query finds anything."""
    return all(search(viewer, query).cases == [] for query in QUERIES)


def test_an_outsider_finds_nothing(boss: Any, malay_liaison: Viewer, overseer: Viewer, thai_admin: Viewer) -> None:
    assert nothing(malay_liaison)
    assert nothing(overseer)
    assert nothing(thai_admin)  # their own agency's case: administrators administer people, not records


def test_a_stranger_s_case_changes_no_byte(malay_liaison: Viewer, thai_analyst: Viewer) -> None:
    own = case_of(malay_liaison, title="trawlers of their own")
    subject(own, "Somchai Jaidee", by=malay_liaison)
    before = answers(malay_liaison)
    other = case_of(thai_analyst, title="trawlers")
    for _ in range(3):
        subject(other, "Somchai Jaidee", by=thai_analyst, numbers=(("phone", "+66812345678", "TH"),))
    assert answers(malay_liaison) == before


def test_a_restricted_subject_changes_no_byte_for_the_other_participant(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    subject(ranong, "Somchai Jaroen", by=thai_analyst)
    before = answers(khmer_liaison)
    secret = subject(
        ranong, "สมชาย ใจดี", by=thai_analyst, numbers=(("phone", "+66812345678", "TH"),), note="hidden pier",
        only=[thai_analyst.agency],
    )  # fmt: skip
    ranong.add_note(by=thai_analyst, text="hidden pier", only=[thai_analyst.agency])
    assert answers(khmer_liaison) == before
    assert secret.pk in records(search(thai_analyst, "Somchai Jaidee"))


def test_hidden_names_do_not_crowd_out_the_own_ones(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST, NAME, 3)
    for _ in range(5):
        subject(ranong, "Somchai Jaidee", by=thai_analyst, only=[thai_analyst.agency])
    own = subject(ranong, "Somchai Jaidee", by=khmer_liaison)
    answer = search(khmer_liaison, "Somchai Jaidee")
    assert (records(answer), answer.more) == ({own.pk}, False)


def test_a_revoked_partner_finds_nothing_from_the_next_request(
    boss: Any, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    assert records(search(khmer_liaison, "Somchai Jaidee")) == {boss.pk}
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert nothing(khmer_liaison)


def test_a_part_that_has_run_out_finds_nothing(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency, until=timezone.now() + timedelta(seconds=0.4))
    case.accept(by=khmer_liaison)
    subject(case, "Somchai Jaidee", by=thai_analyst)
    case.parts.update(until=timezone.now() - timedelta(seconds=1))
    from access.grants import sync

    sync(case)
    assert nothing(khmer_liaison)


def test_whoever_is_shut_out_finds_nothing(
    boss: Any, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    exclude(by=thai_analyst, on=ranong, agency=khmer_liaison.agency)
    assert nothing(fresh(khmer_liaison))


def test_whoever_is_shut_out_of_an_originator_finds_nothing(
    boss: Any, thai_supervisor: Viewer, khmer_liaison: Viewer
) -> None:
    exclude(by=thai_supervisor, on=thai_supervisor.agency, person=khmer_liaison.person)
    assert nothing(fresh(khmer_liaison))


def test_a_compartment_is_searched_by_the_named_alone(thai_analyst: Viewer, thai_liaison: Viewer) -> None:
    case = case_of(thai_analyst, named=[(thai_analyst.person, thai_analyst.agency)])
    boss = subject(case, "Somchai Jaidee", by=thai_analyst)
    assert records(search(thai_analyst, "Somchai Jaidee")) == {boss.pk}
    assert nothing(thai_liaison)


def test_an_invited_agency_finds_the_proposal_and_nothing_inside(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst, title="Ranong trawlers", summary="Crews held at sea")
    case.add_note(by=thai_analyst, text="The hidden pier")
    subject(case, "Somchai Jaidee", by=thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert titles(search(khmer_liaison, "crews at sea")) == ["Ranong trawlers"]
    assert search(khmer_liaison, "Somchai Jaidee").cases == []
    assert search(khmer_liaison, "hidden pier").cases == []


def test_a_narrowed_subject_is_lost_to_the_others_at_once(
    boss: Any, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    type(boss).objects.filter(pk=boss.pk).update(only=[thai_analyst.agency_id])  # as if its index were stale
    assert records(search(khmer_liaison, "Somchai Jaidee")) == set()


def test_a_token_searches_for_its_own_agency_alone(
    boss: Any, malay_liaison: Viewer, thai_police: Any, thai_analyst: Viewer
) -> None:
    from tests.cast import also

    both = also(malay_liaison, thai_police, "analyst")
    for viewer, count in ((malay_liaison, 0), (both, 1)):
        got = Program(viewer).post("/cases/search/", {"query": "Somchai Jaidee"}).json()
        assert len(got["results"]) == count


def test_what_is_shown_is_recorded_and_nothing_else(
    boss: Any, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    other = taken_in(case_of(thai_analyst, title="Another"), khmer_liaison, by=thai_analyst)
    browser(khmer_liaison).post("/cases/search/", {"q": "Somchai Jaidee"})
    event = Event.objects.filter(actor=khmer_liaison.person_id, led="consultation").latest("at")
    assert ranong.pk in {event.object_id, event.root_id, *event.object_ids}
    assert other.pk not in event.object_ids


def test_the_query_is_in_no_address_and_in_no_log(boss: Any, thai_analyst: Viewer) -> None:
    browser(thai_analyst).post("/cases/search/", {"q": "Somchai Jaidee"})
    assert (
        b"Jaidee"
        not in browser(thai_analyst)
        .get("/cases/search/?q=Jaidee")
        .content.split(b"<main", 1)[1]
        .split(b"account", 1)[0]
    )
    assert not Event.objects.filter(detail__icontains="Jaidee").exists()


def test_the_index_keeps_who_may_find(ranong: Case, thai_analyst: Viewer) -> None:
    secret = subject(ranong, "Somchai", by=thai_analyst, only=[thai_analyst.agency])
    kept = SearchRow.objects.filter(object_id=secret.pk)
    assert {tuple(row.only) for row in kept} == {(thai_analyst.agency_id,)}
