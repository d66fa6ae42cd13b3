"""Evidence in a browser: refused without losing what was typed, kept, downloaded as it was, and handed over."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from access.viewer import Viewer
from cases.models import Case
from tests.frame.files import hostile, sound
from tests.journeys.conftest import PHONE, Window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_refused_file_a_kept_one_and_its_hand_over(
    window: Window, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, complaints: list[str]
) -> None:
    page = window(thai_analyst, viewport=PHONE, is_mobile=True, has_touch=True).new_page()
    page.goto(f"/cases/{ranong.pk}/evidence/new/")
    page.fill("[name=title]", "Crew list of March")
    page.set_input_files(
        "[name=file]", {"name": "list.svg", "mimeType": "image/png", "buffer": hostile.svg_with_script()}
    )
    page.click("main button.primary")
    expect(page.locator(".errorlist, .field-error, [id$=file_error], .error").first).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value("Crew list of March")

    whole = sound.pdf()
    page.set_input_files("[name=file]", {"name": "crew\u202efdp.pdf", "mimeType": "application/pdf", "buffer": whole})
    page.click("main button.primary")
    expect(page.locator("h2").first).to_have_text("Crew list of March")
    expect(page.get_by_text(hashlib.sha256(whole).hexdigest()[:12]).first).to_be_attached()
    with page.expect_download() as download:
        page.click("a[href*='/files/']")
    assert Path(download.value.path()).read_bytes() == whole
    assert "\u202e" not in download.value.suggested_filename

    page.click("a[href$='/offer/']")
    page.select_option("[name=agency]", str(khmer_liaison.agency_id))
    page.fill("[name=purpose]", "To compare the signatures")
    page.click("main button.primary")
    where = page.url

    theirs = window(khmer_liaison).new_page()
    theirs.goto(where)
    expect(theirs.get_by_text("To compare the signatures").first).to_be_visible()
    theirs.click("a[href$='/receipt/']")
    theirs.fill("[name=condition]", "Sealed")
    theirs.click("main button.primary")
    expect(theirs.locator(".custody li")).to_have_count(3)  # collected, offered, received
    assert [said for said in complaints if "422" not in said] == []
