"""Kept views are one person's own; a file of the list is what is shown, harmless to a spreadsheet, and recorded."""

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.search.export import plain
from cases.search.models import MOST_VIEWS, SavedView
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import case_of

pytestmark = pytest.mark.django_db


def lines(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def cells(response: Any) -> list[list[Any]]:
    sheet: Any = load_workbook(io.BytesIO(response.content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_view_is_kept_shown_and_removed(ranong: Case, thai_analyst: Viewer) -> None:
    own = browser(thai_analyst)
    own.post("/cases/views/", {"name": "Open ones", "state": "open", "columns": ["title", "marking", "lead"]})
    [view] = SavedView.objects.all()
    assert (view.filters, view.columns) == ({"state": "open"}, ["title", "lead", "marking"])
    assert "/cases/?state=open&amp;columns=title%2Clead%2Cmarking" in own.get("/cases/").content.decode()
    own.post(f"/cases/views/{view.pk}/removal/")
    assert not SavedView.objects.exists()


def test_a_view_is_never_visible_to_others(
    thai_analyst: Viewer, thai_liaison: Viewer, thai_admin: Viewer, malay_liaison: Viewer, ngo: Any
) -> None:
    from tests.cast import also

    view = SavedView.keep(by=thai_analyst, name="Secret suspicion", filters={}, columns=["title"])
    elsewhere = also(thai_analyst, ngo, "analyst")
    for viewer in (thai_liaison, thai_admin, malay_liaison, elsewhere):
        assert "Secret suspicion" not in browser(viewer).get("/cases/").content.decode()
        assert browser(viewer).post(f"/cases/views/{view.pk}/removal/").status_code == 404
        program = Program(viewer)
        assert program.get("/cases/views/").json() == {"results": []}
        assert program.get(f"/cases/views/{view.pk}/").status_code == 404
        assert program.client.delete(f"/api/cases/views/{view.pk}/").status_code == 404
    assert SavedView.objects.exists()


def test_views_over_the_api(thai_analyst: Viewer) -> None:
    program = Program(thai_analyst)
    made = program.post("/cases/views/", {"name": "A", "filters": {"state": "open"}, "columns": ["lead"]})
    again = program.post("/cases/views/", {"name": "A", "filters": {"tlp": "GREEN"}})
    assert (made.status_code, again.status_code, again.json()["id"]) == (201, 201, made.json()["id"])
    assert program.get(f"/cases/views/{made.json()['id']}/").json()["filters"] == {"tlp": "GREEN"}
    for wrong in (
        {"name": "B", "filters": {"password": "x"}},
        {"name": "B", "columns": ["password"]},
        {"name": "\x00"},
    ):
        assert program.post("/cases/views/", wrong).status_code in {400, 422}
    assert program.client.delete(f"/api/cases/views/{made.json()['id']}/").status_code == 204


def test_views_are_not_endless(thai_analyst: Viewer) -> None:
    for number in range(MOST_VIEWS):
        SavedView.keep(by=thai_analyst, name=f"{number}", filters={}, columns=[])
    assert Program(thai_analyst).post("/cases/views/", {"name": "one more"}).status_code == 422
    browser(thai_analyst).post("/cases/views/", {"name": "one more"})
    assert SavedView.objects.count() == MOST_VIEWS


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_holds_exactly_what_is_shown(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, form: str
) -> None:
    case_of(thai_analyst, title="Draft one")
    sent = {"form": form, "state": "open", "columns": ["title", "marking", "handling"]}
    response = browser(thai_analyst).post("/cases/export/", sent)
    assert response["Content-Disposition"].startswith("attachment")
    found = lines(response) if form == "csv" else cells(response)
    assert found == [["Case", "Marking", "Handling codes"], ["Ranong trawlers", "TLP:AMBER", "H2"]]


def test_a_file_is_recorded_as_a_disclosure_of_each_case(ranong: Case, thai_analyst: Viewer) -> None:
    other = case_of(thai_analyst, title="Other")
    browser(thai_analyst).post("/cases/export/", {"form": "csv"})
    event = Event.objects.get(verb="case.exported")
    assert (event.led, set(event.object_ids), event.detail["count"]) == ("disclosure", {ranong.pk, other.pk}, 2)
    assert "Ranong" not in str(event.detail)


def test_a_file_is_read_anew_at_the_moment_of_saving(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    partner, sent = browser(khmer_liaison), {"form": "csv"}
    assert len(lines(partner.post("/cases/export/", sent))) == 2
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert len(lines(partner.post("/cases/export/", sent))) == 1
    assert len(lines(browser(malay_liaison).post("/cases/export/", sent))) == 1


def test_the_inside_of_a_proposal_is_in_no_file(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst, title="Proposal")
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    sent = {"form": "csv", "columns": ["state", "begun", "opened", "outcome", "lead"]}
    assert lines(browser(khmer_liaison).post("/cases/export/", sent))[1] == [
        "Proposal", thai_analyst.agency.name, "", "TLP:AMBER", "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0", " =1", "＝1", "|x", "\n=1"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    assert plain(text) == f"'{text}"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_title_that_looks_like_a_formula_is_text_in_the_file(thai_analyst: Viewer, form: str) -> None:
    case_of(thai_analyst, title='=HYPERLINK("http://x","y")')
    response = browser(thai_analyst).post("/cases/export/", {"form": form})
    found = lines(response) if form == "csv" else cells(response)
    assert found[1][0] == '\'=HYPERLINK("http://x","y")'


@pytest.mark.parametrize("text", ["Ranong", "สมชาย", "", "a=b", "TLP:RED", "2017-03-01"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


def test_an_unknown_kind_of_file_is_csv_on_the_page_and_refused_by_the_api(ranong: Case, thai_analyst: Viewer) -> None:
    assert browser(thai_analyst).post("/cases/export/", {"form": "exe"})["Content-Type"].startswith("text/csv")
    assert Program(thai_analyst).post("/cases/export/", {"form": "exe"}).status_code in {400, 422}
    assert Program(thai_analyst).post("/cases/export/", {"form": "csv", "state": "open"}).status_code == 200


def test_an_export_costs_the_same_for_many_as_for_few(thai_analyst: Viewer, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        case_of(thai_analyst, title=f"{number}")
    own = browser(thai_analyst)
    with django_assert_max_num_queries(11):  # 2 are the test's savepoint
        own.post("/cases/export/", {"form": "csv"})
