"""Lists show exactly what a viewer may see, in the order of last activity, page by page, forth and back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.exclusion import exclude
from access.paging import count_for, page_for
from access.viewer import Viewer
from cases.models import Case
from coordination_center.sealing import unseal_json
from tests.cast import case_of, fresh, taken_in

pytestmark = pytest.mark.django_db


def titles(viewer: Viewer, **how: object) -> list[str]:
    return [case.title for case in page_for(viewer, Case.objects.all(), **how).rows]  # type: ignore[arg-type]


def test_only_ones_own_newest_activity_first(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    first = case_of(thai_analyst, title="first")
    case_of(thai_analyst, title="second")
    case_of(khmer_liaison, title="theirs")
    first.add_note(by=thai_analyst, text="moves up")
    assert titles(thai_analyst) == ["first", "second"]
    assert titles(khmer_liaison) == ["theirs"]


def test_pages_forth_and_back_join_without_gap_or_overlap(thai_analyst: Viewer) -> None:
    made = [case_of(thai_analyst, title=f"{n}").title for n in range(7)][::-1]
    one = page_for(thai_analyst, Case.objects.all(), size=3)
    two = page_for(thai_analyst, Case.objects.all(), size=3, after=one.older)
    three = page_for(thai_analyst, Case.objects.all(), size=3, after=two.older)
    assert [c.title for page in (one, two, three) for c in page.rows] == made
    assert (one.newer, three.older) == ("", "")
    back = page_for(thai_analyst, Case.objects.all(), size=3, after=two.newer)
    assert [c.title for c in back.rows] == made[:3]
    assert back.newer == ""


def test_a_mangled_cursor_shows_the_first_page(thai_analyst: Viewer) -> None:
    case_of(thai_analyst, title="one")
    assert titles(thai_analyst, after="AAAA") == titles(thai_analyst, after="ไม่ใช่") == ["one"]


def test_a_list_narrowed_to_a_part(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    assert titles(thai_analyst, levels=frozenset({"partner"})) == []
    assert titles(khmer_liaison, levels=frozenset({"partner"})) == [ranong.title]


def test_a_page_is_one_query(ranong: Case, khmer_liaison: Viewer) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        titles(khmer_liaison)
    assert len(queries) == 1


def test_an_excluded_agency_sees_neither_row_nor_count(
    ranong: Case, thai_supervisor: Viewer, khmer_liaison: Viewer
) -> None:
    exclude(by=thai_supervisor, on=ranong, agency=khmer_liaison.agency)
    shut = fresh(khmer_liaison)
    assert (titles(shut), count_for(shut, Case)) == ([], 0)


def test_the_count_is_of_what_one_sees(ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    taken_in(case_of(malay_liaison), thai_analyst, by=malay_liaison)
    assert (count_for(thai_analyst, Case), count_for(malay_liaison, Case)) == (2, 1)


def test_a_cursor_is_the_same_each_time_and_opens_for_nothing_else(thai_analyst: Viewer) -> None:
    for n in range(3):
        case_of(thai_analyst, title=f"{n}")
    first, again = (page_for(thai_analyst, Case.objects.all(), size=2).older for _time in range(2))
    assert first == again
    with pytest.raises(ValueError, match="sealed"):
        unseal_json(first, purpose="another")
