"""From a hit to a release and its recall, as two agencies click it: the asker at a desk, the originator on a phone."""

import pytest
from playwright.sync_api import expect

from access.viewer import Viewer
from cases.subjects.models.lines import Name
from intelligence.reports.models.content import About
from tests.cast import member
from tests.intelligence.writing import MARKS, a_report
from tests.journeys.conftest import PHONE, Window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_hit_a_release_with_the_place_withheld_and_a_recall(
    window: Window, thai_analyst: Viewer, khmer_liaison: Viewer, complaints: list[str]
) -> None:
    held = About(names=[Name("សុខ ចាន់ធូ", language="km")], role="recruiter")
    report = a_report(khmer_liaison, cover={"four_eyes": True}, subjects=[held])
    second = member(khmer_liaison.agency, "liaison", name="Second officer of the desk")

    asker = window(thai_analyst).new_page()
    asker.goto("/hits/")
    asker.fill("[name=name]", "Sok Chanthou")
    asker.fill("[name=purpose]", "The recruiter of the trawlers")
    asker.click("main button.primary")
    expect(asker.locator("main")).to_contain_text(khmer_liaison.agency.name)
    assert report.reference not in asker.content()
    asker.click("main .actions a.primary")
    asker.fill("[name=reference]", "What you hold on Sok Chanthou")
    asker.fill("[name=purpose]", "To stop the next boat")
    asker.check("[name=urgency][value=urgent]")
    asker.click("main button.primary")
    line = asker.url

    desk = window(khmer_liaison, viewport=PHONE, is_mobile=True, has_touch=True).new_page()
    desk.goto("/")
    desk.get_by_role("link", name="Decide").click()
    desk.click("a[href$='/match/']")
    desk.fill("[name=report]", report.reference)
    desk.click("main form button.primary")
    desk.click("a[href$='/approval/']")
    expect(desk.locator("#report")).to_contain_text(MARKS["body"])
    desk.check("[name=withheld][value=place]")
    desk.click("main form button.primary")
    expect(desk.locator(".notices")).to_contain_text("second liaison officer")
    asker.reload()
    expect(asker.locator("#report")).to_have_count(0)

    other = window(second, viewport=PHONE, is_mobile=True, has_touch=True).new_page()
    other.goto(f"{line}confirmation/")
    expect(other.locator("main form")).to_contain_text("Place")
    other.click("main form button.primary")

    asker.reload()
    expect(asker.locator("#report")).to_contain_text(MARKS["body"])
    asker.click("#report .section-head a")
    assert MARKS["place"] not in asker.content()
    read = asker.url

    desk.goto(f"{line}recall/")
    desk.fill("[name=reason_if]", "A tip names a border post")
    desk.click("main form button.primary")
    assert (answer := asker.goto(read)) is not None
    assert answer.status == 404
    asker.goto(line)
    expect(asker.locator("main")).to_contain_text("A tip names a border post")
    asker.click("a[href$='/acknowledgement/']")
    asker.click("main form button.primary")
    expect(asker.locator("main")).not_to_contain_text("Not yet")
    assert complaints == []
