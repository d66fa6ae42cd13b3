"""A suspect who may be a victim: referred by whoever sees it, reviewed by a prosecutor alone, and stopped meanwhile."""

import pytest

from access.viewer import Viewer
from agencies.models import Role
from audit.models import Event
from cases.models import Case
from cases.subjects.models import Name, Subject
from cases.subjects.screening import screening_stops
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Unseen
from tests.cast import member

pytestmark = pytest.mark.django_db


def test_a_referral_stops_at_once_and_a_review_ends_it(
    suspect: Subject, khmer_liaison: Viewer, prosecutor: Viewer
) -> None:
    assert not screening_stops(suspect)
    suspect.refer_for_screening(by=khmer_liaison, reasons=["debt", "forced"])
    assert screening_stops(suspect)
    suspect.review_screening(by=prosecutor, result="proceed")
    assert not screening_stops(suspect)


def test_a_victim_stays_stopped(suspect: Subject, khmer_liaison: Viewer, prosecutor: Viewer) -> None:
    suspect.refer_for_screening(by=khmer_liaison, reasons=["debt"])
    suspect.review_screening(by=prosecutor, result="victim_not_punished")
    assert screening_stops(suspect)
    with pytest.raises(IllegalMove):
        suspect.refer_for_screening(by=khmer_liaison, reasons=["debt"])


def test_the_stop_is_read_from_the_database(suspect: Subject, khmer_liaison: Viewer) -> None:
    read_before = Subject.objects.unscoped("test").get(pk=suspect.pk)
    suspect.refer_for_screening(by=khmer_liaison, reasons=["debt"])
    assert screening_stops(read_before)


def test_only_counsel_of_a_prosecution_reviews(
    ranong: Case, suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    police_counsel = member(thai_analyst.agency, Role.COUNSEL, name="Counsel of the police")
    suspect.refer_for_screening(by=khmer_liaison, reasons=["debt"])
    for viewer in (thai_analyst, khmer_liaison, police_counsel):
        with pytest.raises(NotAllowed):
            suspect.review_screening(by=viewer, result="proceed")
    assert screening_stops(suspect)


def test_nobody_reviews_their_own_referral(suspect: Subject, prosecutor: Viewer) -> None:
    suspect.refer_for_screening(by=prosecutor, reasons=["debt"])
    with pytest.raises(NotAllowed):
        suspect.review_screening(by=prosecutor, result="proceed")


def test_out_of_order_and_twice(suspect: Subject, khmer_liaison: Viewer, prosecutor: Viewer) -> None:
    with pytest.raises(IllegalMove):
        suspect.review_screening(by=prosecutor, result="proceed")
    suspect.refer_for_screening(by=khmer_liaison, reasons=["debt"])
    with pytest.raises(IllegalMove):
        suspect.refer_for_screening(by=khmer_liaison, reasons=["debt"])
    suspect.review_screening(by=prosecutor, result="proceed")
    with pytest.raises(IllegalMove):
        suspect.review_screening(by=prosecutor, result="proceed")
    suspect.refer_for_screening(by=khmer_liaison, reasons=["sold"])  # something new came up


def test_what_cannot_be_a_reason_or_a_result(suspect: Subject, khmer_liaison: Viewer, prosecutor: Viewer) -> None:
    for reasons in ([], ["he cried"]):
        with pytest.raises(Invalid):
            suspect.refer_for_screening(by=khmer_liaison, reasons=reasons)
    suspect.refer_for_screening(by=khmer_liaison, reasons=["debt"])
    for result in ("due", "", "guilty"):
        with pytest.raises(Invalid):
            suspect.review_screening(by=prosecutor, result=result)


def test_a_thing_is_not_screened(ranong: Case, thai_analyst: Viewer) -> None:
    van = Subject.add(ranong, by=thai_analyst, names=[Name("White van")], kind="Vehicle")
    with pytest.raises(IllegalMove):
        van.refer_for_screening(by=thai_analyst, reasons=["debt"])


def test_an_outsider_and_those_who_do_not_see_the_subject(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    hidden = Subject.add(ranong, by=thai_analyst, names=[Name("X")], only=[thai_analyst.agency])
    for viewer in (khmer_liaison, malay_liaison):
        with pytest.raises(Unseen):
            hidden.refer_for_screening(by=viewer, reasons=["debt"])


def test_the_stop_is_not_removed_with_the_subject(suspect: Subject, thai_analyst: Viewer, prosecutor: Viewer) -> None:
    suspect.refer_for_screening(by=thai_analyst, reasons=["debt"])
    with pytest.raises(IllegalMove):
        suspect.take_out(by=thai_analyst)
    suspect.review_screening(by=prosecutor, result="proceed")
    suspect.take_out(by=thai_analyst)


def test_the_log_holds_codes_and_no_reasons(suspect: Subject, thai_analyst: Viewer) -> None:
    suspect.refer_for_screening(by=thai_analyst, reasons=["debt"])
    event = Event.objects.get(verb="subject.referred")
    assert (event.object_id, set(event.detail)) == (suspect.pk, {"screening"})
