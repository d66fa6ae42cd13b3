"""Figures over reports: each counts what the viewer may read, and leads to exactly those reports."""

import re
from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from access.exclusion import exclude
from access.viewer import Viewer
from intelligence.overview.figures import Figure, Overview, overview_of
from intelligence.reports.models import Report
from intelligence.reports.models.content import Grades, Platform
from intelligence.reports.narrowing import Narrowing, page_of
from tests.agencies.door import browser
from tests.cast import fresh, member
from tests.intelligence.overview.world import queries, released, seen_by
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db
LIST = 8  # queries of a page, session and viewer included


def figures_of(viewer: Viewer, query: str = "") -> Overview:
    return overview_of(viewer, Narrowing.of(viewer, QueryDict(query)))


def counted(figures: list[Figure]) -> dict[str, int]:
    return {figure.code: figure.number for figure in figures if figure.number}


def grades(overview: Overview) -> dict[str, int]:
    return {f.code: f.number for matrix in overview.grades for _s, row in matrix.lines for f in row if f.number}


def behind(viewer: Viewer, figure: Figure) -> set[Report]:
    """The reports of the list that a figure leads to."""
    return set(page_of(viewer, Narrowing.of(viewer, QueryDict(figure.url.partition("?")[2]))).rows)


def all_of(overview: Overview) -> list[Figure]:
    told = [figure for matrix in overview.grades for _source, row in matrix.lines for figure in row]
    return [*told, *overview.months, *overview.forms, *overview.platforms, *overview.received]


