"""The pages and the API of hit / no-hit, as people and programs meet them."""

import re
import time
from typing import Any

import pytest

from access.viewer import Viewer
from agencies import limits
from agencies.models.guard import Attempt
from audit.models import Event
from cases.models import Case
from intelligence.hits import timing
from intelligence.hits.models import Hit, Query, Watch
from tests.agencies.door import browser
from tests.api import Program
from tests.intelligence.hits.world import PHONE, asks, hits_of, holds, worked

pytestmark = pytest.mark.django_db
ASKED = {"name": "Tawan Saelim", "kind": "Person", "purpose": "Found on a boat"}


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment of an answer comes quickly, except where a test is about it."""
    monkeypatch.setattr(timing, "MOMENT", 0.01)


def shown(pen: Any, **asked: str) -> str:
    answer = pen.post("/hits/queries/", ASKED | asked, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_question_by_form_names_the_desk_and_nothing_else(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    subject = holds(thai_analyst, "ตะวัน แซ่ลิ้ม", phone=PHONE, note="Meets at the pier")
    page = shown(browser(malay_liaison))
    assert "Whom to ask" in page
    assert thai_analyst.agency.name in page
    for secret in (str(subject.pk), str(subject.case_id), "ตะวัน", "pier", "5550142", "Ours alone"):
        assert secret not in page


def test_no_hit_has_the_same_shape(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    program = Program(malay_liaison)
    body = {"names": ["Tawan Saelim"], "purpose": "x"}
    hit, none = program.post("/hits/ask/", body), program.post("/hits/ask/", body | {"names": ["Anong Rattana"]})
    assert (hit.status_code, none.status_code) == (201, 201)
    assert hit.json().keys() == none.json().keys()
    assert (hit.json()["answer"], none.json()["answer"]) == ("hit", "no_hit")
    assert [set(contact) for contact in hit.json()["contacts"]] == [{"id", "name", "desk", "country"}]


def test_an_answer_leaves_at_its_moment(
    thai_analyst: Viewer, malay_liaison: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    holds(thai_analyst, "Tawan Saelim")
    timing.begin()
    monkeypatch.setattr(timing, "MOMENT", 0.5)
    pen = browser(malay_liaison)
    for name in ("Tawan Saelim", "Anong Rattana"):
        start = time.monotonic()
        pen.post("/hits/queries/", ASKED | {"name": name})
        assert (time.monotonic() - start) % 0.5 < 0.25


def test_what_is_wrong_is_said_and_nothing_is_counted(malay_liaison: Viewer) -> None:
    pen = browser(malay_liaison)
    for wrong in ({"name": ""}, {"purpose": ""}, {"number": "0815550142"}, {"born": "never"}, {"kind": "Ghost"}):
        answer = pen.post("/hits/queries/", ASKED | wrong)
        assert answer.status_code == 422
    assert not Query.objects.exists()
    assert not Attempt.objects.exists()


def test_the_quota_is_a_persons_own(
    malay_liaison: Viewer, thai_analyst: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = limits.Limit(2, limits.MINUTES)
    monkeypatch.setitem(limits.LIMITS, limits.HITS, limits.Limits(few, few, few))
    pen, program = browser(malay_liaison), Program(malay_liaison)
    shown(pen)
    assert program.post("/hits/ask/", {"names": ["Tawan Saelim"], "purpose": "x"}).status_code == 201
    full = pen.post("/hits/queries/", ASKED)
    assert full.status_code == 429
    assert int(full["Retry-After"]) > 0
    shown(browser(thai_analyst))
    assert Event.objects.filter(verb="hit.over_quota", actor=malay_liaison.person_id).count() == 1
    assert Query.objects.filter(person=malay_liaison.person).count() == 2
    # The last of the test: DRF marks a refused request's transaction for rollback, and here that is the test's own.
    assert program.post("/hits/ask/", {"names": ["Tawan Saelim"], "purpose": "x"}).status_code == 429


@pytest.mark.django_db(transaction=True)
def test_the_quota_holds_in_parallel(malay_liaison: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    few = limits.Limit(5, limits.MINUTES)
    monkeypatch.setitem(limits.LIMITS, limits.HITS, limits.Limits(few, few, few))
    pen = browser(malay_liaison)
    timing.begin()

    def send(_n: int) -> int:
        try:
            return int(pen.post("/hits/queries/", ASKED).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        answers = sorted(pool.map(send, range(12)))
    assert answers == [302] * 5 + [429] * 7


def test_a_question_that_fails_counts_all_the_same(malay_liaison: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    from coordination_center.errors import CannotRecord
    from intelligence.hits import views

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise CannotRecord("The log is full.")

    monkeypatch.setattr(views, "ask", broken)
    assert browser(malay_liaison).post("/hits/queries/", ASKED).status_code == 503
    assert Attempt.objects.count() == 1


def test_the_owner_answers_on_the_page(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    query = asks(malay_liaison, "Tawan Saelim")
    worked()
    (hit,), pen = hits_of(thai_analyst), browser(thai_analyst)
    assert "Found on a boat" in pen.get("/hits/received/").content.decode()
    assert "Due in 47 hours" in pen.get("/").content.decode()
    assert pen.post(f"/hits/received/{hit.pk}/refusal/", {"reason": ""}).status_code == 422
    assert pen.post(f"/hits/received/{hit.pk}/refusal/", {"reason": "Ask us in March"}).status_code == 302
    assert pen.post(f"/hits/received/{hit.pk}/refusal/", {"reason": "Again"}).status_code == 409
    assert "Ask us in March" in browser(malay_liaison).get(f"/hits/queries/{query.pk}/").content.decode()


def test_a_joint_case_is_proposed_once(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    asks(malay_liaison, "Tawan Saelim")
    worked()
    (hit,), pen = hits_of(thai_analyst), browser(thai_analyst)
    body = {"title": "The pier", "summary": "", "tlp": "AMBER", "once": "a"}
    where = f"/hits/received/{hit.pk}/joint-case/"
    assert pen.get(where).status_code == 200
    assert pen.post(where, body | {"tlp": "RED"}).status_code == 422
    first, again = pen.post(where, body), pen.post(where, body)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert Case.objects.visible_to(malay_liaison).count() == 1


def test_the_api_answers_a_hit(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    asks(malay_liaison, "Tawan Saelim")
    worked()
    program = Program(thai_analyst)
    (hit,) = program.get("/hits/received/").json()
    assert (hit["label"], hit["late"], hit["told"]) == ("Tawan Saelim", False, True)
    assert program.post(f"/hits/received/{hit['id']}/refusal/", {}).status_code == 400
    assert program.post(f"/hits/received/{hit['id']}/refusal/", {"reason": "No"}).json()["state"] == "refused"
    assert program.post(f"/hits/received/{hit['id']}/joint-case/", {"title": "x"}).status_code == 409
    assert Program(malay_liaison).get(f"/hits/received/{hit['id']}/").status_code == 404


def test_the_clock_runs_by_the_database(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    from datetime import timedelta

    from django.db.models.functions import Now

    holds(thai_analyst, "Tawan Saelim")
    asks(malay_liaison, "Tawan Saelim")
    worked()
    for seconds, late in ((2, False), (-1, True)):
        Hit.objects.unscoped("test").update(due_at=Now() + timedelta(seconds=seconds))
        assert Program(thai_analyst).get("/hits/received/").json()[0]["late"] is late


def test_standing_queries_by_form_and_api(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    pen, program = browser(malay_liaison), Program(malay_liaison)
    said = {"number": PHONE, "number_kind": "phone", "purpose": "His phone", "days": "30"}
    assert pen.post("/hits/standing/", said).status_code == 302
    assert pen.post("/hits/standing/", said | {"days": "400"}).status_code == 422
    body = {"numbers": [{"kind": "phone", "value": "081 555 0142", "country": "TH"}], "purpose": "x", "days": 3}
    second = program.post("/hits/standing/", body)
    assert second.status_code == 201
    holds(thai_analyst, phone=PHONE)
    worked()
    assert all(one["contacts"][0]["name"] == thai_analyst.agency.name for one in program.get("/hits/standing/").json())
    row = Watch.objects.order_by("at").first()
    assert row is not None
    assert thai_analyst.agency.name in pen.get(f"/hits/standing/{row.pk}/").content.decode()
    assert browser(thai_analyst).post(f"/hits/standing/{row.pk}/end/").status_code == 404
    assert pen.post(f"/hits/standing/{row.pk}/end/").status_code == 302
    assert pen.post(f"/hits/standing/{row.pk}/end/").status_code == 409
    assert program.client.delete(f"/api/hits/standing/{second.json()['id']}/").status_code == 204


def test_one_persons_questions_are_not_anothers(
    thai_analyst: Viewer, thai_liaison: Viewer, thai_supervisor: Viewer, overseer: Viewer
) -> None:
    query = asks(thai_analyst, "Tawan Saelim")
    for other in (thai_liaison, thai_supervisor):
        assert browser(other).get(f"/hits/queries/{query.pk}/").status_code == 404
        assert "Tawan" not in browser(other).get("/hits/").content.decode()
    assert browser(overseer).get(f"/hits/queries/{query.pk}/").status_code == 403


def test_a_query_of_another_hat_stays_with_that_hat(thai_analyst: Viewer, malaysian_police: Any) -> None:
    from tests.cast import also

    query = asks(thai_analyst, "Tawan Saelim")
    other = also(thai_analyst, malaysian_police, "analyst")
    assert browser(other).get(f"/hits/queries/{query.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["/hits/", "/hits/received/", "/hits/standing/", "/"])
def test_pages_cost_few_queries(
    page: str, thai_analyst: Viewer, malay_liaison: Viewer, django_assert_max_num_queries: Any
) -> None:
    for n in range(5):
        holds(thai_analyst, f"Tawan Saelim {n}", phone=f"+6681555020{n}")
        asks(malay_liaison, phone=f"+6681555020{n}")
        asks(thai_analyst, f"Somebody Else {n}")
    worked()
    pen = browser(thai_analyst)
    pen.get(page)
    with django_assert_max_num_queries(17 if page == "/" else 10):  # the desk asks each room once; two are bounds
        assert pen.get(page).status_code == 200


def test_reading_a_hit_is_in_the_log(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    subject = holds(thai_analyst, "Tawan Saelim")
    asks(malay_liaison, "Tawan Saelim")
    worked()
    (hit,) = hits_of(thai_analyst)
    browser(thai_analyst).get(f"/hits/received/{hit.pk}/")
    event = Event.objects.filter(led="consultation", actor=thai_analyst.person_id).latest("at")
    assert {hit.pk, subject.case_id} <= set(event.object_ids)


def test_in_thai_as_well(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    asks(malay_liaison, "Tawan Saelim")
    worked()
    pen = browser(thai_analyst)
    for page in ("/hits/", "/hits/received/", "/hits/standing/", f"/hits/received/{hits_of(thai_analyst)[0].pk}/"):
        answer = pen.get(page, headers={"accept-language": "th"}).content.decode()
        assert re.search('<html lang="th"', answer)
