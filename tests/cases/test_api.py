"""The API of cases: the same policy, explicit fields, one answer for absent and unseen, and nothing done twice."""

from uuid import uuid4

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case, Note
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import case_of

pytestmark = pytest.mark.django_db


def test_list_and_detail_for_those_who_take_part(ranong: Case, khmer_liaison: Viewer) -> None:
    program = Program(khmer_liaison)
    listed = program.get("/cases/").json()
    assert [(row["id"], row["part"]) for row in listed["results"]] == [(str(ranong.pk), "partner")]
    assert "case.note" in program.get(f"/cases/{ranong.pk}/").json()["can"]


def test_unseen_and_absent_answer_alike(ranong: Case, malay_liaison: Viewer) -> None:
    program = Program(malay_liaison)
    for tail in ("", "notes/", "timeline/", "log/", f"notes/{uuid4()}/"):
        unseen, absent = program.get(f"/cases/{ranong.pk}/{tail}"), program.get(f"/cases/{uuid4()}/{tail}")
        assert (unseen.status_code, unseen.content) == (404, absent.content)


def test_verbs_of_an_unseen_case_answer_as_of_an_absent_one(ranong: Case, malay_liaison: Viewer) -> None:
    program = Program(malay_liaison)
    for act in ("closure", "acceptance", "exclusion", "notes", "nonsense"):
        unseen, absent = program.post(f"/cases/{ranong.pk}/{act}/"), program.post(f"/cases/{uuid4()}/{act}/")
        assert (unseen.status_code, unseen.content) == (404, absent.content)


def test_an_invited_agency_gets_the_proposal_only(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    program = Program(khmer_liaison)
    shown = program.get(f"/cases/{case.pk}/").json()
    assert shown["part"] == "invited"
    assert not {"state", "version", "created_at", "can"} & shown.keys()
    assert program.get(f"/cases/{case.pk}/notes/").status_code == 403


def test_create_once_with_a_key(thai_analyst: Viewer) -> None:
    program, body = Program(thai_analyst), {"title": "One"}
    first = program.post("/cases/", body, key="k1")
    again = program.post("/cases/", body, key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert program.post("/cases/", {"title": "Two"}, key="k1").status_code == 422
    assert Case.objects.count() == 1


def test_a_replay_is_judged_anew(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    program, address = Program(khmer_liaison), f"/cases/{ranong.pk}/notes/"
    assert program.post(address, {"text": "x"}, key="n1").status_code == 201
    assert program.post(address, {"text": "x"}, key="n1").status_code == 201
    assert Note.objects.count() == 1
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert program.post(address, {"text": "x"}, key="n1").status_code == 404


def test_a_verb_with_a_key_is_done_once(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    program = Program(khmer_liaison)
    answers = [program.post(f"/cases/{case.pk}/acceptance/", key="a1").status_code for _time in range(2)]
    assert answers == [200, 200]
    assert Event.objects.filter(verb="case.accepted").count() == 1


def test_a_stale_edit_gets_409_and_the_row_as_it_stands(ranong: Case, thai_analyst: Viewer) -> None:
    program = Program(thai_analyst)
    assert program.patch(f"/cases/{ranong.pk}/", {"title": "A", "version": 1}).status_code == 200
    stale = program.patch(f"/cases/{ranong.pk}/", {"title": "B", "version": 1})
    assert (stale.status_code, stale.json()["current"]["title"]) == (409, "A")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": ""},
        {"title": "x" * 201},
        {"title": 7},
        {"title": ["x"]},
        {"title": "a\x00b"},
        {"title": "a\u202eb"},
        {"title": "<b>x</b>"},
        {"title": "x", "tlp": "PURPLE"},
        {"title": "x", "tlp": "RED"},
        {"title": "x", "handling": ["H9"]},
        {"title": "x", "handling": ["H3"]},
        {"title": "x", "state": "closed"},
        {"title": "x", "originator": str(uuid4())},
        {"title": "x", "summary": {"a": 1}},
        [],
        "x",
    ],
)
def test_bad_input_is_refused_and_nothing_is_stored(thai_analyst: Viewer, body: object) -> None:
    answer = Program(thai_analyst).post("/cases/", body)
    assert answer.status_code in {400, 422}, answer.content
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("closure", {"outcome": "won"}),
        ("closure", {}),
        ("participants", {"agency": "nobody", "level": "partner"}),
        ("participants", {"agency": str(uuid4()), "level": "partner"}),
        ("participants", {"level": "lead"}),
        ("suspension", {"reason": "x" * 501}),
        ("suspension", {"reason": "a\u2066b"}),
        ("suspension", {"why": "x"}),
        ("suspension", {"reason": 5}),
        ("exclusion", {}),
    ],
)
def test_verbs_refuse_bad_fields(ranong: Case, thai_analyst: Viewer, act: str, body: dict[str, object]) -> None:
    before = Event.objects.exclude(led="consultation").count()
    assert Program(thai_analyst).post(f"/cases/{ranong.pk}/{act}/", body).status_code in {400, 422}
    assert Event.objects.exclude(led="consultation").count() == before


def test_a_note_of_another_case_is_not_here(ranong: Case, thai_analyst: Viewer) -> None:
    other = case_of(thai_analyst)
    note = other.add_note(by=thai_analyst, text="x")
    program = Program(thai_analyst)
    assert program.get(f"/cases/{other.pk}/notes/{note.pk}/").status_code == 200
    assert program.get(f"/cases/{ranong.pk}/notes/{note.pk}/").status_code == 404


def test_without_a_token_nothing_answers(ranong: Case, client: object) -> None:
    for address in ("/api/cases/", f"/api/cases/{ranong.pk}/"):
        assert client.get(address).status_code == 401  # type: ignore[attr-defined]


def test_the_log_is_for_lead_and_originator(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    assert Program(khmer_liaison).get(f"/cases/{ranong.pk}/log/").status_code == 403
    Program(khmer_liaison).get(f"/cases/{ranong.pk}/")
    entries = Program(thai_analyst).get(f"/cases/{ranong.pk}/log/").json()["results"]
    read = [entry for entry in entries if entry["code"] == "case.consulted"]
    assert [(e["agency"], e["person"], e["purpose"]) for e in read] == [(khmer_liaison.agency.name, "", "joint_case")]


def test_the_originator_keeps_the_log_when_it_hands_the_lead_over(
    ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    ranong.offer_lead(by=thai_liaison, agency=khmer_liaison.agency)
    ranong.accept_lead(by=khmer_liaison)
    for viewer in (thai_liaison, khmer_liaison):
        assert Program(viewer).get(f"/cases/{ranong.pk}/log/").status_code == 200


def test_markup_from_elsewhere_is_shown_as_text(thai_analyst: Viewer) -> None:
    case = case_of(thai_analyst, title="<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>")
    for address in ("/cases/", f"/cases/{case.pk}/", "/"):
        page = browser(thai_analyst).get(address).content
        assert b"<script>alert" not in page
        assert b"<img src=x" not in page
