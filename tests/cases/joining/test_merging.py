"""Two cases become one with both leads' consent, and nothing is widened by it."""

from typing import Any

import pytest

from access.decide import can
from access.exclusion import exclude
from access.viewer import Viewer
from audit.models import Event
from cases.chronology.models import Entry
from cases.evidence.models import Evidence, EvidenceFile
from cases.joining.models import Merger, Relation
from cases.links.models import Link
from cases.models import Case, Note
from cases.offences.models import Claim, Ground, VictimGroup
from cases.plan.models import Action
from cases.subjects.models import Screening, Subject, SubjectName
from cases.warrants.models import Renewal, Warrant
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Unseen
from tests.cases.joining.two import joined, merged, person, phuket
from tests.cases.test_races import together
from tests.cast import fresh, member

pytestmark = pytest.mark.django_db
__all__ = ["phuket"]


def copies(model: Any, case: Case) -> Any:
    return model.objects.filter(case=case)


def filled(case: Case, by: Viewer) -> None:
    """One record of each kind."""
    boss, van = person(case, by), person(case, by, "Van", kind="Vehicle", role="")
    Link.add(case, by=by, source=boss, target=van, kind="uses")
    Entry.add(case, by=by, at="2017-03-01", text="Seen at the pier", subjects=[boss])
    Action.add(case, by=by, text="Find the house", agency=by.agency)
    item = Evidence.add(case, by=by, title="Ledger", text="x", subjects=[boss])
    case.add_note(by=by, text="A note")
    warrant = Warrant.add(case, by=by, subject=boss, number="W 1")
    warrant.issue(by=by)
    warrant.renew(by=by, expires_on=warrant.today().replace(year=2099))
    group = VictimGroup.add(case, by=by, label="Crew")
    claim = Claim.add(case, by=by, group=group, code="fraud", support="supported")
    Ground.add(case, by=by, claim=claim, source=item)


