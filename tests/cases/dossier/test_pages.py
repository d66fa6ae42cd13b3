"""The dossier through its page and over the API: a form, a PDF, and a line in the log."""

from typing import Any

import pytest

from access.viewer import Viewer
from audit.models import Event, Led
from cases.models import Case
from coordination_center.paper import printing
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.dossier.making import ALL
from tests.frame.paper.reading import text

pytestmark = pytest.mark.django_db
SENT = {"purpose": "briefing", "chosen": ["facts", "notes"]}


def post(viewer: Viewer, case: Case, **changes: Any) -> Any:
    return browser(viewer).post(f"/cases/{case.pk}/dossier/", SENT | changes)


def disclosures(case: Case) -> list[Event]:
    return list(Event.objects.filter(root_id=case.pk, verb="case.printed", led=Led.DISCLOSURE))


def test_the_form_has_every_part_ticked(ranong: Case, khmer_liaison: Viewer) -> None:
    shown = browser(khmer_liaison).get(f"/cases/{ranong.pk}/dossier/").content.decode()
    assert shown.count('type="checkbox"') == shown.count("checked") == len(ALL)
    assert disclosures(ranong) == []


def test_it_answers_with_a_pdf_that_nothing_keeps_or_opens(ranong: Case, khmer_liaison: Viewer) -> None:
    answer = post(khmer_liaison, ranong)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "Ranong trawlers" in text(answer.content)


def test_it_is_a_disclosure_with_purpose_parts_and_copy(ranong: Case, khmer_liaison: Viewer) -> None:
    answer = post(khmer_liaison, ranong)
    (event,) = disclosures(ranong)
    assert (event.verb, event.purpose, event.actor) == ("case.printed", "briefing", khmer_liaison.person_id)
    assert event.detail["parts"] == ["facts", "notes"]
    assert event.detail["copy"] in text(answer.content)


def test_printing_moves_no_case_in_any_list(ranong: Case, khmer_liaison: Viewer) -> None:
    before = Case.objects.values().get(pk=ranong.pk)
    post(khmer_liaison, ranong)
    assert Case.objects.values().get(pk=ranong.pk) == before


@pytest.mark.parametrize(
    "wrong", [{"purpose": ""}, {"purpose": "curiosity"}, {"chosen": []}, {"chosen": ["facts", "secrets"]}]
)
def test_what_cannot_be_accepted_prints_nothing(ranong: Case, khmer_liaison: Viewer, wrong: dict[str, Any]) -> None:
    assert post(khmer_liaison, ranong, **wrong).status_code == 422
    assert disclosures(ranong) == []


def test_court_with_h1_is_refused_on_the_form(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    ranong.edit(by=thai_analyst, version=ranong.version, handling=["H1"])
    answer = post(khmer_liaison, ranong, purpose="court")
    assert answer.status_code == 422
    assert "H1" in answer.content.decode()
    assert disclosures(ranong) == []


def test_a_print_that_is_given_up_is_no_disclosure(
    ranong: Case, khmer_liaison: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "MOST", 100)
    answer = post(khmer_liaison, ranong)
    assert answer.status_code == 422
    assert "too large" in answer.content.decode()
    assert disclosures(ranong) == []


def test_nobody_prints_what_they_may_not(
    ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer, khmer_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    assert post(malay_liaison, ranong).status_code == 404
    ranong.invite(by=thai_analyst, agency=ngo_caseworker.agency, level="partner")
    assert post(ngo_caseworker, ranong).status_code == 403
    ranong.accept(by=ngo_caseworker)
    assert post(ngo_caseworker, ranong).status_code == 403
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert post(khmer_liaison, ranong).status_code == 404
    assert disclosures(ranong) == []


def test_the_same_over_the_api(ranong: Case, khmer_liaison: Viewer) -> None:
    answer = Program(khmer_liaison).post(f"/cases/{ranong.pk}/dossier/", {"purpose": "own_file"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    (event,) = disclosures(ranong)
    assert event.detail["parts"] == sorted(ALL)


@pytest.mark.parametrize(
    "body", [{}, {"purpose": "x"}, {"purpose": "court", "parts": []}, {"purpose": "court", "more": 1},
             {"purpose": "court", "parts": ["secrets"]}, {"purpose": ["court"]}],
)  # fmt: skip
def test_the_api_refuses_what_the_form_does(ranong: Case, khmer_liaison: Viewer, body: dict[str, Any]) -> None:
    assert Program(khmer_liaison).post(f"/cases/{ranong.pk}/dossier/", body).status_code in {400, 422}
    assert disclosures(ranong) == []


def test_the_api_answers_strangers_as_if_nothing_were_there(ranong: Case, malay_liaison: Viewer) -> None:
    answer = Program(malay_liaison).post(f"/cases/{ranong.pk}/dossier/", {"purpose": "court"})
    assert answer.status_code == 404
