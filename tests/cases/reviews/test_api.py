"""Meetings over the API: the same verbs, with the right codes."""

from uuid import uuid4

import pytest

from access.viewer import Viewer
from cases.models import Case
from cases.reviews.models import AgendaItem, Review
from tests.api import Program
from tests.cases.reviews.conftest import meeting

pytestmark = pytest.mark.django_db
TIMES = {"starts_at": "2026-11-10T09:00:00+07:00", "ends_at": "2026-11-11T17:00:00+07:00"}


def test_a_meeting_from_its_plan_to_its_minutes(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    host, guest = Program(thai_analyst), Program(khmer_liaison)
    body = {"title": "Bangkok", "since": "2020-01-01", "agencies": [str(khmer_liaison.agency_id)], **TIMES}
    made = host.post("/reviews/", body, key="k")
    assert (made.status_code, host.post("/reviews/", body, key="k").json()["id"]) == (201, made.json()["id"])
    here = f"/reviews/{made.json()['id']}/"
    assert guest.post(f"{here}acceptance/").json()["seats"][0]["state"] == "accepted"
    assert host.post(f"{here}opening/").json()["state"] == "open"
    item = guest.post(f"{here}agenda/", {"case": str(ranong.pk), "topic": "Where?"}).json()
    there = f"{here}agenda/{item['id']}/"
    assert guest.patch(there, {"agreed": "One contact each", "version": 1}).json()["version"] == 2
    decided = host.post(f"{there}decisions/", {"text": "Search", "agency": str(khmer_liaison.agency_id)})
    assert [line["text"] for line in decided.json()["results"]] == ["Search"]
    stated = {"category": "victims_rescued", "number": 12, "source": "Port police"}
    assert guest.post(f"{here}figures/", stated).status_code == 201
    assert guest.post(f"{there}discussion/").json()["discussed_at"]
    assert host.get(here).json()["sentence"] == "1 case opened, 12 victims rescued"
    assert host.post(f"{here}closure/").json()["state"] == "closed"
    minutes = guest.get(f"{here}minutes/").json()
    assert (minutes["fixed"], minutes["cases"][0]["agreed"]) == (True, "One contact each")


def test_at_the_table_without_the_case(item: AgendaItem, malay_liaison: Viewer, thai_analyst: Viewer) -> None:
    program, here = Program(malay_liaison), f"/reviews/{item.review_id}/"
    assert program.get(f"{here}agenda/").json()["results"] == []
    assert program.get(f"{here}minutes/").json()["cases"] == []
    for tail in ("", "discussion/", "removal/", "decisions/"):
        assert program.post(f"{here}agenda/{item.pk}/{tail}", {}).status_code in {404, 405}
    foreign = program.post(f"{here}figures/", {"category": "arrests", "number": 1, "source": "x", "item": str(item.pk)})
    absent = program.post(f"{here}figures/", {"category": "arrests", "number": 1, "source": "x", "item": str(uuid4())})
    assert (foreign.status_code, foreign.json()) == (absent.status_code, absent.json())


def test_an_unseen_case_and_an_absent_one_are_refused_alike(
    review: Review, ranong: Case, malay_liaison: Viewer
) -> None:
    program, where = Program(malay_liaison), f"/reviews/{review.pk}/agenda/"
    unseen, absent = (program.post(where, {"case": str(pk)}) for pk in (ranong.pk, uuid4()))
    assert (unseen.status_code, unseen.json()) == (absent.status_code, absent.json())


def test_an_unseen_meeting_before_and_an_absent_one_are_refused_alike(
    thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    foreign = meeting(thai_analyst)
    program = Program(malay_liaison)
    body = {"title": "Ours", **TIMES}
    unseen, absent = (program.post("/reviews/", body | {"follows": str(pk)}) for pk in (foreign.pk, uuid4()))
    assert (unseen.status_code, unseen.json()) == (absent.status_code, absent.json())


def test_roles_strangers_and_order(
    review: Review, thai_analyst: Viewer, khmer_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    here = f"/reviews/{review.pk}/"
    for verb in ("opening", "closure", "acceptance", "refusal", "invitations", "withdrawal"):
        assert Program(ngo_caseworker).post(f"{here}{verb}/", {}).status_code == 404, verb
    for verb in ("opening", "closure", "invitations", "withdrawal"):
        assert Program(khmer_liaison).post(f"{here}{verb}/", {}).status_code == 403, verb
    assert Program(khmer_liaison).post(f"{here}acceptance/").status_code == 409
    assert Program(thai_analyst).post(f"{here}opening/").status_code == 409
    assert Program(ngo_caseworker).post("/reviews/", {"title": "x", **TIMES}).status_code == 403
    assert Program(khmer_liaison).post(f"{here}refusal/", {"reason": "ill"}).status_code == 204
    assert Program(khmer_liaison).get(here).status_code == 404


def test_stale_writes_get_what_stands(item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    here = f"/reviews/{item.review_id}/"
    item.review.edit(by=thai_analyst, version=1, title="First")
    stale = Program(thai_analyst).patch(here, {"title": "Second", "version": 1})
    assert (stale.status_code, stale.json()["current"]["title"]) == (409, "First")
    item.write(by=khmer_liaison, version=1, agreed="First")
    stale = Program(thai_analyst).patch(f"{here}agenda/{item.pk}/", {"agreed": "Second", "version": 1})
    assert (stale.status_code, stale.json()["current"]["agreed"]) == (409, "First")


def test_unknown_fields_are_refused(review: Review, thai_analyst: Viewer) -> None:
    program = Program(thai_analyst)
    assert program.post("/reviews/", {"title": "x", "state": "closed", **TIMES}).status_code in {400, 422}
    assert program.patch(f"/reviews/{review.pk}/", {"originator": "x", "version": 1}).status_code in {400, 422}
    wrong = program.post("/reviews/", {"title": "x", "starts_at": TIMES["ends_at"], "ends_at": TIMES["starts_at"]})
    assert wrong.status_code == 422