def test_every_kind_of_record_goes_over(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    filled(ranong, thai_analyst)
    merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    both = sorted([thai_liaison.agency_id, khmer_liaison.agency_id])
    counts = {m.__name__: (copies(m, ranong).count(), copies(m, phuket).count()) for m in (
        Subject, Link, Entry, Action, Evidence, Note, Warrant, VictimGroup, Claim, Ground)}  # fmt: skip
    assert counts == {name: (2, 2) if name == "Subject" else (1, 1) for name in counts}
    for model in (Subject, Link, Entry, Action, Evidence, Note, Warrant, VictimGroup, Claim, Ground):
        assert all(row.only == both for row in copies(model, phuket)), model
    link, boss = copies(Link, phuket).get(), copies(Subject, phuket).get(label="Soe Lin")
    assert (link.source, copies(Warrant, phuket).get().subject, boss.agency) == (boss, boss, thai_liaison.agency)
    assert (copies(Warrant, phuket).get().state, copies(Warrant, phuket).get().renewed) == ("issued", 1)
    assert Renewal.objects.filter(warrant__case=phuket).count() == 1
    assert SubjectName.objects.filter(subject__case=phuket).count() == 2
    assert copies(Ground, phuket).get().evidence == copies(Evidence, phuket).get()


def test_the_first_case_is_closed_as_transferred_by_its_lead(
    ranong: Case, phuket: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    case = Case.objects.get(pk=ranong.pk)
    assert (case.state, case.outcome) == ("closed", "transferred")
    event = Event.objects.get(verb="case.closed")
    assert (event.actor, event.agency) == (thai_liaison.person_id, thai_liaison.agency_id)
    assert Case.objects.get(pk=phuket.pk).state == "open"
    assert set(Relation.objects.values_list("kind", flat=True)) == {"continued_in", "took_over"}


def test_a_suspended_case_stays_suspended(
    ranong: Case, phuket: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    ranong.suspend(by=thai_liaison)
    merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    assert Case.objects.get(pk=ranong.pk).state == "suspended"


def test_the_audience_is_whoever_saw_it_and_takes_part(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer,
    malay_liaison: Viewer, ngo_caseworker: Viewer,
) -> None:  # fmt: skip
    malay = joined(ranong, malay_liaison, by=thai_analyst)
    ngo = joined(phuket, ngo_caseworker, by=khmer_liaison)
    person(ranong, thai_analyst, "Open")
    person(ranong, thai_analyst, "Ours", only=[thai_analyst.agency])
    person(ranong, malay, "Theirs", only=[malay.agency])
    person(ranong, thai_analyst, "Two", only=[thai_analyst.agency, malay.agency])
    merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    thai, khmer = thai_liaison.agency_id, khmer_liaison.agency_id
    found = {row.label: row.only for row in copies(Subject, phuket)}
    assert found == {"Open": sorted([thai, khmer]), "Ours": [thai], "Two": [thai]}
    later = joined(phuket, malay, by=khmer_liaison)
    for guest in (fresh(ngo), later):
        assert not Subject.objects.under(guest, phuket).exists()


def test_what_was_removed_or_hangs_on_it_is_not_copied(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    boss, van = person(ranong, thai_analyst), person(ranong, thai_analyst, "Van")
    Link.add(ranong, by=thai_analyst, source=boss, target=van, kind="uses")
    Warrant.add(ranong, by=thai_analyst, subject=van, number="W 1")
    van.take_out(by=thai_analyst)
    merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    assert [row.label for row in copies(Subject, phuket)] == ["Soe Lin"]
    assert not copies(Link, phuket).exists()
    assert not copies(Warrant, phuket).exists()


def test_a_stop_goes_on_stopping(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    boss = person(ranong, thai_analyst)
    Warrant.add(ranong, by=thai_analyst, subject=boss, number="W 1")
    boss.refer_for_screening(by=thai_analyst, reasons=["forced"])
    merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    assert Screening.objects.filter(subject__case=phuket, reviewed_at=None).count() == 1
    with pytest.raises(IllegalMove):
        copies(Warrant, phuket).get().issue(by=fresh(thai_liaison))


@pytest.mark.parametrize("of_person", [True, False])
def test_whoever_was_shut_out_of_the_first_case_gets_nothing_by_the_second(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer,
    malay_liaison: Viewer, of_person: bool,
) -> None:  # fmt: skip
    malay = joined(ranong, malay_liaison, by=thai_analyst)
    joined(phuket, malay, by=khmer_liaison)
    who: dict[str, Any] = {"person": malay.person} if of_person else {"agency": malay.agency}
    exclude(by=thai_analyst, on=ranong, **who)
    person(ranong, thai_analyst)
    merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    assert malay.agency_id not in copies(Subject, phuket).get().only


def test_a_case_for_named_people_is_not_copied(
    ranong: Case, phuket: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    ranong.name(by=thai_liaison, person=thai_liaison.person, agency=thai_liaison.agency)
    ranong.name(by=thai_liaison, person=khmer_liaison.person, agency=khmer_liaison.agency)
    merger = Merger.offer(ranong, by=thai_liaison, into=phuket)
    with pytest.raises(IllegalMove):
        merger.accept(by=khmer_liaison)


@pytest.mark.parametrize("marking", [{"tlp": "GREEN"}, {"handling": []}])
def test_a_case_marked_less_strictly_takes_nothing_over(
    ranong: Case, phuket: Case, thai_liaison: Viewer, khmer_liaison: Viewer, marking: dict[str, Any]
) -> None:
    phuket.edit(by=khmer_liaison, version=phuket.version, **marking)
    merger = Merger.offer(ranong, by=thai_liaison, into=phuket)
    with pytest.raises(IllegalMove):
        merger.accept(by=khmer_liaison)
    assert Merger.objects.get().state == "offered"


def test_only_the_leads_and_only_their_liaison_or_supervisor(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer,
    malay_liaison: Viewer,
) -> None:  # fmt: skip
    for by, error in ((thai_analyst, NotAllowed), (khmer_liaison, NotAllowed), (malay_liaison, Unseen)):
        with pytest.raises(error):
            Merger.offer(ranong, by=by, into=phuket)
    merger = Merger.offer(ranong, by=thai_liaison, into=phuket)
    for by, error in ((thai_liaison, NotAllowed), (malay_liaison, Unseen),
                      (member(khmer_liaison.agency, "analyst"), NotAllowed)):  # fmt: skip
        with pytest.raises(error):
            merger.accept(by=by)
    with pytest.raises(NotAllowed):
        merger.withdraw(by=khmer_liaison)
    with pytest.raises(NotAllowed):
        merger.decline(by=thai_liaison)


def test_one_answer_counts(ranong: Case, phuket: Case, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    first = Merger.offer(ranong, by=thai_liaison, into=phuket)
    with pytest.raises(IllegalMove):
        Merger.offer(ranong, by=thai_liaison, into=phuket)
    first.withdraw(by=thai_liaison)
    second = Merger.offer(ranong, by=thai_liaison, into=phuket)
    second.decline(by=khmer_liaison)
    for merger in (first, second):
        with pytest.raises(IllegalMove):
            merger.accept(by=khmer_liaison)
    assert Case.objects.get(pk=ranong.pk).state == "open"


def test_the_other_lead_must_take_part_and_the_other_case_be_read(
    ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    from tests.cast import case_of, taken_in

    unread = case_of(malay_liaison, title="Unread")
    for into in (unread, ranong):
        with pytest.raises(Invalid):
            Merger.offer(ranong, by=thai_liaison, into=into)
    taken_in(unread, thai_liaison, by=malay_liaison)
    with pytest.raises(Invalid):
        Merger.offer(ranong, by=fresh(thai_liaison), into=unread)


def test_who_sees_one_of_the_two_learns_nothing_of_the_other(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer,
    malay_liaison: Viewer,
) -> None:  # fmt: skip
    malay = joined(ranong, malay_liaison, by=thai_analyst)
    merger = merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    assert not can(malay, "case.read", merger)
    assert not Merger.objects.visible_to(malay).exists()
    assert not Relation.objects.visible_to(malay).exists()
    assert Relation.objects.visible_to(khmer_liaison).count() == 2


@pytest.mark.django_db(transaction=True)
def test_twenty_acceptances_are_one(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    person(ranong, thai_analyst)
    merger = Merger.offer(ranong, by=thai_liaison, into=phuket)
    got = together(lambda _n: Merger.objects.get(pk=merger.pk).accept(by=khmer_liaison))
    assert got == {1: 1, IllegalMove: 19}
    assert copies(Subject, phuket).count() == 1
    assert EvidenceFile.objects.count() == 0
