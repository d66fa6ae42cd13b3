"""A figure from the pier to the board of another country; and every page of an operation by axe."""

import pytest
from playwright.sync_api import expect

from access.viewer import Viewer
from operations.models import Increment, Operation
from tests.journeys.conftest import Window
from tests.journeys.test_every_page import LOOKS, Look, looked_at
from tests.operations.people import running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def gulf(thai_liaison: Viewer, khmer_liaison: Viewer) -> Operation:
    """An operation in its action days, coordinated by the Thai police."""
    return running(thai_liaison, khmer_liaison)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_figure_is_on_the_other_countrys_board(
    window: Window, gulf: Operation, thai_liaison: Viewer, khmer_liaison: Viewer, javascript: bool
) -> None:
    board = window(thai_liaison, java_script_enabled=javascript).new_page()
    board.goto(f"/operations/{gulf.pk}/")
    field = window(khmer_liaison, java_script_enabled=javascript).new_page()
    field.goto(f"/operations/{gulf.pk}/report/")
    field.select_option("[name=category]", "victims_rescued")
    field.fill("[name=quantity]", "11")
    field.click("main .form button.primary")
    assert Increment.objects.unscoped("the test").get(operation=gulf).quantity == 11
    if not javascript:
        board.reload()
    expect(board.locator("main")).to_contain_text("Victims rescued and assisted", timeout=15_000)
    expect(board.locator("main")).to_contain_text("11")


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_an_operation_are_sound(
    window: Window, look: Look, gulf: Operation, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    row = gulf.report(by=khmer_liaison, category="arrests", quantity=2)
    where = f"/operations/{gulf.pk}/"
    line = gulf.parts.get(agency=khmer_liaison.agency).pk
    own = ["plan/", "edit/", "delegations/new/", f"delegations/{line}/", "sites/new/", "report/", "results/"]
    own.append(f"results/{row.pk}/")
    paths = ["/operations/", "/operations/new/", where, *(where + path for path in own)]
    assert looked_at(window, thai_liaison, look, paths) == []
