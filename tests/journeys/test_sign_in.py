"""Signing in as a person does: password, then code; with JavaScript and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from access.viewer import Viewer
from tests.agencies.door import code, wrong_code
from tests.cast import PASSWORD, with_password
from tests.journeys.conftest import Window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def type_password(page: Page, username: str, password: str = PASSWORD) -> None:
    page.goto("/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.click("main button.primary")


def type_code(page: Page, digits: str) -> None:
    page.fill("[name=code]", digits)
    page.click("main button.primary")


@pytest.mark.parametrize("javascript", [True, False])
def test_password_and_code_lead_to_the_desk(
    window: Window, thai_analyst: Viewer, javascript: bool, complaints: list[str]
) -> None:
    person = with_password(thai_analyst)
    page = window(java_script_enabled=javascript).new_page()
    type_password(page, person.username)
    expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))
    type_code(page, code())
    expect(page.locator("nav.rail [aria-current=page]")).to_have_attribute("href", "/")
    assert complaints == []


def test_a_wrong_password_keeps_the_name_and_says_so(window: Window, thai_analyst: Viewer) -> None:
    person = with_password(thai_analyst)
    page = window().new_page()
    type_password(page, person.username, "not the password at all")
    expect(page.locator("[role=alert]")).to_be_visible()
    expect(page.locator("[name=login]")).to_have_value(person.username)


def test_a_wrong_code_stays_at_the_code(window: Window, thai_analyst: Viewer) -> None:
    person = with_password(thai_analyst)
    page = window().new_page()
    type_password(page, person.username)
    type_code(page, wrong_code())
    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator("nav.rail")).to_have_count(0)


def test_signing_out_ends_it(window: Window, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    page.goto("/")
    page.click(".topbar details:last-child summary")
    page.click("form[action='/accounts/logout/'] button")
    page.goto("/cases/")
    expect(page).to_have_url(re.compile("/accounts/login/"))
