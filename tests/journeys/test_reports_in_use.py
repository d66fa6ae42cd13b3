"""Attaching a report in a real browser: refused, with the way to the originator; and every page of it is accessible."""

import pytest

from access.viewer import Viewer
from cases.models import Case
from intelligence.usage.models import Use
from tests.cast import taken_in
from tests.intelligence.usage.acts import legal, released, report_of
from tests.journeys.conftest import Window
from tests.journeys.test_every_page import LOOKS, Look, page_in, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.mark.parametrize("look", LOOKS)
def test_attached_refused_and_asked_for(
    window: Window, look: Look, ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    report, own = report_of(khmer_liaison, "H1", "H2"), report_of(thai_liaison)
    released(report, thai_liaison, khmer_liaison)
    Use.attach(own, by=thai_liaison, case=ranong, **legal(ranong, thai_liaison))
    taken_in(ranong, malay_liaison, by=thai_liaison)
    page = page_in(window, thai_liaison, look)
    found = [one for path in (f"/reports/{own.pk}/", f"/reports/{own.pk}/history/", f"/cases/{ranong.pk}/intelligence/")
             for one in violations(page, path)]  # fmt: skip
    page.goto(f"/reports/{report.pk}/")
    page.click("#uses a.button")
    found += violations(page)
    page.select_option("[name=case]", str(ranong.pk))
    page.click("form.form button.primary")
    found += violations(page)
    page.click("form.form button.primary")
    page.wait_for_selector("text=attaching it would pass it on")
    found += violations(page)
    page.click("form.form a[href*='leave=cases']")
    assert page.is_checked("[name=wanted_leave][value=cases]")
    assert page.input_value("[name=reference]") == report.reference
    found += violations(page)
    page.goto("/cases/search/")
    page.fill(".search-form [name=q]", "Titlemark")
    page.press(".search-form [name=q]", "Enter")
    page.wait_for_selector(".beside")
    assert [*found, *violations(page)] == []
