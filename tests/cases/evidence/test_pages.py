"""The pages of evidence: what they show to whom, what they refuse and keep; a restricted item leaves no trace."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from access.viewer import Viewer
from cases.evidence.models import Evidence
from cases.models import Case
from tests.agencies.door import browser
from tests.cases.evidence.conftest import chain, newest, on_disk, upload
from tests.cast import taken_in
from tests.frame.files import hostile, sound

pytestmark = pytest.mark.django_db
CHANGING = re.compile(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"')


def page(by: Viewer, address: str) -> str:
    got = browser(by).get(address)
    assert got.status_code == 200, address
    return CHANGING.sub("", got.content.decode())


def form(**more: Any) -> dict[str, Any]:
    return {"title": "Ledger", "kind": "financial", "text": "Payments to the skipper", "once": uuid4()} | more


def tab(case: Case) -> str:
    return f"/cases/{case.pk}/evidence/"


def test_the_list_shows_what_one_may_see(statement: Evidence, ours: Evidence, thai_analyst: Viewer,
                                         khmer_liaison: Viewer) -> None:  # fmt: skip
    Evidence.add(statement.case, by=khmer_liaison, title="Outboard motor")
    mine, theirs = page(thai_analyst, tab(statement.case)), page(khmer_liaison, tab(statement.case))
    assert "Statement of the skipper" in mine
    assert "Hidden house" in mine
    assert "Outboard motor" in mine
    assert "Statement of the skipper" in theirs
    assert "Hidden house" not in theirs


def test_a_restricted_item_leaves_no_trace(ranong: Case, statement: Evidence, thai_analyst: Viewer,
                                           khmer_liaison: Viewer) -> None:  # fmt: skip
    addresses = [f"/cases/{ranong.pk}/", tab(ranong), f"{tab(ranong)}{statement.pk}/", f"/cases/{ranong.pk}/timeline/",
                 f"/cases/{ranong.pk}/sharing/", "/cases/", "/"]  # fmt: skip
    before = [page(khmer_liaison, address) for address in addresses]
    item = Evidence.add(
        ranong, by=thai_analyst, title="Hidden house", file=upload(sound.jpeg(), "a.jpg"), only=[thai_analyst.agency]
    )
    item.edit(by=thai_analyst, version=1, title="Hidden house, back door")
    item.add_version(by=thai_analyst, file=upload(sound.png(), "b.png"))
    item.move(by=thai_analyst, purpose="to the safe")
    browser(thai_analyst).get(f"{tab(ranong)}{item.pk}/files/{newest(item).pk}/")
    item.withdraw(by=thai_analyst, reason="x")
    assert [page(khmer_liaison, address) for address in addresses] == before


def test_an_item_shows_its_versions_and_who_had_it(statement: Evidence, thai_analyst: Viewer,
                                                   khmer_liaison: Viewer) -> None:  # fmt: skip
    statement.add_version(by=thai_analyst, file=upload(sound.png(), "scan.png"), note="scanned anew")
    statement.offer(by=thai_analyst, agency=khmer_liaison.agency, purpose="examination", seal="TH-104")
    shown = page(khmer_liaison, f"{tab(statement.case)}{statement.pk}/")
    for word in ("statement.pdf", "scan.png", "scanned anew", "TH-104", "Confirm that you received it",
                 newest(statement).sha256):  # fmt: skip
        assert word in shown
    assert "Withdraw it" not in shown


def test_an_item_is_added_with_its_file(ranong: Case, khmer_liaison: Viewer) -> None:
    sent = form(file=upload(), seal="KH-7", obtained_on="2017-03-01", place="Ranong pier")
    got = browser(khmer_liaison).post(f"{tab(ranong)}new/", sent)
    item = Evidence.objects.get()
    assert got["Location"] == f"{tab(ranong)}{item.pk}/"
    assert (item.title, item.place, str(item.obtained_on)) == ("Ledger", "Ranong pier", "2017-03-01")
    assert newest(item).name == "statement.pdf"
    assert chain(item)[0].seal == "KH-7"


def test_the_same_form_twice_makes_one(ranong: Case, khmer_liaison: Viewer) -> None:
    tab_, once = browser(khmer_liaison), uuid4()
    answers = [tab_.post(f"{tab(ranong)}new/", form(file=upload(), once=once)) for _n in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Evidence.objects.count() == 1
    other = tab_.post(f"{tab(ranong)}new/", form(file=upload(sound.jpeg(), "statement.pdf"), once=once))
    assert other.status_code == 422


def test_a_refused_file_keeps_what_was_typed(ranong: Case, khmer_liaison: Viewer) -> None:
    sent = form(file=upload(hostile.svg_with_script(), "photo.jpg"), place="Ranong pier")
    got = browser(khmer_liaison).post(f"{tab(ranong)}new/", sent)
    assert got.status_code == 422
    assert "Ranong pier" in got.content.decode()
    assert "not taken" in got.content.decode()
    assert not Evidence.objects.exists()


def test_foreign_choices_are_refused(ranong: Case, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    for field, value in (("only", malay_liaison.agency_id), ("subjects", uuid4()), ("kind", "nonsense")):
        got = browser(khmer_liaison).post(f"{tab(ranong)}new/", form(**{field: [str(value)]}))
        assert got.status_code == 422
    assert not Evidence.objects.exists()


def test_an_edit_of_an_old_version_shows_both(statement: Evidence, thai_analyst: Viewer) -> None:
    tab_, address = browser(thai_analyst), f"{tab(statement.case)}{statement.pk}/edit/"
    assert tab_.post(address, form(version=1)).status_code == 302
    got = tab_.post(address, form(version=1, title="Other ledger"))
    assert got.status_code == 409
    assert "Ledger" in got.content.decode()
    assert "Other ledger" in got.content.decode()


def test_a_hand_over_by_pages(statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    address = f"{tab(statement.case)}{statement.pk}/"
    sent = {"agency": khmer_liaison.agency_id, "purpose": "examination", "seal": "TH-104"}
    assert browser(thai_analyst).post(f"{address}offer/", sent).status_code == 302
    offer = chain(statement)[-1].pk
    answer = {"offer": offer, "condition": "seal whole"}
    assert browser(thai_analyst).post(f"{address}receipt/", answer).status_code == 403
    assert browser(khmer_liaison).post(f"{address}receipt/", {"offer": offer}).status_code == 422
    assert browser(khmer_liaison).post(f"{address}receipt/", answer).status_code == 302
    assert browser(khmer_liaison).post(f"{address}receipt/", answer).status_code == 409
    statement.refresh_from_db()
    assert statement.holder == khmer_liaison.agency


def test_every_verb_is_its_owners_or_holders(
    ranong: Case, statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer, files: Path
) -> None:
    address = f"{tab(ranong)}{statement.pk}/"
    bodies: dict[str, dict[str, Any]] = {
        "edit": form(version=1), "versions": {}, "withdrawal": {"reason": "x"}, "subjects": {},
        "move": {"purpose": "x"}, "offer": {"agency": thai_analyst.agency_id, "purpose": "x"},
    }  # fmt: skip
    for verb, body in bodies.items():
        for by, status in ((malay_liaison, 404), (khmer_liaison, 403)):
            more = {"file": upload(sound.png(), "a.png")} if verb == "versions" else {}
            assert browser(by).post(f"{address}{verb}/", body | more).status_code == status, verb
    assert on_disk(files) == 1
    assert Evidence.objects.get().version == 1


def test_an_observer_reads_and_writes_nothing(ranong: Case, statement: Evidence, thai_analyst: Viewer,
                                              ngo_caseworker: Viewer) -> None:  # fmt: skip
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    assert "Add evidence" not in page(ngo_caseworker, tab(ranong))
    assert browser(ngo_caseworker).get(f"{tab(ranong)}new/").status_code == 403
    assert browser(ngo_caseworker).post(f"{tab(ranong)}new/", form()).status_code == 403


def test_a_page_has_a_fixed_number_of_queries(
    ranong: Case, statement: Evidence, thai_analyst: Viewer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(5):
        item = Evidence.add(ranong, by=thai_analyst, title=f"Item {n}", file=upload())
        item.add_version(by=thai_analyst, file=upload(sound.png(), "a.png"))
    tab_ = browser(thai_analyst)
    with django_assert_max_num_queries(12):
        tab_.get(tab(ranong))
    with django_assert_max_num_queries(14):
        tab_.get(f"{tab(ranong)}{statement.pk}/")


def test_there_is_nothing_to_answer_without_an_offer(statement: Evidence, khmer_liaison: Viewer) -> None:
    for verb in ("receipt", "refusal", "recall"):
        got = browser(khmer_liaison).get(f"{tab(statement.case)}{statement.pk}/{verb}/")
        assert got.status_code == 409


def test_an_unknown_verb_is_absent(statement: Evidence, thai_analyst: Viewer) -> None:
    assert browser(thai_analyst).get(f"{tab(statement.case)}{statement.pk}/burning/").status_code == 404
