"""The plan over the API: the same verbs, with the right codes."""

from uuid import uuid4

import pytest

from access.viewer import Viewer
from cases.models import Case
from cases.plan.models import Action
from tests.api import Program
from tests.cast import case_of, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(ranong: Case, khmer_liaison: Viewer) -> Action:
    """Cambodia's own item."""
    return Action.add(ranong, by=khmer_liaison, text="Find the rest-house", agency=khmer_liaison.agency)


def one(item: Action, tail: str = "") -> str:
    return f"/cases/{item.case_id}/actions/{item.pk}/{tail}"


def test_an_item_from_its_beginning_to_its_end(ranong: Case, khmer_liaison: Viewer) -> None:
    program, where = Program(khmer_liaison), f"/cases/{ranong.pk}/actions/"
    body = {"text": "Visit the pier", "agency": str(khmer_liaison.agency_id), "due": "2020-01-01"}
    made = program.post(where, body, key="k")
    assert made.status_code == 201
    assert program.post(where, body, key="k").json()["id"] == made.json()["id"]
    assert (made.json()["state"], made.json()["overdue"]) == ("open", True)
    here = f"{where}{made.json()['id']}/"
    assert [program.post(f"{here}{verb}/").json()["state"] for verb in ("start", "finish")] == ["doing", "done"]
    assert program.post(f"{here}finish/").status_code == 409
    assert program.post(f"{here}reopen/", {"reason": "again"}).json()["state"] == "open"
    assert [said["text"] for said in program.get(f"{here}comments/").json()["results"]] == ["again"]


def test_wrong_bodies_are_422(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    program, where = Program(thai_analyst), f"/cases/{ranong.pk}/actions/"
    right = {"text": "x", "agency": str(khmer_liaison.agency_id)}
    for wrong in ({"text": " "}, {"agency": str(malay_liaison.agency_id)}, {"agency": str(uuid4())}, {"agency": "x"},
                  {"due": "someday"}, {"state": "done"}, {"only": [str(malay_liaison.agency_id)]}):  # fmt: skip
        assert program.post(where, right | wrong).status_code in {400, 422}, wrong
    stranger = program.post(where, right | {"agency": str(malay_liaison.agency_id)}).json()
    assert stranger == program.post(where, right | {"agency": str(uuid4())}).json()
    assert not Action.objects.exists()


def test_roles_and_strangers(item: Action, thai_analyst: Viewer, malay_liaison: Viewer, ngo_caseworker: Viewer) -> None:
    taken_in(item.case, ngo_caseworker, by=thai_analyst, level="observer")
    for verb in ("start", "finish", "give_up", "reassign", "reopen", "take_on", "comments"):
        assert Program(malay_liaison).post(one(item, f"{verb}/"), {}).status_code == 404, verb
        assert Program(ngo_caseworker).post(one(item, f"{verb}/"), {}).status_code == 403, verb
    assert Program(thai_analyst).post(one(item, "start/")).status_code == 403


def test_a_stale_edit_gets_the_item_as_it_stands(item: Action, khmer_liaison: Viewer) -> None:
    program = Program(khmer_liaison)
    assert program.patch(one(item), {"text": "New", "due": None, "version": 1}).json()["version"] == 2
    stale = program.patch(one(item), {"text": "Newer", "due": None, "version": 1})
    assert (stale.status_code, stale.json()["current"]["text"]) == (409, "New")


def test_an_item_under_another_case_is_absent(item: Action, khmer_liaison: Viewer) -> None:
    other = case_of(khmer_liaison)
    program = Program(khmer_liaison)
    assert program.get(f"/cases/{other.pk}/actions/{item.pk}/").status_code == 404
    assert program.post(f"/cases/{other.pk}/actions/{item.pk}/start/").status_code == 404


def test_a_restricted_item_is_in_no_answer(item: Action, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    program, where = Program(thai_analyst), f"/cases/{item.case_id}/actions/"
    before = program.get(where).content
    Action.add(item.case, by=khmer_liaison, text="x", agency=khmer_liaison.agency, only=[khmer_liaison.agency])
    assert program.get(where).content == before


def test_the_list_filters_by_state(item: Action, khmer_liaison: Viewer) -> None:
    program, where = Program(khmer_liaison), f"/cases/{item.case_id}/actions/"
    assert len(program.get(where, state="open").json()["results"]) == 1
    assert program.get(where, state="done").json()["results"] == []
