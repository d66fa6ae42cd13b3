"""A handler's day: a source is begun, its identity written and opened, and a colleague takes it over."""

import pytest
from playwright.sync_api import expect

from access.viewer import Viewer
from intelligence.sources.models import Source
from tests.cast import member
from tests.journeys.conftest import Window
from tests.journeys.test_every_page import LOOKS, Look, looked_at, page_in, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_source_from_its_beginning_to_its_next_handler(
    window: Window, thai_analyst: Viewer, javascript: bool
) -> None:
    colleague = member(thai_analyst.agency, "analyst", name="Kanya Thongdee")
    page = window(thai_analyst, java_script_enabled=javascript).new_page()
    page.goto("/sources/new/")
    page.fill("[name=codename]", "Heron")
    page.click("main .form button.primary")
    page.click("text=Write the identity")
    page.fill("[name=real_name]", "Somkiat Wongsawat")
    page.click("main .form button.primary")
    expect(page.locator("body")).not_to_contain_text("Somkiat Wongsawat")
    page.click("text=Open the identity")
    page.select_option("[name=purpose]", "safety")
    page.click("main .form button.primary")
    expect(page.locator("dd").first).to_have_text("Somkiat Wongsawat")
    page.click("main a.button.primary")
    page.click("text=Hand over to a colleague")
    page.select_option("[name=taker]", label="Kanya Thongdee")
    page.click("main .form button.primary")
    other = window(colleague, java_script_enabled=javascript).new_page()
    other.goto("/sources/")
    other.click("main .lines a.button")
    other.click("button[value=taken]")
    expect(other.locator("a[href$='reveal/']")).to_be_visible()
    page.reload()
    expect(page.locator("a[href$='reveal/']")).to_have_count(0)


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_a_source_are_sound(window: Window, look: Look, thai_analyst: Viewer) -> None:
    source = Source.begin(by=thai_analyst, codename="Heron")
    source.identify(by=thai_analyst, real_name="Somkiat Wongsawat", notes="Long story. " * 80)
    source.grade(by=thai_analyst, reliability="B")
    where = f"/sources/{source.pk}/"
    paths = ["/sources/", where, *(f"{where}{page}/" for page in ("identity", "payments", "handover", "reveal"))]
    assert looked_at(window, thai_analyst, look, paths) == []
    page = page_in(window, thai_analyst, look)
    page.goto(f"{where}reveal/")
    page.select_option("[name=purpose]", "safety")
    page.click("main .form button.primary")
    expect(page.locator("dd").first).to_have_text("Somkiat Wongsawat")
    assert violations(page) == []
