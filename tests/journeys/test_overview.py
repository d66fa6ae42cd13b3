"""The pages over all of intelligence in a browser: accessible in both looks; places and figures lead to reports."""

import pytest
from playwright.sync_api import expect

from access.viewer import Viewer
from cases.chronology.placing import spot
from intelligence.hits.question import Question
from intelligence.hits.watching import watch
from tests.cast import with_password
from tests.intelligence.hits.world import PHONE as NUMBER
from tests.intelligence.hits.world import asks, holds, worked
from tests.intelligence.overview.world import released
from tests.intelligence.rfis.conftest import ask
from tests.intelligence.writing import MARKS, a_report
from tests.journeys.conftest import WIDE, Window
from tests.journeys.test_every_page import LOOKS, Look, page_in, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def busy(thai_liaison: Viewer, khmer_liaison: Viewer) -> str:
    """Reports, questions and answers between two agencies; the address of a standing query that was answered."""
    with_password(thai_liaison)
    released(a_report(khmer_liaison), thai_liaison, by=khmer_liaison)
    a_report(thai_liaison, place=spot("Ranong", "TH", 9.97, 98.63), cover={"exploitation": ["labour"]})
    ask(thai_liaison, khmer_liaison)
    ask(khmer_liaison, thai_liaison)
    row = watch(Question.said(numbers=[("phone", NUMBER, "TH")]), purpose="The recruiter", days=9, by=thai_liaison)
    holds(khmer_liaison, "Tawan Saelim", phone=NUMBER)
    asks(thai_liaison, "Tawan Saelim")
    worked()
    return row.get_absolute_url()


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_accessible_and_fits(window: Window, look: Look, thai_liaison: Viewer, busy: str) -> None:
    page = page_in(window, thai_liaison, look)
    over = [f"/intelligence/{name}" for name in ("", "map/", "queue/", "answer-times/")]
    for path in [
        *over,
        "/intelligence/?form=labour",
        "/reports/?grade=4x4.B2&since=2020",
        busy,
        "/hits/standing/",
        "/",
    ]:
        assert violations(page, path) == []


def test_a_place_on_the_map_leads_to_its_reports(window: Window, thai_liaison: Viewer, busy: str) -> None:
    page = page_in(window, thai_liaison, ("light", WIDE))
    page.goto("/intelligence/map/")
    page.get_by_role("button", name="Show on the map: Ranong").click()
    card = page.locator("[data-map-card]")
    expect(card).to_contain_text("Ranong, Thailand")
    card.get_by_role("link", name="1 report").click()
    expect(page.locator("main")).to_contain_text("Ranong")
    expect(page.get_by_role("link", name=MARKS["title"])).to_have_count(1)


def test_a_figure_leads_to_its_reports_without_a_script(window: Window, thai_liaison: Viewer, busy: str) -> None:
    page = window(thai_liaison, java_script_enabled=False).new_page()
    page.goto("/intelligence/")
    page.get_by_role("link", name="2 B2").click()
    expect(page.get_by_role("link", name=MARKS["title"])).to_have_count(2)
    page.get_by_role("link", name="Remove filter: B2 (Europol 4x4)").click()
    assert page.url.endswith("/reports/")
