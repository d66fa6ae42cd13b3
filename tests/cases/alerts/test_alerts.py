"""Raising an alert, acknowledging it, sending it again, reaching a desk by telephone, and ending it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from access.decide import can
from access.exclusion import exclude
from access.viewer import Viewer
from agencies.models import Agency, Role
from audit.models import Event
from cases.alerts.choosing import desks_for
from cases.alerts.codes import Word
from cases.alerts.expiry import end_due
from cases.alerts.models import Alert
from cases.alerts.sheet import open_sheet, open_thread
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, TooMany, Unseen
from tests.cases.alerts.conftest import CONSENT, MARKER, SHEET, VITAL, desk_of, raised
from tests.cast import case_of, fresh, member

pytestmark = pytest.mark.django_db


def later(alert: Alert, **fields: Any) -> None:
    """Move these moments of an alert by so much from now."""
    Alert.objects.unscoped("a test").filter(pk=alert.pk).update(**{name: Now() + by for name, by in fields.items()})
    alert.refresh_from_db(from_queryset=Alert.objects.unscoped("a test"))


# --- raising ---
def test_the_desks_read_the_sheet_and_nobody_else(
    alert: Alert, malay_liaison: Viewer, lao_liaison: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    for viewer in (malay_liaison, lao_liaison, thai_liaison):
        assert open_sheet(alert, by=viewer, purpose="search").names == SHEET["names"]
    assert not can(khmer_liaison, "alert.see", alert)  # a partner in the case that was not chosen
    with pytest.raises(NotAllowed):
        open_sheet(alert, by=khmer_liaison, purpose="search")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.OVERSIGHT])
def test_who_administers_or_oversees_a_desk_knows_of_no_alert(alert: Alert, malay_liaison: Viewer, role: str) -> None:
    assert not can(member(malay_liaison.agency, role), "alert.see", alert)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COUNSEL, Role.DELEGATE])
def test_others_of_a_desk_know_of_it_and_open_nothing(alert: Alert, malay_liaison: Viewer, role: str) -> None:
    viewer = member(malay_liaison.agency, role)
    assert can(viewer, "alert.see", alert)
    with pytest.raises(NotAllowed):
        open_sheet(alert, by=viewer, purpose="search")
    with pytest.raises(NotAllowed):
        alert.acknowledge(by=viewer)


def test_a_caseworker_who_raised_it_reads_it_and_a_colleague_does_not(
    thai_analyst: Viewer, thai_police: Agency, malay_liaison: Viewer, ranong: Case
) -> None:
    mine, other = member(thai_police, "caseworker", name="One"), member(thai_police, "caseworker", name="Two")
    alert = raised(ranong, by=mine, desks=[malay_liaison.agency])
    assert open_sheet(alert, by=mine, purpose="correction").call == SHEET["call"]
    with pytest.raises(NotAllowed):
        open_sheet(alert, by=other, purpose="correction")


def test_the_case_gives_no_alert_and_the_alert_no_case(
    alert: Alert, ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    assert not can(malay_liaison, "case.see", ranong)
    ranong.invite(by=thai_analyst, agency=malay_liaison.agency)
    ranong.accept(by=malay_liaison)
    ranong.revoke(by=thai_analyst, agency=malay_liaison.agency)
    assert can(malay_liaison, "alert.read", alert)
    assert not can(khmer_liaison, "alert.see", alert)


def test_an_observer_an_invited_agency_and_a_stranger_raise_none(
    ranong: Case, thai_analyst: Viewer, lao_liaison: Viewer, malay_liaison: Viewer
) -> None:
    with pytest.raises(Unseen):
        raised(ranong, by=malay_liaison, desks=[lao_liaison.agency])
    ranong.invite(by=thai_analyst, agency=malay_liaison.agency, level="observer")
    with pytest.raises(Unseen):
        raised(ranong, by=malay_liaison, desks=[lao_liaison.agency])
    ranong.accept(by=malay_liaison)
    with pytest.raises(NotAllowed):
        raised(ranong, by=malay_liaison, desks=[lao_liaison.agency])


@pytest.mark.parametrize("missing", ["consent_by", "consent_on", "consent_how", "consent_language"])
def test_without_all_of_its_ground_there_is_no_alert(
    ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, missing: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        raised(ranong, by=thai_liaison, desks=[malay_liaison.agency], **(CONSENT | {missing: ""}))
    assert list(refusal.value.fields) == [missing]
    with pytest.raises(Invalid):
        raised(ranong, by=thai_liaison, desks=[malay_liaison.agency], ground="vital_interest", reason="")
    assert not Alert.objects.unscoped("a test").exists()


@pytest.mark.parametrize("days", [0, 31])
def test_it_runs_for_thirty_days_at_most(ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, days: int) -> None:
    with pytest.raises(Invalid):
        raised(ranong, by=thai_liaison, desks=[malay_liaison.agency], days=days)


def test_desks_that_cannot_be_chosen(
    ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, centre_admin: Viewer, ngo: Agency
) -> None:
    for nobody in (thai_liaison.agency, centre_admin.agency, ngo):  # one's own; without an officer; without anybody
        with pytest.raises(Invalid):
            raised(ranong, by=thai_liaison, desks=[malay_liaison.agency, nobody])
    with pytest.raises(Invalid):
        raised(ranong, by=thai_liaison, desks=[])


# --- exclusions ---
def test_who_is_shut_out_of_the_case_is_not_offered(
    ranong: Case, thai_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer, lao_liaison: Viewer
) -> None:
    exclude(by=thai_analyst, on=ranong, agency=malay_liaison.agency)
    offered = desks_for(thai_liaison, origin=ranong.pk, owner=ranong.originator_id)
    assert malay_liaison.agency not in offered
    assert lao_liaison.agency in offered
    with pytest.raises(Invalid):
        raised(ranong, by=thai_liaison, desks=[malay_liaison.agency])


def test_who_is_shut_out_of_the_case_later_loses_the_alert(
    alert: Alert, ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    exclude(by=thai_analyst, on=ranong, agency=malay_liaison.agency)
    viewer = fresh(malay_liaison)
    assert not can(viewer, "alert.see", alert)
    assert alert not in Alert.objects.visible_to(viewer)
    with pytest.raises(Unseen):
        alert.acknowledge(by=viewer)
    with pytest.raises(Unseen):
        from vault.reveal import reveal

        reveal(alert.vault_id, by=viewer, purpose="search")


def test_an_exclusion_of_all_that_the_case_s_agency_originates_binds_a_partner_s_alert(
    ranong: Case, thai_supervisor: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer
) -> None:
    alert = raised(ranong, by=khmer_liaison, desks=[malay_liaison.agency, lao_liaison.agency])
    exclude(by=thai_supervisor, on=thai_supervisor.agency, person=malay_liaison.person)
    assert not can(fresh(malay_liaison), "alert.see", alert)
    assert can(lao_liaison, "alert.read", alert)


def test_an_issuer_that_is_shut_out_of_the_case_loses_its_alert_and_the_desks_keep_it(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    alert = raised(ranong, by=khmer_liaison, desks=[malay_liaison.agency])
    exclude(by=thai_analyst, on=ranong, agency=khmer_liaison.agency)
    with pytest.raises(Unseen):
        alert.close(by=fresh(khmer_liaison), outcome="safe")
    assert open_sheet(alert, by=malay_liaison, purpose="search").names == SHEET["names"]


# --- compartments ---
def test_of_a_compartment_its_named_people_alone_hold_the_alert(
    thai_analyst: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    people = [(thai_analyst.person, thai_analyst.agency)]
    case = case_of(thai_analyst, tlp="RED", named=people)
    with pytest.raises(Unseen):
        raised(case, by=thai_liaison, desks=[malay_liaison.agency])
    alert = raised(case, by=thai_analyst, desks=[malay_liaison.agency])
    assert can(thai_analyst, "alert.read", alert)
    assert not can(thai_liaison, "alert.see", alert)
    assert can(malay_liaison, "alert.read", alert)
    assert not can(malay_liaison, "case.see", case)


# --- acknowledging ---
def test_each_desk_acknowledges_once(alert: Alert, malay_liaison: Viewer, lao_liaison: Viewer) -> None:
    alert.acknowledge(by=malay_liaison, word=Word.SEARCHING)
    with pytest.raises(IllegalMove):
        alert.acknowledge(by=member(malay_liaison.agency, "analyst"))
    assert (alert.asked, alert.answered) == (2, 1)
    line = desk_of(alert, malay_liaison)
    assert (line.acknowledged_by, line.word, line.state) == (malay_liaison.person, "searching", "acknowledged")
    assert desk_of(alert, lao_liaison).state == "waiting"


def test_the_issuer_and_strangers_do_not_acknowledge(alert: Alert, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    with pytest.raises(NotAllowed):
        alert.acknowledge(by=thai_liaison)
    with pytest.raises(Unseen):
        alert.acknowledge(by=khmer_liaison)


def test_information_is_a_message_to_the_issuer_alone(
    alert: Alert, malay_liaison: Viewer, lao_liaison: Viewer, thai_liaison: Viewer
) -> None:
    with pytest.raises(Invalid):
        alert.acknowledge(by=malay_liaison, word=Word.INFORMATION)
    desk = alert.acknowledge(by=malay_liaison, word=Word.INFORMATION, text="Seen at the pier")
    alert.write(desk, by=thai_liaison, text="Which pier?")
    for viewer in (malay_liaison, thai_liaison):
        said = open_thread(desk_of(alert, malay_liaison), by=viewer, purpose="answer")
        assert [one.text for one in said] == ["Seen at the pier", "Which pier?"]
    with pytest.raises(Unseen):
        open_thread(desk_of(alert, malay_liaison), by=lao_liaison, purpose="answer")
    with pytest.raises(Unseen):
        alert.write(desk, by=lao_liaison, text="Hello")
    assert desk not in alert.desks.visible_to(lao_liaison)


# --- the issuer ---
def test_silent_desks_are_told_again_and_not_too_often(
    alert: Alert, malay_liaison: Viewer, lao_liaison: Viewer, thai_liaison: Viewer
) -> None:
    with pytest.raises(TooMany):
        alert.resend(by=thai_liaison)
    alert.acknowledge(by=malay_liaison)
    later(alert, told_at=-timedelta(minutes=16))
    assert alert.resend(by=thai_liaison) == 1
    assert Event.objects.get(verb="alert.resent").recipients == [lao_liaison.agency_id]
    with pytest.raises(TooMany):
        alert.resend(by=thai_liaison)
    alert.acknowledge(by=lao_liaison)
    with pytest.raises(IllegalMove):
        alert.resend(by=thai_liaison)


def test_reached_by_telephone_is_not_the_desk_s_own_word(
    alert: Alert, malay_liaison: Viewer, thai_liaison: Viewer
) -> None:
    alert.reach(desk_of(alert, malay_liaison), by=thai_liaison)
    assert (desk_of(alert, malay_liaison).state, alert.answered) == ("reached", 0)
    with pytest.raises(IllegalMove):
        alert.reach(desk_of(alert, malay_liaison), by=thai_liaison)
    alert.acknowledge(by=malay_liaison)
    assert desk_of(alert, malay_liaison).state == "acknowledged"


def test_a_withdrawn_desk_has_nothing_from_its_next_request_on(
    alert: Alert, malay_liaison: Viewer, lao_liaison: Viewer, thai_liaison: Viewer
) -> None:
    alert.withdraw_desk(desk_of(alert, malay_liaison), by=thai_liaison)
    assert not can(malay_liaison, "alert.see", alert)
    with pytest.raises(Unseen):
        alert.acknowledge(by=malay_liaison)
    with pytest.raises(IllegalMove):  # the last one
        alert.withdraw_desk(desk_of(alert, lao_liaison), by=thai_liaison)
    alert.add_desks(by=thai_liaison, desks=[malay_liaison.agency_id])
    assert can(malay_liaison, "alert.read", alert)
    with pytest.raises(IllegalMove):
        alert.add_desks(by=thai_liaison, desks=[malay_liaison.agency_id])


def test_a_desk_of_another_alert_is_absent(
    alert: Alert, ranong: Case, malay_liaison: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    other = raised(ranong, by=thai_liaison, desks=[malay_liaison.agency, khmer_liaison.agency])
    for verb in (alert.withdraw_desk, alert.reach):
        with pytest.raises(Unseen):
            verb(desk_of(other, malay_liaison), by=thai_liaison)
    with pytest.raises(Unseen):
        alert.write(desk_of(other, malay_liaison), by=thai_liaison, text="x")


# --- ending ---
def test_its_end_destroys_the_sheet_and_the_messages(
    alert: Alert, malay_liaison: Viewer, lao_liaison: Viewer, thai_liaison: Viewer
) -> None:
    from vault.records import is_erased

    desk: Any = alert.acknowledge(by=malay_liaison, word=Word.INFORMATION, text="x")
    open_sheet(alert, by=malay_liaison, purpose="search")
    alert.close(by=thai_liaison, outcome="safe")
    assert is_erased([alert.vault_id, desk.thread_id]) == {alert.vault_id, desk.thread_id}
    with pytest.raises(IllegalMove):
        open_sheet(alert, by=malay_liaison, purpose="search")
    with pytest.raises(IllegalMove):
        open_thread(desk_of(alert, malay_liaison), by=malay_liaison, purpose="answer")
    for verb in (
        lambda: alert.close(by=thai_liaison, outcome="dead"), lambda: alert.resend(by=thai_liaison),
        lambda: alert.acknowledge(by=lao_liaison), lambda: alert.write(desk, by=malay_liaison, text="x"),
        lambda: alert.add_desks(by=thai_liaison, desks=[malay_liaison.agency_id]),
    ):  # fmt: skip
        with pytest.raises(IllegalMove):
            verb()
    (closed,) = Event.objects.filter(verb="alert.closed")
    assert (set(closed.recipients), closed.detail) == (
        {malay_liaison.agency_id, lao_liaison.agency_id}, {"outcome": "safe"},
    )  # fmt: skip
    assert Event.objects.filter(verb="vault.revealed", root_id=alert.pk).count() == 1  # who saw it stays known


def test_nobody_invents_an_outcome(alert: Alert, thai_liaison: Viewer) -> None:
    for outcome in ("time", "review", "", "found"):
        with pytest.raises(Invalid):
            alert.close(by=thai_liaison, outcome=outcome)


def test_a_desk_does_not_end_it(alert: Alert, malay_liaison: Viewer) -> None:
    with pytest.raises(NotAllowed):
        alert.close(by=malay_liaison, outcome="safe")


def test_the_database_s_clock_ends_it(alert: Alert, malay_liaison: Viewer) -> None:
    later(alert, until=timedelta(seconds=30))
    assert end_due() == 0
    assert open_sheet(alert, by=malay_liaison, purpose="search").names
    later(alert, until=-timedelta(seconds=1))
    with pytest.raises(IllegalMove):  # before anybody has written it down
        open_sheet(alert, by=malay_liaison, purpose="search")
    with pytest.raises(IllegalMove):
        alert.acknowledge(by=malay_liaison)
    assert (end_due(), end_due()) == (1, 0)
    later(alert)
    assert (alert.outcome, alert.closed_by) == ("time", None)


# --- the review ---
def test_a_vital_interest_is_reviewed_by_another_supervisor(
    vital: Alert, thai_supervisor: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    with pytest.raises(NotAllowed):
        vital.review(by=thai_supervisor, confirm=True)
    for viewer in (thai_liaison, member(malay_liaison.agency, "supervisor")):
        with pytest.raises(NotAllowed):
            vital.review(by=viewer, confirm=True)
    second = member(thai_supervisor.agency, "supervisor", name="Anong Rattana")
    vital.review(by=second, confirm=True)
    assert vital.is_open()
    with pytest.raises(IllegalMove):
        vital.review(by=second, confirm=False)


def test_a_review_that_ends_it_destroys_the_sheet(vital: Alert, thai_police: Agency, malay_liaison: Viewer) -> None:
    vital.review(by=member(thai_police, "supervisor", name="Anong Rattana"), confirm=False)
    assert vital.outcome == "review"
    with pytest.raises(IllegalMove):
        open_sheet(vital, by=malay_liaison, purpose="search")


def test_consent_needs_no_review(alert: Alert, thai_supervisor: Viewer) -> None:
    with pytest.raises(IllegalMove):
        alert.review(by=thai_supervisor, confirm=True)


def test_objects_say_nothing_of_themselves(alert: Alert, thai_liaison: Viewer) -> None:
    sheet = open_sheet(alert, by=thai_liaison, purpose="correction")
    assert MARKER not in f"{alert!r}{alert}{sheet!r}"
    assert VITAL["reason"] not in str(alert.__dict__)
