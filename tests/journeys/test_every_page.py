"""Every type of page: accessible in light and dark, nothing cut off on a phone, no word in the console."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page

from access.viewer import Viewer
from agencies.invitation import invite
from cases.models import Case
from tests.cast import PASSWORD, case_of, fresh, with_password
from tests.journeys import pages
from tests.journeys.conftest import PHONE, WIDE, Window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [("light", WIDE), ("dark", PHONE)]
Look = tuple[str, dict[str, int]]


def violations(page: Page, path: str = "") -> list[str]:
    """What axe finds on a page (at `path`, or where it is) with all its folds open, and whether it is too wide."""
    if path:
        page.goto(path)
    axe = Path(django_settings.NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })")
    page.evaluate(axe)
    found: Any = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    said = [f"{page.url}: {v['id']} {[node['html'][:120] for node in v['nodes']][:3]}" for v in found["violations"]]
    return [*said, f"{page.url}: {too_wide} px too wide"] if too_wide > 0 else said


def page_in(window: Window, viewer: Viewer | None, look: Look) -> Page:
    """A page in this look. axe writes styles into it, so the policy is out of its way here, and only here."""
    scheme, size = look
    small = size is PHONE
    options = {"color_scheme": scheme, "viewport": size, "is_mobile": small, "has_touch": small, "bypass_csp": True}
    return window(viewer, **options).new_page()


def looked_at(window: Window, viewer: Viewer | None, look: Look, paths: list[str]) -> list[str]:
    """All violations of these pages in this look."""
    page = page_in(window, viewer, look)
    return [violation for path in paths for violation in violations(page, path)]


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_those_who_are_not_signed_in(window: Window, look: Look) -> None:
    assert looked_at(window, None, look, list(pages.SIGNED_OUT)) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_an_analyst(window: Window, look: Look, ranong: Case, thai_liaison: Viewer) -> None:
    with_password(thai_liaison)
    ranong.add_note(by=thai_liaison, text="Seen at the pier " * 40)
    assert looked_at(window, thai_liaison, look, pages.of_an_analyst(ranong)) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_the_invited_and_of_empty_lists(
    window: Window, look: Look, thai_analyst: Viewer, ngo_caseworker: Viewer
) -> None:
    assert looked_at(window, ngo_caseworker, look, ["/", "/cases/"]) == []
    case = case_of(thai_analyst, title="An unbrokenly" + "long" * 30 + "title")
    case.invite(by=thai_analyst, agency=ngo_caseworker.agency)
    paths = ["/", "/cases/", f"/cases/{case.pk}/", f"/cases/{case.pk}/refusal/"]
    assert looked_at(window, ngo_caseworker, look, paths) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_administrators_and_oversight(
    window: Window, look: Look, thai_admin: Viewer, thai_analyst: Viewer, centre_admin: Viewer, overseer: Viewer
) -> None:
    found = looked_at(window, thai_admin, look, pages.of_an_administrator(thai_admin, thai_analyst))
    found += looked_at(window, centre_admin, look, pages.of_the_centre(thai_admin))
    found += looked_at(window, overseer, look, ["/", "/oversight/"])
    assert found == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_the_second_factor(window: Window, look: Look, thai_analyst: Viewer, thai_liaison: Viewer) -> None:
    person = with_password(thai_analyst)
    page = page_in(window, None, look)
    page.goto("/accounts/login/")
    page.fill("[name=login]", person.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button.primary")
    page.wait_for_selector("[name=code]")
    assert violations(page) == []
    own = [f"/accounts/2fa/{name}/" for name in ("reauthenticate", "totp/replace", "recovery-codes/generate")]
    assert looked_at(window, thai_analyst, look, own) == []
    assert looked_at(window, thai_liaison, look, ["/accounts/2fa/totp/activate/"]) == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_page_behind_an_invitation(window: Window, look: Look, thai_admin: Viewer) -> None:
    invited: dict[str, Any] = {
        "name": "Malee Thongdee",
        "email": "malee@example.org",
        "roles": ["analyst"],
        "language": "th",
    }
    _invitation, token = invite(thai_admin.agency, by=thai_admin, **invited)
    assert looked_at(window, None, look, [f"/invitations/{token}/"]) == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_page_of_two_versions(window: Window, look: Look, ranong: Case, thai_analyst: Viewer) -> None:
    page = page_in(window, thai_analyst, look)
    page.goto(f"/cases/{ranong.pk}/edit/")
    Case.objects.scoped(thai_analyst).get(pk=ranong.pk).edit(by=fresh(thai_analyst), version=1, title="Theirs")
    page.click("main button.primary")
    page.wait_for_selector(".versions")
    assert violations(page) == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_gallery_of_components(window: Window, look: Look, thai_analyst: Viewer, settings: Any) -> None:
    settings.DEMO = True
    assert looked_at(window, thai_analyst, look, ["/ui/"]) == []


def test_the_console_stays_silent(
    window: Window, ranong: Case, thai_liaison: Viewer, thai_admin: Viewer, overseer: Viewer, complaints: list[str]
) -> None:
    with_password(thai_liaison)
    walks = [(thai_liaison, pages.of_an_analyst(ranong)), (overseer, ["/oversight/"])]
    for viewer, paths in [*walks, (thai_admin, pages.of_an_administrator(thai_admin, thai_liaison))]:
        page = window(viewer).new_page()
        for path in paths:
            answer = page.goto(path)
            assert (answer and answer.status) == 200, path
    assert complaints == []
