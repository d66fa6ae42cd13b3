"""The list of cases: filters that are on the list alone, pages that fit them, columns, and what an invited
agency may ask.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from access.viewer import Viewer
from cases.codes import State
from cases.models import Case
from cases.search.filters import Filters
from cases.search.listing import listed
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import case_of, opened, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(thai_analyst: Viewer, khmer_liaison: Viewer) -> Case:
    case = opened(
        taken_in(case_of(thai_analyst, title="Closed one", tlp="GREEN"), khmer_liaison, by=thai_analyst),
        by=thai_analyst,
    )
    case.close(by=thai_analyst, outcome="convicted")
    return case


def shown(viewer: Viewer, **filters: Any) -> set[str]:
    return {case.title for case in listed(viewer, Filters(**filters)).rows}


def test_each_filter_narrows(ranong: Case, closed: Case, thai_analyst: Viewer) -> None:
    case_of(thai_analyst, title="Draft one")
    assert shown(thai_analyst) == {"Ranong trawlers", "Closed one", "Draft one"}
    assert shown(thai_analyst, state="open") == {"Ranong trawlers"}
    assert shown(thai_analyst, outcome="convicted") == {"Closed one"}
    assert shown(thai_analyst, tlp="GREEN") == {"Closed one"}
    assert shown(thai_analyst, country="TH", state="draft") == {"Draft one"}
    assert shown(thai_analyst, country="KH") == set()
    assert shown(thai_analyst, text="TRAWLERS ranong") == {"Ranong trawlers"}
    assert shown(thai_analyst, text="!!!") == set()
    assert shown(thai_analyst, part="partner") == set()
    assert shown(thai_analyst, part="lead", state="closed") == {"Closed one"}


def test_opened_between_whole_days(ranong: Case, closed: Case, thai_analyst: Viewer) -> None:
    Case.objects.filter(pk=ranong.pk).update(opened_at=datetime(2017, 3, 1, 12, tzinfo=UTC))
    day = datetime(2017, 3, 1, tzinfo=UTC).date()
    assert shown(thai_analyst, opened_from=day, opened_to=day) == {"Ranong trawlers"}
    assert shown(thai_analyst, opened_to=day - timedelta(days=1)) == set()
    assert shown(thai_analyst, opened_from=day + timedelta(days=1)) == {"Closed one"}


def test_nobody_sees_more_by_a_filter(ranong: Case, closed: Case, malay_liaison: Viewer, overseer: Viewer) -> None:
    for filters in ({"state": "open"}, {"country": "TH"}, {"text": "trawlers"}, {"tlp": "GREEN"}):
        assert shown(malay_liaison, **filters) == set()
        assert shown(overseer, **filters) == set()


def test_an_invited_agency_cannot_ask_for_the_inside(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst, title="Proposal")
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert shown(khmer_liaison, tlp="AMBER") == {"Proposal"}
    assert shown(khmer_liaison, text="proposal") == {"Proposal"}
    for state in State.values:
        assert shown(khmer_liaison, state=state) == set()


def test_pages_of_a_filtered_list_join_without_gap_or_repetition(thai_analyst: Viewer) -> None:
    for number in range(12):
        case_of(thai_analyst, title=f"{number}", tlp="GREEN" if number % 2 else "AMBER")
    filters = Filters(tlp="GREEN")
    first = listed(thai_analyst, filters, size=4)
    second = listed(thai_analyst, filters, size=4, after=first.older)
    assert [case.title for case in (*first.rows, *second.rows)] == ["11", "9", "7", "5", "3", "1"]
    assert (second.older, first.newer) == ("", "")
    back = listed(thai_analyst, filters, size=4, after=second.newer)
    assert [case.pk for case in back.rows] == [case.pk for case in first.rows]


def test_equal_times_are_told_apart_by_the_id(thai_analyst: Viewer) -> None:
    for number in range(6):
        case_of(thai_analyst, title=f"{number}", tlp="GREEN")
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    Case.objects.update(updated_at=moment)
    filters, after = Filters(tlp="GREEN"), ""
    seen: list[Any] = []
    for _ in range(3):
        page = listed(thai_analyst, filters, size=2, after=after)
        seen, after = seen + [case.pk for case in page.rows], page.older
    assert len(set(seen)) == 6


def test_filters_are_chips_that_can_be_taken_away(ranong: Case, thai_analyst: Viewer) -> None:
    page = browser(thai_analyst).get("/cases/?state=open&tlp=AMBER&columns=lead,handling").content.decode()
    assert 'href="/cases/?tlp=AMBER&amp;columns=title%2Clead%2Cmarking%2Chandling"' in page
    assert "Ranong trawlers" in page


@pytest.mark.parametrize(
    "query",
    ["?state=nonsense", "?state=open'--", "?order_by=password", "?originator__name=x", "?opened_from=soon", "?text=%00",
     "?columns=password,title", "?columns=", "?text=" + "x" * 3000, "?country=th", "?view=1&page=-1"],
)  # fmt: skip
def test_an_address_takes_anything_and_filters_by_the_list_alone(
    ranong: Case, thai_analyst: Viewer, query: str
) -> None:
    page = browser(thai_analyst).get(f"/cases/{query}")
    assert (page.status_code, b"Ranong trawlers" in page.content) == (200, True)


def test_columns_are_those_that_were_chosen_and_the_marking_always(ranong: Case, thai_analyst: Viewer) -> None:
    page = browser(thai_analyst).get("/cases/?columns=handling").content.decode()
    table = page.split("<thead>")[1]
    assert "Handling codes" in table
    assert "Marking" in table
    assert "Your part" not in table


def test_the_inside_of_a_proposal_is_in_no_column(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst, title="Proposal")
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    table = browser(khmer_liaison).get("/cases/?columns=state,begun,outcome").content.decode().split("<tbody>")[1]
    assert "Draft" not in table.split("</tbody>")[0]


def test_filters_over_the_api_are_refused_when_they_are_none(ranong: Case, closed: Case, thai_analyst: Viewer) -> None:
    program = Program(thai_analyst)
    got = program.get("/cases/", state="closed").json()
    assert [row["title"] for row in got["results"]] == ["Closed one"]
    assert program.get("/cases/", state="nonsense").status_code == 422


def test_the_filtered_list_costs_the_same_for_many_as_for_few(
    thai_analyst: Viewer, khmer_liaison: Viewer, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        taken_in(case_of(thai_analyst, title=f"{number}"), khmer_liaison, by=thai_analyst)
    own = browser(thai_analyst)
    own.get("/cases/")
    with django_assert_max_num_queries(10):  # 2 are the test's savepoint
        own.get("/cases/?tlp=AMBER&country=TH&text=1")
