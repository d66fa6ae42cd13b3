"""The API of evidence: multipart and JSON, the same policy, the same refusals."""

from typing import Any

import pytest
from django.test import Client

from access.viewer import Viewer
from cases.evidence.models import Evidence
from cases.models import Case
from tests.api import Program
from tests.cases.evidence.conftest import chain, newest, upload
from tests.cast import case_of, taken_in
from tests.frame.files import hostile, sound

pytestmark = pytest.mark.django_db


def send(by: Viewer, address: str, body: dict[str, Any], *, key: str = "") -> Any:
    """A multipart body, as programs send files."""
    headers = {"Idempotency-Key": key} if key else {}
    client: Client = Program(by).client
    return client.post(f"/api{address}", body, headers=headers)


def at(case: Case, item: Evidence | None = None, verb: str = "") -> str:
    return f"/cases/{case.pk}/evidence/" + (f"{item.pk}/" if item else "") + (f"{verb}/" if verb else "")


def test_a_file_comes_as_multipart(ranong: Case, khmer_liaison: Viewer) -> None:
    got = send(khmer_liaison, at(ranong), {"title": "Ledger", "file": upload(), "seal": "KH-7"})
    assert got.status_code == 201, got.content
    body = got.json()
    assert body["files"][0]["sha256"] == newest(Evidence.objects.get()).sha256
    assert body["custody"][0]["seal"] == "KH-7"
    assert "key" not in body["files"][0]


def test_text_comes_as_json(ranong: Case, khmer_liaison: Viewer) -> None:
    only = [str(khmer_liaison.agency_id)]
    got = Program(khmer_liaison).post(at(ranong), {"title": "Call", "text": "Three men", "only": only})
    assert (got.status_code, got.json()["only"]) == (201, only)


@pytest.mark.parametrize(
    ("body", "field"),
    [({"text": "x"}, "title"), ({"title": "x", "kind": "nonsense"}, "kind"),
     ({"title": "x", "text": "x", "holder": "me"}, "holder"),
     ({"title": "x", "text": "x", "only": ["00000000-0000-4000-8000-000000000000"]}, "only"),
     ({"title": "x", "text": "x", "subjects": ["00000000-0000-4000-8000-000000000000"]}, "subjects"),
     ({"title": "x\u202ey", "text": "x"}, "title")],
)  # fmt: skip
def test_what_is_wrong_is_named(ranong: Case, khmer_liaison: Viewer, body: dict[str, Any], field: str) -> None:
    got = Program(khmer_liaison).post(at(ranong), body)
    assert got.status_code in {400, 422}
    assert field in got.content.decode()
    assert not Evidence.objects.exists()


def test_a_hostile_file_is_422_with_its_sentence(ranong: Case, khmer_liaison: Viewer) -> None:
    got = send(khmer_liaison, at(ranong), {"title": "x", "file": upload(hostile.zip_bomb(), "photos.zip")})
    assert (got.status_code, list(got.json()["fields"])) == (422, ["file"])


def test_one_key_makes_one_item_and_another_body_is_refused(ranong: Case, khmer_liaison: Viewer) -> None:
    first = send(khmer_liaison, at(ranong), {"title": "x", "file": upload()}, key="k")
    again = send(khmer_liaison, at(ranong), {"title": "x", "file": upload()}, key="k")
    other = send(khmer_liaison, at(ranong), {"title": "x", "file": upload(sound.jpeg(), "statement.pdf")}, key="k")
    assert first.json()["id"] == again.json()["id"]
    assert other.status_code == 422
    assert Evidence.objects.count() == 1


def test_an_edit_and_a_stale_one(statement: Evidence, thai_analyst: Viewer) -> None:
    program, where = Program(thai_analyst), at(statement.case, statement)
    assert program.patch(where, {"version": 1, "title": "Signed"}).json()["version"] == 2
    stale = program.patch(where, {"version": 1, "title": "Other"})
    assert (stale.status_code, stale.json()["current"]["title"]) == (409, "Signed")


def test_a_version_and_its_download(statement: Evidence, thai_analyst: Viewer) -> None:
    where = at(statement.case, statement)
    got = send(thai_analyst, f"{where}versions/", {"file": upload(sound.png(), "scan.png"), "note": "anew"})
    assert (got.status_code, [file["number"] for file in got.json()["files"]]) == (201, [2, 1])
    file = got.json()["files"][0]["id"]
    assert Program(thai_analyst).get(f"{where}files/{file}/").content == sound.png()


def test_the_chain_by_programs(statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case, thai, khmer = statement.case, Program(thai_analyst), Program(khmer_liaison)
    body = {"agency": str(khmer_liaison.agency_id), "purpose": "examination"}
    offered = thai.post(at(case, statement, "offer"), body)
    assert offered.json()["offered_to"]["id"] == str(khmer_liaison.agency_id)
    answer = {"offer": offered.json()["custody"][0]["id"], "condition": "whole"}
    assert thai.post(at(case, statement, "receipt"), answer).status_code == 403
    assert khmer.post(at(case, statement, "receipt"), answer | {"holder": "x"}).status_code == 400
    received = khmer.post(at(case, statement, "receipt"), answer)
    assert received.json()["holder"]["id"] == str(khmer_liaison.agency_id)
    assert khmer.post(at(case, statement, "receipt"), answer).status_code == 409
    assert [row.step for row in chain(statement)] == ["registered", "offered", "received"]


def test_the_same_confirmation_with_one_key_is_one(
    statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    offer = statement.offer(by=thai_analyst, agency=khmer_liaison.agency, purpose="examination")
    answer, where = {"offer": str(offer.pk), "condition": "whole"}, at(statement.case, statement, "receipt")
    got = [Program(khmer_liaison).post(where, answer, key="k").status_code for _n in range(2)]
    assert got == [200, 200]
    assert len(chain(statement)) == 3


def test_withdrawal_answers_with_nothing(statement: Evidence, thai_analyst: Viewer) -> None:
    program = Program(thai_analyst)
    assert program.post(at(statement.case, statement, "withdrawal"), {"reason": "x"}).status_code == 204
    assert program.get(at(statement.case, statement)).status_code == 404


def test_an_item_of_one_case_is_not_reached_through_another(
    ranong: Case, statement: Evidence, ours: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    elsewhere = taken_in(case_of(khmer_liaison), thai_analyst, by=khmer_liaison)
    for by, where in (
        (thai_analyst, at(elsewhere, statement)),
        (khmer_liaison, at(elsewhere, statement)),
        (khmer_liaison, at(ranong, ours)),
    ):
        program = Program(by)
        assert program.get(where).status_code == 404
        assert program.patch(where, {"version": 1, "title": "x"}).status_code == 404
        assert program.post(f"{where}move/", {"purpose": "x"}).status_code == 404
        assert program.post(f"{where}withdrawal/", {"reason": "x"}).status_code == 404
        assert send(by, f"{where}versions/", {"file": upload()}).status_code == 404


def test_a_restricted_item_is_in_no_answer(ranong: Case, statement: Evidence, ours: Evidence,
                                           khmer_liaison: Viewer) -> None:  # fmt: skip
    got = Program(khmer_liaison).get(at(ranong)).json()
    assert [item["id"] for item in got["results"]] == [str(statement.pk)]


def test_an_upload_without_a_token_is_refused(ranong: Case) -> None:
    got = Client().post(f"/api{at(ranong)}", {"title": "x", "file": upload()})
    assert got.status_code == 401