def test_every_figure_leads_to_as_many_reports(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    a_report(thai_analyst, cover={"exploitation": ["labour", "sexual"]})
    a_report(thai_analyst, grades=Grades("admiralty", "b", "6"), validated=False)
    used = [Platform("game", "A"), Platform("game", "B"), Platform("social", "C")]
    released(a_report(khmer_liaison, platforms=used), thai_analyst, by=khmer_liaison)
    found = figures_of(thai_analyst)
    assert (found.total, found.ours, found.others, found.graded) == (3, 2, 1, 3)
    assert grades(found) == {"B2": 2, "b6": 1}
    assert counted(found.forms) == {"labour": 1, "sexual": 1}
    assert counted(found.platforms) == {"social": 3, "game": 1}
    assert counted(found.received) == {str(khmer_liaison.agency_id): 1}
    for figure in all_of(found):
        assert len(behind(thai_analyst, figure)) == figure.number


def test_what_is_released_by_us_counts_while_it_is(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison)
    line = released(report, thai_analyst, by=khmer_liaison)
    assert counted(figures_of(khmer_liaison).given) == {str(thai_analyst.agency_id): 1}
    line.recall(by=khmer_liaison, reason="A tip")
    assert figures_of(khmer_liaison).given == []
    assert figures_of(thai_analyst).total == 0


@pytest.mark.parametrize(("piece", "left"), [("grades", "platforms"), ("platforms", "grades")])
def test_what_is_withheld_does_not_count(khmer_liaison: Viewer, thai_analyst: Viewer, piece: str, left: str) -> None:
    released(a_report(khmer_liaison), thai_analyst, by=khmer_liaison, withheld=(piece,))
    found = figures_of(thai_analyst)
    assert found.total == 1
    assert {"grades": grades(found), "platforms": counted(found.platforms)}[piece] == {}
    assert {"grades": grades(found), "platforms": counted(found.platforms)}[left] != {}
    own = figures_of(khmer_liaison)
    assert grades(own)
    assert own.platforms


@pytest.mark.parametrize("query", ["grade=4x4.B2", "platform=social"])
def test_a_list_does_not_find_by_what_is_withheld(khmer_liaison: Viewer, thai_analyst: Viewer, query: str) -> None:
    report = a_report(khmer_liaison)
    released(report, thai_analyst, by=khmer_liaison, withheld=("grades", "platforms"))
    asked = Narrowing.of(thai_analyst, QueryDict(query))
    assert page_of(thai_analyst, asked).rows == []
    assert page_of(khmer_liaison, Narrowing.of(khmer_liaison, QueryDict(query))).rows == [report]


def test_two_worlds_with_and_without_a_hidden_report_are_the_same(
    khmer_liaison: Viewer, thai_analyst: Viewer, thai_supervisor: Viewer, malay_liaison: Viewer
) -> None:
    released(
        a_report(khmer_liaison), thai_analyst, by=khmer_liaison, withheld=("grades", "place", "route", "platforms")
    )
    a_report(thai_analyst)

    def hidden() -> None:
        a_report(khmer_liaison, grades=Grades("admiralty", "a", "1"), cover={"exploitation": ["other"]})
        released(a_report(khmer_liaison), malay_liaison, by=khmer_liaison)
        recalled = released(a_report(khmer_liaison), thai_analyst, by=khmer_liaison)
        recalled.recall(by=khmer_liaison, reason="A tip")
        recalled.acknowledge(by=thai_analyst)
        compartment = a_report(thai_supervisor, named=[thai_supervisor.person])
        assert compartment.compartment

    plain = seen_by(thai_analyst, lambda: None)
    assert seen_by(thai_analyst, hidden) == plain
    assert not any(MARKS[name].encode() in page for page in plain for name in ("title", "body", "platforms"))


def test_an_exclusion_takes_reports_out_of_the_figures(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison)
    released(report, thai_analyst, by=khmer_liaison)
    assert figures_of(thai_analyst).total == 1
    exclude(by=khmer_liaison, on=report, agency=thai_analyst.agency)
    assert figures_of(fresh(thai_analyst)).total == 0


def test_a_period_and_a_form_narrow_every_figure(thai_analyst: Viewer) -> None:
    old, new = a_report(thai_analyst), a_report(thai_analyst, cover={"exploitation": ["labour"]})
    rows = Report.objects.unscoped("a test moves a report into the past")
    rows.filter(pk=old.pk).update(validated_at=datetime(2023, 2, 28, 12, tzinfo=UTC))
    both = figures_of(thai_analyst)
    assert (both.total, len(both.months), both.earlier and both.earlier.number) == (2, 24, 1)
    assert both.earlier
    assert behind(thai_analyst, both.earlier) == {old}
    assert figures_of(thai_analyst, "until=2023").total == 1
    assert figures_of(thai_analyst, "since=2023-03").total == 1
    assert figures_of(thai_analyst, "since=2566-02&until=2566-02").total == 1
    assert grades(figures_of(thai_analyst, "form=labour")) == {"B2": 1}
    assert behind(thai_analyst, figures_of(thai_analyst, "form=labour").months[-1]) == {new}


@pytest.mark.parametrize(
    "query",
    ["grade=4x4.Z9", "since=never", "until=9999999", "form=x", "platform=%00", "originator=1", "spot=abc", "way=%5B"],
)
def test_a_word_that_is_none_is_left_out(thai_analyst: Viewer, query: str) -> None:
    report = a_report(thai_analyst)
    assert page_of(thai_analyst, Narrowing.of(thai_analyst, QueryDict(query))).rows == [report]
    page = browser(thai_analyst)
    assert {page.get(f"{where}?{query}").status_code for where in ("/reports/", "/intelligence/")} == {200}


def test_pages_of_a_narrowed_list_join(thai_analyst: Viewer) -> None:
    made = [a_report(thai_analyst) for _n in range(5)][::-1]
    asked = Narrowing.of(thai_analyst, QueryDict("grade=4x4.B2"))
    one = page_of(thai_analyst, asked, size=2)
    two = page_of(thai_analyst, asked, size=2, after=one.older)
    three = page_of(thai_analyst, asked, size=2, after=two.older)
    assert [*one.rows, *two.rows, *three.rows] == made
    assert page_of(thai_analyst, asked, size=2, after=two.newer).rows == one.rows


@pytest.mark.parametrize(
    "where", ["/intelligence/", "/intelligence/?form=labour&since=2026", "/reports/?grade=4x4.B2&platform=social"]
)
def test_a_page_keeps_to_its_queries(thai_analyst: Viewer, khmer_liaison: Viewer, where: str) -> None:
    released(a_report(khmer_liaison), thai_analyst, by=khmer_liaison)
    assert queries(thai_analyst, where) <= LIST


def test_who_reads_no_records_reads_no_figures(thai_admin: Viewer) -> None:
    assert browser(thai_admin).get("/intelligence/").status_code == 403


def test_a_counted_cell_is_a_link_and_an_empty_one_is_not(thai_analyst: Viewer) -> None:
    a_report(thai_analyst)
    page = browser(thai_analyst).get("/intelligence/").content.decode()
    assert re.findall(r'<td class="shade-(\d)"><a href="/reports/\?grade=4x4\.(..)">1', page) == [("5", "B2")]
    assert page.count("<span>0</span>") == 15


def test_a_lone_reader_of_another_agency_sees_nothing(ngo: object, thai_analyst: Viewer) -> None:
    a_report(thai_analyst)
    caseworker = member(ngo, "caseworker")  # type: ignore[arg-type]
    assert figures_of(caseworker).total == 0
