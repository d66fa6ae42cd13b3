"""Proposals: another agency's change to a record, read by two agencies, taken over once and against what was read."""

from collections import Counter

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.subjects.models import Name, Proposal, Subject, SubjectName
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from tests.cases.test_races import MANY, together
from tests.cast import taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(suspect: Subject, khmer_liaison: Viewer) -> Proposal:
    return propose(suspect, khmer_liaison)


def propose(subject: Subject, by: Viewer, version: int = 1) -> Proposal:
    names = [Name("สมชาย ใจดี"), Name("Somchai Chaidee", "passport", "en")]
    return Proposal.add(subject.case, by=by, subject=subject, version=version, names=names, born="1980", reason="Copy.")


def fresh_subject(subject: Subject) -> Subject:
    return Subject.objects.unscoped("test").get(pk=subject.pk)


def test_accepted_it_is_applied(proposal: Proposal, suspect: Subject, thai_analyst: Viewer) -> None:
    proposal.accept(by=thai_analyst)
    now = fresh_subject(suspect)
    names = SubjectName.objects.visible_to(thai_analyst).values_list("text", "kind")
    assert (now.born, now.version, now.role) == ("1980", 2, "suspect")
    assert list(names) == [("สมชาย ใจดี", "primary"), ("Somchai Chaidee", "passport")]
    assert Event.objects.filter(verb="subject.edited").count() == 1


def test_only_the_two_agencies_know_of_it(
    ranong: Case, proposal: Proposal, suspect: Subject, thai_analyst: Viewer, ngo_caseworker: Viewer
) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst)
    before = Case.objects.values("updated_at", "version").get(pk=ranong.pk)
    assert not Proposal.objects.visible_to(ngo_caseworker).exists()
    proposal.refuse(by=thai_analyst, reason="No.")
    assert Case.objects.values("updated_at", "version").get(pk=ranong.pk) == before


def test_a_record_that_changed_since_is_a_conflict(proposal: Proposal, suspect: Subject, thai_analyst: Viewer) -> None:
    suspect.edit(by=thai_analyst, version=1, note="meanwhile")
    with pytest.raises(Stale):
        proposal.accept(by=thai_analyst)
    assert fresh_subject(suspect).born == ""
    Proposal.objects.unscoped("test").get(pk=proposal.pk).accept(by=thai_analyst, version=2)
    assert (fresh_subject(suspect).born, fresh_subject(suspect).note) == ("1980", "meanwhile")


def test_a_proposal_against_an_old_version_is_refused(
    suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    suspect.edit(by=thai_analyst, version=1, note="meanwhile")
    with pytest.raises(Stale):
        propose(suspect, khmer_liaison)


def test_by_whom(proposal: Proposal, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    for by, refusal in ((khmer_liaison, NotAllowed), (malay_liaison, Unseen)):
        with pytest.raises(refusal):
            proposal.accept(by=by)
        with pytest.raises(refusal):
            proposal.refuse(by=by, reason="x")
    with pytest.raises(NotAllowed):
        proposal.withdraw(by=thai_analyst)


def test_answered_once(proposal: Proposal, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    proposal.refuse(by=thai_analyst, reason="The copy is forged.")
    with pytest.raises(IllegalMove):
        proposal.accept(by=thai_analyst)
    with pytest.raises(IllegalMove):
        proposal.refuse(by=thai_analyst, reason="Again.")
    with pytest.raises(IllegalMove):
        proposal.withdraw(by=khmer_liaison)


def test_a_refusal_has_a_reason(proposal: Proposal, thai_analyst: Viewer) -> None:
    with pytest.raises(Invalid):
        proposal.refuse(by=thai_analyst, reason=" ")


def test_withdrawn_it_is_accepted_no_more(proposal: Proposal, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    proposal.withdraw(by=khmer_liaison)
    with pytest.raises(IllegalMove):
        proposal.accept(by=thai_analyst)


def test_no_change_is_no_proposal(suspect: Subject, khmer_liaison: Viewer) -> None:
    with pytest.raises(Invalid):
        Proposal.add(suspect.case, by=khmer_liaison, subject=suspect, version=1, role="suspect")


def test_ones_own_record_is_changed_and_not_proposed_to(suspect: Subject, thai_analyst: Viewer) -> None:
    with pytest.raises(IllegalMove):
        propose(suspect, thai_analyst)


def test_who_is_told_of_a_hit_is_not_proposed(suspect: Subject, khmer_liaison: Viewer) -> None:
    with pytest.raises(TypeError):
        Proposal.add(suspect.case, by=khmer_liaison, subject=suspect, version=1, notice="none")


def test_an_unseen_subject_is_proposed_to_as_an_absent_one(
    ranong: Case, hidden: Subject, foreign: Subject, khmer_liaison: Viewer
) -> None:
    for subject in (hidden, foreign):
        with pytest.raises(Invalid):
            Proposal.add(ranong, by=khmer_liaison, subject=subject, version=1, born="1980")


def test_where_nobody_could_answer(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    theirs = Subject.add(ranong, by=khmer_liaison, names=[Name("Sok")])
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    with pytest.raises(IllegalMove):
        Proposal.add(ranong, by=thai_analyst, subject=theirs, version=1, born="1980")


@pytest.mark.django_db(transaction=True)
def test_twenty_acceptances_are_one(proposal: Proposal, suspect: Subject, thai_analyst: Viewer) -> None:
    got = together(lambda _n: Proposal.objects.unscoped("test").get(pk=proposal.pk).accept(by=thai_analyst))
    assert got == Counter({None: 1, IllegalMove: MANY - 1})
    assert fresh_subject(suspect).version == 2
    assert Event.objects.filter(verb="proposal.accepted").count() == 1
