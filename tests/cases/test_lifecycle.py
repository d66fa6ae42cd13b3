"""A case moves only along its states, and only by those whose verb it is."""

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Unseen
from tests.cast import case_of, fresh

pytestmark = pytest.mark.django_db


def test_a_case_of_one_agency_needs_no_proposal(thai_analyst: Viewer) -> None:
    case = case_of(thai_analyst)
    case.open(by=thai_analyst)
    assert (case.state, case.opened_at is not None) == ("open", True)


def test_a_proposal_needs_somebody_invited(thai_analyst: Viewer) -> None:
    with pytest.raises(IllegalMove):
        case_of(thai_analyst).propose(by=thai_analyst)


def test_a_proposed_case_opens_once_an_agency_accepted(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    case.propose(by=thai_analyst)
    with pytest.raises(IllegalMove):
        case.open(by=thai_analyst)
    case.accept(by=khmer_liaison)
    case.open(by=thai_analyst)
    assert case.state == "open"


def test_the_whole_life(ranong: Case, thai_analyst: Viewer) -> None:
    for verb in ("suspend", "resume"):
        getattr(ranong, verb)(by=thai_analyst)
    ranong.close(by=thai_analyst, outcome="convicted")
    ranong.reopen(by=thai_analyst)
    assert (ranong.outcome, ranong.closed_at) == ("", None)
    ranong.close(by=thai_analyst, outcome="unresolved")
    ranong.archive(by=thai_analyst)
    ranong.refresh_from_db()
    assert (ranong.state, ranong.outcome) == ("archived", "unresolved")


@pytest.mark.parametrize("verb", ["resume", "reopen", "archive", "propose", "open"])
def test_out_of_order_is_refused_and_leaves_no_event(ranong: Case, thai_analyst: Viewer, verb: str) -> None:
    before = Event.objects.count()
    with pytest.raises(IllegalMove):
        getattr(ranong, verb)(by=thai_analyst)
    assert (Case.objects.get(pk=ranong.pk).state, Event.objects.count()) == ("open", before)


def test_closing_asks_for_a_known_outcome(ranong: Case, thai_analyst: Viewer) -> None:
    with pytest.raises(Invalid):
        ranong.close(by=thai_analyst, outcome="won")


def test_a_partner_does_not_close(ranong: Case, khmer_liaison: Viewer) -> None:
    with pytest.raises(NotAllowed):
        ranong.close(by=khmer_liaison, outcome="convicted")


def test_an_outsider_meets_nothing(ranong: Case, malay_liaison: Viewer) -> None:
    with pytest.raises(Unseen):
        ranong.close(by=malay_liaison, outcome="convicted")


def test_an_administrator_of_the_lead_meets_nothing(ranong: Case, thai_admin: Viewer) -> None:
    with pytest.raises(Unseen):
        ranong.suspend(by=fresh(thai_admin))


def test_an_archived_case_takes_no_notes_and_no_edits(ranong: Case, thai_analyst: Viewer) -> None:
    ranong.close(by=thai_analyst, outcome="acquitted")
    ranong.archive(by=thai_analyst)
    with pytest.raises(IllegalMove):
        ranong.add_note(by=thai_analyst, text="too late")
    with pytest.raises(IllegalMove):
        ranong.edit(by=thai_analyst, version=ranong.version, title="too late")
