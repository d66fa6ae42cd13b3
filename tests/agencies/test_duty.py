"""Who answers for a desk: the roster's keepers say it, its own people read it, and an empty desk is the centre's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from access.viewer import Viewer
from agencies.duty.models import Turn
from agencies.duty.on_duty import on_duty, ring
from agencies.duty.roster import Week, end_turn, plan_turn
from agencies.models import Agency, Membership
from agencies.suspension import suspend_person
from audit.models import Event
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Unseen
from tests.agencies.door import browser
from tests.api import Program

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def turn(by: Viewer, of: Viewer, kind: str = "duty", start: float = -1, end: float = 1) -> Turn:
    """A turn from so many hours ahead until so many."""
    now = timezone.now()
    return plan_turn(by=by, person=of.person, kind=kind, starts_at=now + start * HOUR, ends_at=now + end * HOUR)


def names(agency: Agency, at: datetime | None = None) -> tuple[str, list[str]]:
    desk = on_duty(agency, at)
    return desk.how, [person.name for person in desk]


def test_duty_before_deputy_before_nobody(thai_liaison: Viewer, thai_analyst: Viewer, thai_supervisor: Viewer) -> None:
    agency = thai_liaison.agency
    assert names(agency) == ("nobody", [])
    turn(thai_liaison, thai_supervisor, "deputy")
    assert names(agency) == ("deputy", ["Wilai Charoenphon"])
    turn(thai_liaison, thai_analyst)
    turn(thai_liaison, thai_liaison)
    assert names(agency) == ("duty", ["Ladda Phromsiri", "Preecha Saengthong"])
    assert names(agency, timezone.now() + 2 * HOUR) == ("nobody", [])


def test_whoever_is_on_leave_is_not_on_duty(thai_liaison: Viewer, thai_analyst: Viewer) -> None:
    turn(thai_liaison, thai_analyst)
    turn(thai_liaison, thai_liaison, "deputy")
    turn(thai_liaison, thai_analyst, "leave", start=-0.5, end=0.5)
    assert names(thai_liaison.agency) == ("deputy", ["Preecha Saengthong"])
    assert names(thai_liaison.agency, timezone.now() + 0.75 * HOUR) == ("duty", ["Ladda Phromsiri"])


def test_whoever_left_or_is_suspended_is_not_on_duty(
    thai_liaison: Viewer, thai_analyst: Viewer, thai_supervisor: Viewer, thai_admin: Viewer
) -> None:
    for viewer in (thai_analyst, thai_supervisor, thai_liaison):
        turn(thai_liaison, viewer)
    suspend_person(thai_analyst.person, by=thai_admin)
    Membership.objects.filter(person=thai_supervisor.person).update(roles=["admin"])
    assert names(thai_liaison.agency) == ("duty", ["Preecha Saengthong"])


def test_a_turn_begins_with_its_first_moment_and_not_its_last(thai_liaison: Viewer) -> None:
    made = turn(thai_liaison, thai_liaison)
    for at, how in ((made.starts_at, "duty"), (made.ends_at - timedelta(seconds=1), "duty"), (made.ends_at, "nobody")):
        assert names(thai_liaison.agency, at)[0] == how


def test_the_centre_is_told_of_an_empty_desk(thai_liaison: Viewer, centre: Agency) -> None:
    assert ring(thai_liaison.agency, by=thai_liaison) == []
    event = Event.objects.get(verb="duty.unstaffed")
    assert (event.recipients, event.owner) == ([centre.pk], thai_liaison.agency_id)
    turn(thai_liaison, thai_liaison)
    assert [person.pk for person in ring(thai_liaison.agency)] == [thai_liaison.person_id]
    assert Event.objects.filter(verb="duty.unstaffed").count() == 1


def test_supervisors_liaison_officers_and_administrators_keep_it(
    thai_liaison: Viewer, thai_supervisor: Viewer, thai_admin: Viewer, thai_analyst: Viewer
) -> None:
    made = turn(thai_liaison, thai_liaison)
    for n, keeper in enumerate((thai_liaison, thai_supervisor, thai_admin)):
        made = turn(keeper, thai_analyst, start=n * 2, end=n * 2 + 1)
        assert Event.objects.filter(verb="duty.planned", object_id=made.pk, actor=keeper.person_id).exists()
    with pytest.raises(NotAllowed):
        turn(thai_analyst, thai_analyst, start=20, end=21)
    with pytest.raises(NotAllowed):
        end_turn(made.pk, by=thai_analyst)


def test_a_turn_is_of_a_colleague_in_office(
    thai_liaison: Viewer, malay_liaison: Viewer, thai_admin: Viewer, thai_analyst: Viewer
) -> None:
    for stranger in (malay_liaison, thai_admin):
        with pytest.raises(Invalid):
            turn(thai_liaison, stranger)
    for start, end in ((1, 1), (2, 1), (0, 401 * 24)):
        with pytest.raises(Invalid):
            turn(thai_liaison, thai_analyst, start=start, end=end)
    turn(thai_liaison, thai_analyst)
    with pytest.raises(Invalid):
        turn(thai_liaison, thai_analyst, start=0.5, end=3)
    turn(thai_liaison, thai_analyst, "leave")
    turn(thai_liaison, thai_analyst, start=2, end=3)


def test_a_turn_ends_once_and_one_to_come_is_struck_off(thai_liaison: Viewer, thai_analyst: Viewer) -> None:
    now, later = turn(thai_liaison, thai_analyst), turn(thai_liaison, thai_analyst, start=5, end=6)
    end_turn(now.pk, by=thai_liaison)
    assert names(thai_liaison.agency)[0] == "nobody"
    with pytest.raises(IllegalMove):
        end_turn(now.pk, by=thai_liaison)
    end_turn(later.pk, by=thai_liaison)
    with pytest.raises(Unseen):
        end_turn(later.pk, by=thai_liaison)
    now.refresh_from_db()
    assert now.ends_at > now.starts_at, "that it was served stays on the roster"


def test_another_agencys_roster_is_as_absent(thai_liaison: Viewer, malay_liaison: Viewer, centre_admin: Viewer) -> None:
    made = turn(thai_liaison, thai_liaison)
    where = f"/agencies/{thai_liaison.agency_id}/duty/"
    for viewer in (malay_liaison, centre_admin):
        assert browser(viewer).get(where).status_code == 404
        assert browser(viewer).post(where, {}).status_code == 404
        assert Program(viewer).get(where).status_code == 404
        assert browser(viewer).post(f"{where}{made.pk}/end/").status_code == 404
        assert Program(viewer).client.delete(f"/api{where}{made.pk}/").status_code == 404
        own = f"/agencies/{viewer.agency_id}/duty/"
        assert browser(viewer).post(f"{own}{made.pk}/end/").status_code == 404
        assert Program(viewer).client.delete(f"/api{own}{made.pk}/").status_code == 404
        assert b"Duty roster" not in browser(viewer).get(f"/agencies/{thai_liaison.agency_id}/").content
    assert Turn.objects.get().struck_at is None


def body(viewer: Viewer, **fields: Any) -> dict[str, Any]:
    times = {"starts_at": "2026-12-01T08:00", "ends_at": "2026-12-01T20:00"}
    return {"person": str(viewer.person_id), "kind": "duty"} | times | fields


def test_the_page_takes_times_in_the_agencys_zone_and_once(thai_liaison: Viewer, thai_analyst: Viewer) -> None:
    page, where = browser(thai_liaison), f"/agencies/{thai_liaison.agency_id}/duty/"
    for _twice in range(2):
        assert page.post(f"{where}?week=2026-W49", body(thai_analyst, once="k")).status_code == 302
    made = Turn.objects.get()
    assert made.starts_at == datetime.fromisoformat("2026-12-01T08:00+07:00")
    shown = page.get(f"{where}?week=2026-W49").content.decode()
    assert thai_analyst.person.name in shown
    assert "2026-W48" in shown
    assert page.post(where, body(thai_analyst, person=str(uuid4()))).status_code == 422
    assert browser(thai_analyst).post(where, body(thai_analyst)).status_code == 403
    assert page.post(f"{where}{made.pk}/end/", {"week": "2026-W49"}).status_code == 302
    assert thai_analyst.person.name not in page.get(f"{where}?week=2026-W49").content.decode().split("<form")[0]


@pytest.mark.parametrize("week", ["", "nonsense", "2026-W99", "2026-W00", "0000-W01", "9999-W52", "2026-W48-1", "ก"])
def test_a_week_that_is_none_is_this_one_or_empty(thai_liaison: Viewer, week: str) -> None:
    answer = browser(thai_liaison).get(f"/agencies/{thai_liaison.agency_id}/duty/", {"week": week})
    assert answer.status_code == 200


def test_weeks_follow_one_another() -> None:
    assert [Week.named("2026-W53").after, Week.named("2027-W01").before] == ["2027-W01", "2026-W53"]


def test_the_api_does_what_the_page_does(thai_liaison: Viewer, thai_analyst: Viewer) -> None:
    program, where = Program(thai_liaison), f"/agencies/{thai_liaison.agency_id}/duty/"
    sent = body(thai_analyst, starts_at="2026-12-01T08:00+07:00", ends_at="2026-12-01T20:00+07:00")
    made = [program.post(where, sent, key="k") for _twice in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].json() == made[1].json()
    shown = program.get(where, week="2026-W49").json()
    assert [one["id"] for one in shown["turns"]] == [made[0].json()["id"]]
    assert (shown["how"], shown["on_duty"]) == ("nobody", [])
    assert program.post(where, sent | {"person": str(uuid4())}).status_code == 422
    assert program.post(where, sent | {"agency": str(uuid4())}).status_code == 400
    assert Program(thai_analyst).post(where, sent).status_code == 403
    assert program.client.delete(f"/api{where}{made[0].json()['id']}/").status_code == 204
    assert program.get(where, week="2026-W49").json()["turns"] == []


def test_a_roster_takes_few_queries(
    thai_liaison: Viewer, thai_analyst: Viewer, django_assert_max_num_queries: Any
) -> None:
    for n in range(20):
        turn(thai_liaison, thai_analyst, start=n * 4, end=n * 4 + 3)
    page = browser(thai_liaison)
    with django_assert_max_num_queries(10):
        page.get(f"/agencies/{thai_liaison.agency_id}/duty/")


@pytest.mark.django_db(transaction=True)
def test_of_parallel_turns_that_overlap_one_stands(thai_liaison: Viewer, thai_analyst: Viewer) -> None:
    def plan(_n: int) -> bool:
        try:
            turn(thai_liaison, thai_analyst)
        except Invalid:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(plan, range(6))) == [False] * 5 + [True]
    assert Turn.objects.count() == 1
