"""Pages of subjects: what is shown to whom, what a form keeps, and what a hidden subject leaves behind."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.subjects.models import Card, Charge, Name, Proposal, Subject, SubjectName
from tests.agencies.door import browser
from tests.cases.test_pages import bare
from tests.cast import taken_in

pytestmark = pytest.mark.django_db


def at(case: Case, tail: str = "") -> str:
    return f"/cases/{case.pk}/subjects/{tail}"


def lines(prefix: str, *rows: dict[str, str], total: int = 3) -> dict[str, str]:
    """What a browser sends for lines of a form."""
    sent = {f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": "0"}
    return sent | {f"{prefix}-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}


def sheet(*names: str, **facts: Any) -> dict[str, Any]:
    """What a browser sends for a subject."""
    rows = [{"text": name, "kind": "", "language": ""} for name in names]
    return {"kind": "Person", "notice": "both"} | lines("names", *rows) | lines("numbers") | facts


def in_thai(viewer: Viewer) -> Client:
    client = browser(viewer)
    client.cookies["django_language"] = "th"
    return client


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_the_tab_lists_what_the_viewer_sees(
    ranong: Case, suspect: Subject, hidden: Subject, khmer_liaison: Viewer
) -> None:
    page = shown(browser(khmer_liaison), at(ranong))
    assert "สมชาย ใจดี" in page
    assert "Somchai Jaidee" in page
    assert "Secret" not in page
    assert "hush" not in re.sub(r'class="[^"]*"', "", page)  # its tag is no filter either


@pytest.mark.parametrize(("query", "there"), [("?kind=Person", True), ("?kind=Vehicle", False), ("?role=suspect", True),
    ("?tag=pier", True), ("?tag=hush", False), ("?role=nonsense", False), ("?agency=x", False)])  # fmt: skip
def test_filters_with_removable_chips(
    ranong: Case, suspect: Subject, thai_analyst: Viewer, query: str, there: bool
) -> None:
    page = shown(browser(thai_analyst), at(ranong) + query)
    assert ("Somchai Jaidee" in page) is there
    assert "Remove filter" in page


def test_adding_by_the_form_in_thai(ranong: Case, thai_analyst: Viewer) -> None:
    sent = sheet("สมหญิง", born="17/5/2523", nationality=["TH", "MM"], tags="Pier, #ranong", role="recruiter")
    answer = browser(thai_analyst).post(at(ranong, "new/"), sent)
    subject = Subject.objects.visible_to(thai_analyst).get()
    assert answer["Location"] == at(ranong, f"{subject.pk}/")
    assert (subject.born, subject.nationality, subject.tags) == ("1980-05-17", ["TH", "MM"], ["pier", "ranong"])
    assert "17 พ.ค. 2523" in shown(in_thai(thai_analyst), answer["Location"])


def test_the_same_form_sent_twice_adds_one(ranong: Case, thai_analyst: Viewer) -> None:
    client, sent = browser(thai_analyst), sheet("Once", once="t")
    first, second = client.post(at(ranong, "new/"), sent), client.post(at(ranong, "new/"), sent)
    assert first["Location"] == second["Location"]
    assert Subject.objects.visible_to(thai_analyst).count() == 1


def test_an_error_keeps_what_was_typed(ranong: Case, thai_analyst: Viewer) -> None:
    sent = sheet("สมหญิง", born="some day", note="Keeps a boat")
    answer = browser(thai_analyst).post(at(ranong, "new/"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in ("สมหญิง", "some day", "Keeps a boat"))


def test_a_subject_needs_a_name(ranong: Case, thai_analyst: Viewer) -> None:
    assert browser(thai_analyst).post(at(ranong, "new/"), sheet()).status_code == 422


def test_more_lines_without_a_script(ranong: Case, thai_analyst: Viewer) -> None:
    sent = sheet("One", "Two", "Three", more="names", born="not yet judged")
    answer = browser(thai_analyst).post(at(ranong, "new/"), sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('name="names-') == 4 + 6 * 3  # of management, and six lines of three fields
    assert all(words in page for words in ("One", "Two", "Three", "not yet judged"))
    assert not Subject.objects.visible_to(thai_analyst).exists()


def test_whoever_was_slower_meets_both_versions(suspect: Subject, thai_analyst: Viewer) -> None:
    client, address = browser(thai_analyst), f"{suspect.get_absolute_url()}edit/"
    suspect.edit(by=thai_analyst, version=1, note="theirs")
    answer = client.post(address, sheet("Mine", version="1", note="mine"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "theirs" in page
    assert 'name="version" value="2"' in page
    assert client.post(address, sheet("Mine", version="2", note="mine")).status_code == 302
    assert SubjectName.objects.visible_to(thai_analyst).get().text == "Mine"


def test_the_edit_form_shows_the_date_as_its_reader_types_it(suspect: Subject, thai_analyst: Viewer) -> None:
    suspect.edit(by=thai_analyst, version=1, born="1980-05-17")
    client, address = in_thai(thai_analyst), f"{suspect.get_absolute_url()}edit/"
    assert 'value="2523-05-17"' in shown(client, address)
    client.post(address, sheet("X", version="2", born="2523-05-17"))
    assert Subject.objects.visible_to(thai_analyst).get().born == "1980-05-17"


def test_removal_says_what_happens_and_leads_back(suspect: Subject, ranong: Case, thai_analyst: Viewer) -> None:
    client, address = browser(thai_analyst), f"{suspect.get_absolute_url()}removal/"
    assert "สมชาย ใจดี" in shown(client, address)
    assert client.post(address)["Location"] == at(ranong)
    assert client.get(suspect.get_absolute_url()).status_code == 404


def test_who_sees_it_is_changed_by_a_page(hidden: Subject, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    address = f"{hidden.get_absolute_url()}audience/"
    both = [str(thai_analyst.agency_id), str(khmer_liaison.agency_id)]
    assert browser(thai_analyst).post(address, {"only": both, "version": 1}).status_code == 302
    assert browser(khmer_liaison).get(hidden.get_absolute_url()).status_code == 200
    assert browser(thai_analyst).post(address, {"only": both, "version": 1}).status_code == 409


def test_a_subject_under_the_address_of_another_case(
    foreign: Subject, suspect: Subject, ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    taken_in(ranong, malay_liaison, by=thai_analyst)
    client = browser(malay_liaison)
    for tail in ("", "edit/", "removal/", "audience/", "screening/", "proposal/", "photo/", "charge/"):
        assert client.get(f"/cases/{foreign.case_id}/subjects/{suspect.pk}/{tail}").status_code == 404
        assert client.post(f"/cases/{ranong.pk}/subjects/{foreign.pk}/{tail}").status_code in {404, 405}


def test_a_hidden_subject_changes_no_byte(
    ranong: Case, suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    other = browser(khmer_liaison)
    addresses = [at(ranong), suspect.get_absolute_url(), f"/cases/{ranong.pk}/charges/"]
    addresses += [f"/cases/{ranong.pk}/{tab}/" for tab in ("timeline", "sharing")] + ["/", "/cases/"]
    before = [bare(other.get(a).content) for a in addresses]
    subject = Subject.add(ranong, by=thai_analyst, names=[Name("X")], only=[thai_analyst.agency], tags=["t"])
    Charge.add(ranong, by=thai_analyst, subject=subject, offence="corruption")
    Card.add(ranong, by=thai_analyst, only=[thai_analyst.agency])
    subject.refer_for_screening(by=thai_analyst, reasons=["debt"])
    subject.edit(by=thai_analyst, version=1, note="n")
    assert [bare(other.get(a).content) for a in addresses] == before
    unseen = other.get(subject.get_absolute_url())
    absent = other.get(at(ranong, f"{uuid4()}/"))
    assert (unseen.status_code, bare(unseen.content)) == (404, bare(absent.content))


def test_reasons_of_a_screening_are_not_for_all(
    suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer, prosecutor: Viewer
) -> None:
    suspect.refer_for_screening(by=khmer_liaison, reasons=["debt"])
    address = suspect.get_absolute_url()
    for viewer, reads in ((khmer_liaison, True), (prosecutor, True), (thai_analyst, False)):
        client = browser(viewer)
        client.cookies["django_language"] = "en"
        assert ("Bound by a debt" in shown(client, address)) is reads


def test_a_screening_by_pages(suspect: Subject, khmer_liaison: Viewer, prosecutor: Viewer) -> None:
    address = suspect.get_absolute_url()
    assert browser(khmer_liaison).post(f"{address}screening/", {"reasons": []}).status_code == 422
    assert browser(khmer_liaison).post(f"{address}screening/", {"reasons": ["debt"]}).status_code == 302
    assert browser(khmer_liaison).post(f"{address}screening/", {"reasons": ["debt"]}).status_code == 409
    assert browser(khmer_liaison).post(f"{address}review/", {"result": "proceed"}).status_code == 403
    assert browser(prosecutor).post(f"{address}review/", {"result": "proceed"}).status_code == 302
    assert browser(prosecutor).post(f"{address}review/", {"result": "proceed"}).status_code == 409


def test_a_proposal_by_pages(suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    partner, owner = browser(khmer_liaison), browser(thai_analyst)
    names = lines("names", {"text": "Somchai C", "kind": "primary", "language": ""})
    sent = {"kind": "Person", "role": "suspect", "tags": "pier", "version": "1", "reason": "Copy"}
    answer = partner.post(f"{suspect.get_absolute_url()}proposal/", sent | names | lines("numbers"))
    proposal = Proposal.objects.visible_to(khmer_liaison).get()
    assert answer["Location"] == proposal.get_absolute_url()
    assert "Somchai C" in shown(owner, answer["Location"])
    assert partner.post(f"{answer['Location']}acceptance/").status_code == 403
    suspect.edit(by=thai_analyst, version=1, note="meanwhile")
    assert owner.post(f"{answer['Location']}acceptance/").status_code == 409
    assert owner.post(f"{answer['Location']}acceptance/", {"version": "2"}).status_code == 302
    assert owner.post(f"{answer['Location']}refusal/", {"reason": "x"}).status_code == 409
    assert owner.get(f"{answer['Location']}nonsense/").status_code == 404


def test_a_charge_by_pages(suspect: Subject, thai_analyst: Viewer) -> None:
    client = browser(thai_analyst)
    sent = {"offence": "trafficking", "court": "Ranong", "charged_on": "มีนาคม 2567"}
    answer = client.post(f"{suspect.get_absolute_url()}charge/", sent)
    charge = Charge.objects.visible_to(thai_analyst).get()
    assert (answer["Location"], charge.charged_on) == (charge.get_absolute_url(), "2024-03")
    assert client.post(f"{answer['Location']}conviction/", {"decided_on": "2024"}).status_code == 422
    verdict = {
        "decided_on": "2/11/2567",
        "sentence": "imprisonment",
        "months": "84",
        "compensation": "5",
        "currency": "",
    }
    assert client.post(f"{answer['Location']}conviction/", verdict).status_code == 422
    assert client.post(f"{answer['Location']}conviction/", verdict | {"currency": "THB"}).status_code == 302
    assert client.post(f"{answer['Location']}acquittal/", {"decided_on": "2024"}).status_code == 409
    edit = sent | verdict | {"currency": "THB", "months": "90", "version": "2"}
    assert client.post(f"{answer['Location']}edit/", edit).status_code == 302
    assert client.post(f"{answer['Location']}edit/", edit).status_code == 409
    assert "Ranong" in shown(client, f"/cases/{suspect.case_id}/charges/")
    assert client.post(f"{answer['Location']}removal/")["Location"] == suspect.get_absolute_url()


def test_a_card_by_pages(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    client = browser(thai_analyst)
    sent = {"sex": "female", "age_from": "14", "nationality": ["LA"], "needs": ["shelter"], "name": "Her name"}
    address = client.post(f"/cases/{ranong.pk}/cards/new/", sent)["Location"]
    card = Card.objects.visible_to(thai_analyst).get()
    assert card.pseudonym in shown(browser(khmer_liaison), address)
    assert card.pseudonym in shown(browser(khmer_liaison), at(ranong))
    assert "Her name" not in shown(client, address)
    assert client.post(f"{address}edit/", {"sex": "male", "version": "1"}).status_code == 302
    assert client.post(f"{address}edit/", {"sex": "male", "version": "1"}).status_code == 409
    assert browser(khmer_liaison).post(f"{address}removal/").status_code == 403
    assert client.post(f"{address}removal/").status_code == 302


def test_reading_is_recorded(suspect: Subject, khmer_liaison: Viewer) -> None:
    browser(khmer_liaison).get(suspect.get_absolute_url())
    seen = Event.objects.filter(led="consultation", root_id=suspect.case_id, actor=khmer_liaison.person_id)
    assert seen.count() == 1


def test_few_questions_are_asked(
    ranong: Case, suspect: Subject, thai_analyst: Viewer, django_assert_max_num_queries: Any
) -> None:
    for n in range(20):
        Subject.add(ranong, by=thai_analyst, names=[Name(f"S{n}"), Name(f"T{n}")])
        Card.add(ranong, by=thai_analyst)
    client = browser(thai_analyst)
    with django_assert_max_num_queries(14):  # 2 are the test's savepoint
        assert client.get(at(ranong)).status_code == 200


def test_the_page_of_a_subject_asks_few_questions(
    suspect: Subject, thai_analyst: Viewer, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of this room: what the panels of other rooms ask is theirs."""
    from cases.subjects.panels import PANELS

    monkeypatch.setattr(PANELS, "_panels", {})
    for n in range(5):
        Charge.add(suspect.case, by=thai_analyst, subject=suspect, offence="drugs", court=f"C{n}")
    client = browser(thai_analyst)
    with django_assert_max_num_queries(14):  # 2 are the test's savepoint
        assert client.get(suspect.get_absolute_url()).status_code == 200
