"""The API of warrants: one operation per verb, refused where the page is, with the right code."""

from typing import Any
from uuid import uuid4

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.warrants.models import Warrant
from tests.api import Program
from tests.cases.warrants.people import DAY, suspect, today, transmitted, warrant
from tests.cast import case_of, opened, taken_in

pytestmark = pytest.mark.django_db


def at(case: Case, row: Any = "", act: str = "") -> str:
    return f"/cases/{case.pk}/warrants/" + (f"{row.pk}/" if row else "") + (f"{act}/" if act else "")


def test_written_issued_sent_and_answered(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    ours, theirs = Program(thai_analyst), Program(khmer_liaison)
    body = {"subject": str(suspect(ranong, thai_analyst).pk), "number": "W 12", "country": "KH"}
    made = ours.post(at(ranong), body | {"addressee": str(khmer_liaison.agency_id)})
    assert made.status_code == 201, made.json()
    row = Warrant.objects.get(pk=made.json()["id"])
    assert ours.post(at(ranong, row, "issuance"), {"issued_on": "2017-05-01"}).json()["state"] == "issued"
    sent = ours.post(at(ranong, row, "transmission"), {"channel": "central_authority"}).json()
    assert (sent["state"], sent["channel"], sent["overdue"]) == ("transmitted", "central_authority", False)
    assert theirs.post(at(ranong, row, "acknowledgement")).json()["state"] == "acknowledged"
    done = theirs.post(at(ranong, row, "execution"), {"note": "At the pier"}).json()
    assert (done["state"], done["ended_note"]) == ("executed", "At the pier")


@pytest.mark.parametrize("act", ["transmission", "acknowledgement", "execution", "withdrawal"])
def test_out_of_order_is_409(ranong: Case, thai_analyst: Viewer, act: str) -> None:
    row = warrant(ranong, thai_analyst, channel="ncb")
    answer = Program(thai_analyst).post(at(ranong, row, act))
    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_move")


def test_twice_is_409_and_with_one_key_once(ranong: Case, thai_analyst: Viewer) -> None:
    row, ours = warrant(ranong, thai_analyst), Program(thai_analyst)
    assert [ours.post(at(ranong, row, "issuance"), key="k").status_code for _n in range(2)] == [200, 200]
    assert ours.post(at(ranong, row, "issuance")).status_code == 409
    assert Event.objects.filter(verb="warrant.issued").count() == 1


@pytest.mark.parametrize("act", ["issuance", "transmission", "renewal", "withdrawal"])
def test_the_other_agency_gets_403(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, act: str) -> None:
    row = transmitted(ranong, thai_analyst, addressee=khmer_liaison.agency)
    assert Program(khmer_liaison).post(at(ranong, row, act), {"x": 1}).status_code == 403


def test_the_issuer_gets_403_for_the_answer_of_another(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    row = transmitted(ranong, thai_analyst, addressee=khmer_liaison.agency)
    for act in ("acknowledgement", "execution"):
        assert Program(thai_analyst).post(at(ranong, row, act)).status_code == 403


def test_an_outsider_and_another_case_are_404(ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    row, other = warrant(ranong, thai_analyst), opened(case_of(thai_analyst), by=thai_analyst)
    for act in ("", "issuance"):
        assert Program(malay_liaison).post(at(ranong, row, act)).status_code in {404, 405}
        method = Program(thai_analyst).post if act else Program(thai_analyst).get
        assert method(at(other, row, act)).status_code == 404
    assert Program(malay_liaison).get(at(ranong, row)).status_code == 404
    assert Program(thai_analyst).patch(at(other, row), {"version": 1}).status_code == 404


def test_an_observer_may_read_and_not_write(ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    taken_in(ranong, malay_liaison, by=thai_analyst, level="observer")
    row, guest = warrant(ranong, thai_analyst), Program(malay_liaison)
    assert guest.get(at(ranong, row)).status_code == 200
    assert guest.post(at(ranong), {"number": "W"}).status_code == 403
    assert guest.patch(at(ranong, row), {"version": 1}).status_code == 403


def test_unseen_references_are_refused_like_absent_ones(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    hidden = suspect(ranong, khmer_liaison, only=[khmer_liaison.agency])
    elsewhere = suspect(opened(case_of(thai_analyst), by=thai_analyst), thai_analyst)
    ours = Program(thai_analyst)
    answers = [ours.post(at(ranong), {"number": "W", "subject": str(pk)}) for pk in (hidden.pk, elsewhere.pk, uuid4())]
    assert {a.status_code for a in answers} <= {400, 422}
    assert len({a.content for a in answers}) == 1
    body = {"number": "W", "subject": str(suspect(ranong, thai_analyst).pk)}
    strangers = [ours.post(at(ranong), body | {"addressee": str(pk)}) for pk in (malay_liaison.agency_id, uuid4())]
    assert {a.status_code for a in strangers} <= {400, 422}
    assert len({a.content for a in strangers}) == 1


def test_a_stale_version_shows_the_row_as_it_stands(ranong: Case, thai_analyst: Viewer) -> None:
    row, ours = warrant(ranong, thai_analyst), Program(thai_analyst)
    row.edit(by=thai_analyst, version=1, court="Ranong Provincial Court")
    for answer in (
        ours.patch(at(ranong, row), {"version": 1, "court": "Another"}),
        ours.post(at(ranong, row, "issuance"), {"version": 1}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "stale")
        assert answer.json()["current"]["court"] == "Ranong Provincial Court"


@pytest.mark.parametrize(
    "body", [{"number": ""}, {"number": "a\x00b"}, {"country": "XX"}, {"channel": "pigeon"}, {"unknown": 1},
             {"issued_on": "2017-05-01", "expires_on": "2017-04-01"}, {"issued_on": "31/12/2017"}],
)  # fmt: skip
def test_a_bad_body_is_refused(ranong: Case, thai_analyst: Viewer, body: dict[str, Any]) -> None:
    good = {"subject": str(suspect(ranong, thai_analyst).pk), "number": "W 12"}
    assert Program(thai_analyst).post(at(ranong), good | body).status_code in {400, 422}
    assert Warrant.objects.count() == 0


def test_renewed_withdrawn_and_removed(ranong: Case, thai_analyst: Viewer) -> None:
    row, ours = transmitted(ranong, thai_analyst), Program(thai_analyst)
    renewed = ours.post(at(ranong, row, "renewal"), {"expires_on": str(today(ranong) + DAY)}).json()
    assert (renewed["renewed"], renewed["expires_soon"]) == (1, True)
    assert ours.post(at(ranong, row, "renewal"), {"expires_on": str(today(ranong) - DAY)}).status_code == 422
    assert ours.client.delete(f"/api{at(ranong, row)}").status_code == 409
    assert ours.post(at(ranong, row, "withdrawal"), {"reason": "Wrong man"}).json()["state"] == "withdrawn"
    draft = warrant(ranong, thai_analyst)
    assert ours.client.delete(f"/api{at(ranong, draft)}").status_code == 204
    assert ours.get(at(ranong, draft)).status_code == 404
    assert [one["id"] for one in ours.get(at(ranong)).json()["results"]] == [str(row.pk)]


def test_an_archived_case_takes_no_more(ranong: Case, thai_analyst: Viewer) -> None:
    row = warrant(ranong, thai_analyst)
    ranong.close(by=thai_analyst, outcome="convicted")
    ranong.archive(by=thai_analyst)
    assert Program(thai_analyst).post(at(ranong, row, "issuance")).status_code == 409
