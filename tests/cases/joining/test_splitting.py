"""A case is split by its lead into one that it leads, or that a partner accepts to lead; nothing is widened by it."""

from typing import Any

import pytest

from access.viewer import Viewer
from cases.joining.models import Relation, Split
from cases.links.models import Link
from cases.models import Case, Note
from cases.subjects.models import Subject
from cases.warrants.models import Warrant
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Unseen
from tests.cases.joining.two import joined, person
from tests.cast import fresh, member

pytestmark = pytest.mark.django_db


def test_led_by_oneself_it_is_done_at_once(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    boss, van = person(ranong, thai_analyst), person(ranong, thai_analyst, "Van")
    stays = person(ranong, thai_analyst, "Stays")
    Link.add(ranong, by=thai_analyst, source=boss, target=van, kind="uses")
    Link.add(ranong, by=thai_analyst, source=boss, target=stays, kind="knows")
    Warrant.add(ranong, by=thai_analyst, subject=boss, number="W 1")
    ranong.add_note(by=thai_analyst, text="Stays too")
    split = Split.propose(ranong, by=thai_liaison, title="The piers", to=thai_liaison.agency, records=[boss, van])
    new = split.made
    assert new is not None
    assert (split.state, new.title, new.handling, new.lead_agency()) == (
        "accepted", "The piers", ["H2"], thai_liaison.agency
    )  # fmt: skip
    assert {row.label for row in Subject.objects.filter(case=new)} == {"Soe Lin", "Van"}
    assert Link.objects.filter(case=new).count() == Warrant.objects.filter(case=new).count() == 1
    assert not Note.objects.filter(case=new).exists()
    assert Subject.objects.filter(case=ranong).count() == 3
    assert Subject.objects.filter(case=new).first().only == [thai_liaison.agency_id]  # type: ignore[union-attr]
    assert not Relation.objects.visible_to(khmer_liaison).exists()


def test_led_by_a_partner_it_waits_for_the_answer(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    malay = joined(ranong, malay_liaison, by=thai_analyst)
    boss = person(ranong, thai_analyst)
    secret = person(ranong, thai_analyst, "Ours", only=[thai_analyst.agency])
    split = Split.propose(
        ranong, by=thai_liaison, title="Piers", to=khmer_liaison.agency, records=[boss, secret], guests=[malay.agency]
    )
    assert (split.state, Case.objects.count()) == ("offered", 1)
    for by, error in (
        (malay, Unseen),
        (thai_liaison, NotAllowed),
        (member(khmer_liaison.agency, "analyst"), NotAllowed),
    ):
        with pytest.raises(error):
            split.accept(by=by)
    new = split.accept(by=khmer_liaison)
    assert new.lead_agency() == khmer_liaison.agency
    copy = Subject.objects.get(case=new)
    assert (copy.label, copy.only) == ("Soe Lin", sorted([khmer_liaison.agency_id, malay.agency_id]))
    assert not Subject.objects.under(fresh(malay), new).exists()
    new.accept(by=malay)
    assert Subject.objects.under(fresh(malay), new).count() == 1
    for verb in (split.accept, split.decline):
        with pytest.raises(IllegalMove):
            verb(by=khmer_liaison)


def test_it_can_be_declined_and_taken_back(ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    note = ranong.add_note(by=thai_liaison, text="x")
    made: dict[str, Any] = {"title": "P", "to": khmer_liaison.agency, "records": [note]}
    Split.propose(ranong, by=thai_liaison, **made).decline(by=khmer_liaison)
    taken = Split.propose(ranong, by=thai_liaison, **made)
    with pytest.raises(NotAllowed):
        taken.withdraw(by=khmer_liaison)
    taken.withdraw(by=thai_liaison)
    with pytest.raises(IllegalMove):
        taken.accept(by=khmer_liaison)
    assert Case.objects.count() == 1


def test_what_is_refused(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    note = ranong.add_note(by=thai_liaison, text="x")
    good: dict[str, Any] = {"title": "P", "to": thai_liaison.agency, "records": [note]}
    agency = malay_liaison.agency
    wrongs: tuple[dict[str, Any], ...] = ({"title": " "}, {"records": []}, {"to": agency}, {"guests": [agency]})
    for wrong in wrongs:
        with pytest.raises(Invalid):
            Split.propose(ranong, by=thai_liaison, **good | wrong)
    for by, error in ((thai_analyst, NotAllowed), (khmer_liaison, NotAllowed), (malay_liaison, Unseen)):
        with pytest.raises(error):
            Split.propose(ranong, by=by, **good)
    ranong.close(by=thai_analyst, outcome="unresolved")
    with pytest.raises(IllegalMove):
        Split.propose(ranong, by=thai_liaison, **good)
