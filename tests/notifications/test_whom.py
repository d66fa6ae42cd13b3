"""Who is told: those who may know at that moment, each once, and nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.exclusion import exclude
from access.viewer import Viewer
from agencies.duty.on_duty import ring
from agencies.models import Agency, Membership, Role
from cases.models import Case
from cases.plan.models import Action
from cases.subjects.models import Subject
from cases.subjects.models.lines import Name
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from notifications.choosing import watch
from notifications.dispatching import dispatch
from notifications.keeping import KEPT, sweep
from notifications.models import Notification
from tests.agencies.door import browser
from tests.cast import also, case_of, fresh, member
from tests.intelligence.writing import a_report
from tests.notifications.telling import forget, lines, told

pytestmark = pytest.mark.django_db


def test_an_invited_agency_is_told_and_nobody_else(
    thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer, overseer: Viewer
) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert told(khmer_liaison) == ["case.invited"]
    assert told(malay_liaison) == told(overseer) == told(thai_analyst) == []


def test_the_line_says_who_did_what_on_which_record(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst, title="Trawlers of Ranong")
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    dispatch()
    [line] = lines(khmer_liaison)
    assert (line.who, line.title, line.url) == (thai_analyst.agency.name, "Trawlers of Ranong", f"/cases/{case.pk}/")


def test_a_colleague_is_named_another_agency_is_not_its_people(ranong: Case, thai_analyst: Viewer) -> None:
    supervisor = member(thai_analyst.agency, Role.SUPERVISOR)
    forget()
    ranong.suspend(by=thai_analyst, reason="waiting")
    dispatch()
    assert [line.who for line in lines(supervisor)] == [thai_analyst.person.name]


def test_access_lost_before_telling_tells_nothing(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    exclude(on=case, by=thai_analyst, agency=khmer_liaison.agency, reason="A leak")
    assert told(fresh(khmer_liaison)) == []
    assert not Notification.objects.filter(person=khmer_liaison.person).exists()


def test_access_lost_after_telling_takes_text_count_and_link(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert told(khmer_liaison) == ["case.invited"]
    exclude(on=case, by=thai_analyst, agency=khmer_liaison.agency, reason="A leak")
    assert lines(fresh(khmer_liaison)) == []


def test_who_left_the_agency_is_not_told(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    Membership.objects.filter(person=khmer_liaison.person).update(ended_at=timezone.now())
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    dispatch()
    assert not Notification.objects.exists()


def test_a_restricted_item_of_the_plan_tells_its_readers_alone(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    ranong.invite(by=thai_analyst, agency=malay_liaison.agency)
    ranong.accept(by=malay_liaison)
    watch(malay_liaison, ranong, "watched")
    watch(khmer_liaison, ranong, "watched")
    forget()
    Action.add(ranong, by=thai_analyst, text="Between us", agency=khmer_liaison.agency,
               only=[thai_analyst.agency, khmer_liaison.agency])  # fmt: skip
    assert told(khmer_liaison) == ["action.added"]
    assert told(malay_liaison) == []


def test_a_release_request_reaches_the_owners_liaison_officers(
    khmer_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    analyst = member(khmer_liaison.agency, Role.ANALYST)
    report = a_report(khmer_liaison)
    forget()
    Release.ask(by=thai_analyst, owner=khmer_liaison.agency, purpose="An inquiry", reference=report.reference)
    assert told(khmer_liaison) == ["release.requested"]
    assert told(analyst) == told(malay_liaison) == told(thai_analyst) == []


def test_a_question_for_no_report_tells_the_same(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    Release.ask(by=thai_analyst, owner=khmer_liaison.agency, purpose="An inquiry", reference="2222-3333-4444")
    assert told(khmer_liaison) == ["release.requested"]


def test_the_asker_hears_of_the_release_and_nothing_before(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison)
    line = Release.ask(by=thai_analyst, owner=khmer_liaison.agency, purpose="An inquiry", reference=report.reference)
    forget()
    line.approve(by=khmer_liaison)
    verbs = told(thai_analyst)
    assert verbs == ["release.given"]
    line.recall(by=khmer_liaison, reason="A source is in danger")
    assert told(fresh(thai_analyst)) == ["release.given", "release.recalled"]


def test_urgent_requests_are_urgent(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    Release.ask(by=thai_analyst, owner=khmer_liaison.agency, purpose="Now", reference="2222-3333-4444",
                urgency="urgent")  # fmt: skip
    dispatch()
    assert [line.note.urgent for line in lines(khmer_liaison)] == [True]


def test_an_empty_desk_tells_the_centre(khmer_liaison: Viewer, centre: Agency) -> None:
    head = member(centre, Role.SUPERVISOR)
    forget()
    ring(khmer_liaison.agency)
    dispatch()
    assert [(line.note.verb, line.note.urgent, line.title) for line in lines(head)] == [
        ("duty.unstaffed", True, khmer_liaison.agency.name)
    ]


# --- watching and muting  ---
def test_whoever_watches_hears_of_every_change_but_their_own(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    watch(khmer_liaison, ranong, "watched")
    watch(thai_analyst, ranong, "watched")
    forget()
    ranong.add_note(by=thai_analyst, text="Seen at the pier")
    assert told(khmer_liaison) == ["note.added"]
    assert told(thai_analyst) == []


def test_a_watch_gives_no_access(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    watch(khmer_liaison, ranong, "watched")
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency, reason="done")
    forget()
    ranong.add_note(by=thai_analyst, text="Seen at the pier")
    assert told(fresh(khmer_liaison)) == []


def test_a_restricted_subject_tells_no_watcher_outside(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    watch(khmer_liaison, ranong, "watched")
    forget()
    Subject.add(ranong, by=thai_analyst, names=[Name("Sok Hidden")], only=[thai_analyst.agency])
    assert told(khmer_liaison) == []
    assert not Notification.objects.exists()


def test_muted_is_muted_but_for_what_is_urgent(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    watch(khmer_liaison, ranong, "muted")
    forget()
    ranong.suspend(by=thai_analyst, reason="waiting")
    assert told(khmer_liaison) == []


def test_reading_tells_no_watcher(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    watch(thai_analyst, ranong, "watched")
    forget()
    assert browser(khmer_liaison).get(ranong.get_absolute_url()).status_code == 200
    assert told(thai_analyst) == []


def test_one_person_in_two_agencies_is_told_once(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    both = also(khmer_liaison, thai_analyst.agency, Role.LIAISON)
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    dispatch()
    assert Notification.objects.filter(person=both.person, verb="case.invited").count() == 1


def test_a_year_later_it_is_forgotten(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    dispatch()
    assert sweep() == 0
    Notification.objects.update(created_at=timezone.now() - KEPT - timedelta(days=1))
    assert sweep() >= 1
    assert not Notification.objects.exists()


def test_who_watches_a_report_is_not_told_of_what_is_withheld(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    terms = Terms(withheld=("title", "body"))
    Release.offer(report, by=khmer_liaison, asker=thai_liaison.agency, purpose="x", terms=terms, needs_acceptance=False)
    watch(fresh(thai_liaison), report, "watched")
    watch(fresh(member(khmer_liaison.agency, Role.ANALYST)), report, "watched")
    forget()
    version = report.translate(by=khmer_liaison, version=report.version, language="th", title="ก", body="ข")
    version = report.clear_tearline(by=khmer_liaison, version=version, text="A boat")
    report.name(by=khmer_liaison, person=khmer_liaison.person)
    assert told(thai_liaison) == []
    report.mark(by=khmer_liaison, version=version, handling=["H1"])
    assert told(thai_liaison) == ["report.marked"]


def test_who_watches_a_request_is_not_told_that_its_report_was_found(
    khmer_liaison: Viewer, thai_liaison: Viewer
) -> None:
    report = a_report(khmer_liaison, cover={"four_eyes": True})
    line = Release.ask(by=thai_liaison, owner=khmer_liaison.agency, purpose="x", learned="meeting")
    watch(fresh(thai_liaison), line, "watched")
    forget()
    line.match(by=khmer_liaison, report=report)
    line.approve(by=khmer_liaison)
    assert told(thai_liaison) == []
    line.confirm(by=member(khmer_liaison.agency, Role.LIAISON, name="Keo Sovann"))
    assert told(thai_liaison) == ["release.given"]
