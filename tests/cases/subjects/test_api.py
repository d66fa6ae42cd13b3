"""The API of subjects: the same policy as the pages, explicit fields, and nothing done twice."""

from typing import Any
from uuid import uuid4

import pytest

from access.viewer import Viewer
from cases.models import Case
from cases.subjects.models import Card, Charge, Proposal, Subject
from tests.api import Program

pytestmark = pytest.mark.django_db


REFUSED = {400, 422}  # by its shape, or by the verb


def at(case: Case, tail: str = "") -> str:
    return f"/cases/{case.pk}/{tail}"


BODY: dict[str, Any] = {
    "names": [{"text": "สมชาย", "language": "th"}, {"text": "Somchai", "kind": "passport"}],
    "numbers": [{"kind": "phone", "value": "081 234 5678", "country": "TH"}],
    "role": "suspect",
    "born": "17/5/2523",
    "nationality": ["TH"],
    "tags": ["#Pier"],
}


def test_a_subject_is_added_once_and_read(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    program = Program(thai_analyst)
    first, again = (program.post(at(ranong, "subjects/"), BODY, key="k") for _n in range(2))
    assert (first.status_code, first.json()["id"]) == (201, again.json()["id"])
    shown = Program(khmer_liaison).get(at(ranong, f"subjects/{first.json()['id']}/")).json()
    assert (shown["born"], shown["tags"], shown["stopped"], shown["notice"]) == ("1980-05-17", ["pier"], False, None)
    assert [(name["text"], name["kind"]) for name in shown["names"]] == [("สมชาย", "primary"), ("Somchai", "passport")]
    assert first.json()["notice"] == "both"


def test_the_list_is_narrowed(ranong: Case, suspect: Subject, hidden: Subject, khmer_liaison: Viewer) -> None:
    program = Program(khmer_liaison)
    for query, count in (({}, 1), ({"kind": "Vehicle"}, 0), ({"tag": "pier"}, 1), ({"tag": "hush"}, 0)):
        assert len(program.get(at(ranong, "subjects/"), **query).json()["results"]) == count


@pytest.mark.parametrize(
    "wrong",
    [
        {"names": []}, {"names": "X"}, {"shoe": 44}, {"role": "potential_victim"}, {"born": "soon"},
        {"nationality": ["XX"]},
        {"names": [{"text": "<script>"}]}, {"numbers": [{"kind": "fax", "value": "1"}]}, {"only": [str(uuid4())]},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(ranong: Case, thai_analyst: Viewer, wrong: dict[str, Any]) -> None:
    assert Program(thai_analyst).post(at(ranong, "subjects/"), BODY | wrong).status_code in REFUSED
    assert not Subject.objects.unscoped("test").exists()


def test_a_slower_writer_gets_the_row_as_it_stands(suspect: Subject, thai_analyst: Viewer) -> None:
    program, address = Program(thai_analyst), at(suspect.case, f"subjects/{suspect.pk}/")
    assert program.patch(address, {"version": 1, "note": "first"}).json()["version"] == 2
    answer = program.patch(address, {"version": 1, "note": "second"})
    assert (answer.status_code, answer.json()["current"]["note"]) == (409, "first")


def test_unseen_and_absent_answer_alike(ranong: Case, hidden: Subject, khmer_liaison: Viewer) -> None:
    program = Program(khmer_liaison)
    for tail in ("", "audience/", "removal/", "screenings/", "review/", "proposals/"):
        ask = program.get if tail in ("", "screenings/") else program.post
        unseen = ask(at(ranong, f"subjects/{hidden.pk}/{tail}"))
        absent = ask(at(ranong, f"subjects/{uuid4()}/{tail}"))
        assert (unseen.status_code, unseen.content) == (404, absent.content), tail


def test_a_child_of_another_case(ranong: Case, foreign: Subject, suspect: Subject, malay_liaison: Viewer) -> None:
    program = Program(malay_liaison)
    assert program.get(f"/cases/{foreign.case_id}/subjects/{suspect.pk}/").status_code == 404
    assert program.patch(f"/cases/{foreign.case_id}/subjects/{suspect.pk}/", {"version": 1}).status_code == 404


def test_who_may_not_write_learns_nothing_of_what_is_expected(suspect: Subject, ngo_caseworker: Viewer) -> None:
    from tests.cast import taken_in

    taken_in(suspect.case, ngo_caseworker, by=lead_of(suspect))
    program = Program(ngo_caseworker)
    for address in ("subjects/", "charges/", f"subjects/{suspect.pk}/audience/"):
        assert program.post(at(suspect.case, address), {"shoe": 44}).status_code == 403


def lead_of(subject: Subject) -> Viewer:
    from access.viewer import viewer_for

    return viewer_for(subject.author, subject.agency)


def test_the_audience_and_the_removal(hidden: Subject, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    program, address = Program(thai_analyst), at(hidden.case, f"subjects/{hidden.pk}/")
    assert program.post(f"{address}audience/", {"only": [], "version": 1}).status_code == 200
    assert Program(khmer_liaison).get(address).status_code == 200
    assert Program(khmer_liaison).post(f"{address}removal/").status_code == 403
    assert program.post(f"{address}removal/").status_code == 204
    assert program.get(address).status_code == 404


def test_a_screening(suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer, prosecutor: Viewer) -> None:
    address = at(suspect.case, f"subjects/{suspect.pk}/")
    assert Program(khmer_liaison).post(f"{address}screenings/", {"reasons": ["debt"]}).json()["stopped"] is True
    assert Program(thai_analyst).get(f"{address}screenings/").json()[0]["reasons"] is None
    assert Program(prosecutor).get(f"{address}screenings/").json()[0]["reasons"] == ["debt"]
    assert Program(thai_analyst).post(f"{address}review/", {"result": "proceed"}).status_code == 403
    assert Program(prosecutor).post(f"{address}review/", {"result": "due"}).status_code in REFUSED
    assert Program(prosecutor).post(f"{address}review/", {"result": "proceed"}).json()["stopped"] is False
    assert Program(prosecutor).post(f"{address}review/", {"result": "proceed"}).status_code == 409


def test_a_proposal(suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    owner, partner = Program(thai_analyst), Program(khmer_liaison)
    sent = {"version": 1, "born": "1980", "reason": "Copy"}
    made = partner.post(at(suspect.case, f"subjects/{suspect.pk}/proposals/"), sent)
    assert (made.status_code, made.json()["changes"]["facts"]) == (201, {"born": "1980"})
    address = at(suspect.case, f"proposals/{made.json()['id']}/")
    assert partner.post(f"{address}acceptance/").status_code == 403
    suspect.edit(by=thai_analyst, version=1, note="meanwhile")
    stale = owner.post(f"{address}acceptance/")
    assert (stale.status_code, stale.json()["current"]["note"]) == (409, "meanwhile")
    assert owner.post(f"{address}acceptance/", {"version": 2}).json()["state"] == "accepted"
    assert owner.post(f"{address}refusal/", {"reason": "No"}).status_code == 409
    assert partner.post(f"{address}withdrawal/").status_code == 409
    assert Proposal.objects.visible_to(thai_analyst).get().state == "accepted"


def test_a_charge(suspect: Subject, hidden: Subject, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    program = Program(thai_analyst)
    for unseen in (hidden.pk, uuid4()):
        refused = Program(khmer_liaison).post(
            at(suspect.case, "charges/"), {"subject": str(unseen), "offence": "drugs"}
        )
        assert (refused.status_code, list(refused.json()["fields"])) == (422, ["subject"])
    made = program.post(at(suspect.case, "charges/"), {"subject": str(suspect.pk), "offence": "drugs"})
    address = at(suspect.case, f"charges/{made.json()['id']}/")
    sentence = {"decided_on": "2024", "sentence": "fine", "compensation": "10.50", "currency": "THB", "version": 1}
    assert Program(khmer_liaison).post(f"{address}conviction/", sentence).status_code == 403
    assert program.post(f"{address}conviction/", sentence).json()["compensation"] == "10.50"
    assert program.post(f"{address}acquittal/", {"decided_on": "2024"}).status_code == 409
    assert program.patch(address, {"version": 2, "sentence": "imprisonment", "months": 12}).json()["months"] == 12
    assert program.post(f"{address}removal/").status_code == 204
    assert not Charge.objects.visible_to(thai_analyst).exists()


def test_a_sentence_is_not_written_into_an_open_charge(suspect: Subject, thai_analyst: Viewer) -> None:
    charge = Charge.add(suspect.case, by=thai_analyst, subject=suspect, offence="drugs")
    answer = Program(thai_analyst).patch(at(suspect.case, f"charges/{charge.pk}/"), {"version": 1, "sentence": "fine"})
    assert answer.status_code == 422


def test_a_card(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    program = Program(thai_analyst)
    for field in ("name", "pseudonym", "note", "phone"):
        assert program.post(at(ranong, "cards/"), {field: "Her name"}).status_code in REFUSED
    made = program.post(at(ranong, "cards/"), {"sex": "female", "age_from": 14, "needs": ["shelter"]})
    address = at(ranong, f"cards/{made.json()['id']}/")
    assert Program(khmer_liaison).get(address).json()["pseudonym"] == made.json()["pseudonym"]
    assert program.patch(address, {"version": 1, "sex": "male"}).json()["version"] == 2
    assert program.patch(address, {"version": 1, "sex": "male"}).status_code == 409
    assert Program(khmer_liaison).post(f"{address}removal/").status_code == 403
    assert program.post(f"{address}removal/").status_code == 204
    assert not Card.objects.visible_to(thai_analyst).exists()


def test_an_import(ranong: Case, thai_analyst: Viewer) -> None:
    program = Program(thai_analyst)
    seen = program.post(at(ranong, "subjects/preview/"), {"table": "name\tborn\nA\t1980\nB\tsoon\n"}).json()
    assert [(row["row"], bool(row["errors"])) for row in seen["rows"]] == [(2, False), (3, True)]
    for made, again in ((1, False), (0, True)):
        answer = program.post(at(ranong, "subjects/import/"), {"sealed": seen["sealed"]})
        assert answer.json() == {"made": made, "again": again}
    assert Subject.objects.visible_to(thai_analyst).get().label == "A"
    assert program.post(at(ranong, "subjects/import/"), {"sealed": "x"}).status_code == 422
    assert program.post(at(ranong, "subjects/preview/"), {"table": "colour\nred"}).status_code == 422
