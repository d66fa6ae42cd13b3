"""Who had it: offered by the holder, confirmed by the receiver, in order, once; every step a row that stays."""

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.evidence.models import Custody, Evidence
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Unseen
from tests.cases.evidence.conftest import chain, refused
from tests.cast import case_of, member, taken_in

pytestmark = pytest.mark.django_db


def offered(item: Evidence, by: Viewer, to: Viewer) -> Custody:
    return item.offer(by=by, agency=to.agency, purpose="forensic examination", seal="TH-104", place="Ranong")


def test_a_hand_over_takes_two(statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    offer = offered(statement, thai_analyst, khmer_liaison)
    assert (statement.holder, statement.offered_to) == (thai_analyst.agency, khmer_liaison.agency)
    statement.receive(by=khmer_liaison, offer=offer.pk, condition="seal whole", seal="TH-104", place="Phnom Penh")
    assert (statement.holder, statement.offered_to) == (khmer_liaison.agency, None)
    assert [row.step for row in chain(statement)] == ["registered", "offered", "received"]
    assert chain(statement)[2].answers == offer
    event = Event.objects.get(verb="evidence.offered")
    assert event.recipients == [khmer_liaison.agency_id]
    assert statement.version == 1


def test_it_goes_back_the_same_way(statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    offer = offered(statement, thai_analyst, khmer_liaison)
    statement.receive(by=khmer_liaison, offer=offer.pk, condition="whole")
    back = offered(statement, khmer_liaison, thai_analyst)
    statement.receive(by=thai_analyst, offer=back.pk, condition="whole")
    assert statement.holder == thai_analyst.agency


def test_who_has_it_offers_and_moves_it(statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    refused(
        NotAllowed,
        lambda: statement.offer(by=khmer_liaison, agency=thai_analyst.agency, purpose="x"),
        lambda: statement.move(by=khmer_liaison, purpose="x"),
    )
    row = statement.move(by=thai_analyst, purpose="copied for the court", place="Bangkok", keeper="Store 2")
    assert (row.step, row.agency, row.place) == ("moved", thai_analyst.agency, "Bangkok")


def test_only_the_receiver_confirms(ranong: Case, statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer,
                                    malay_liaison: Viewer) -> None:  # fmt: skip
    taken_in(ranong, malay_liaison, by=thai_analyst)
    offer = offered(statement, thai_analyst, khmer_liaison)
    for by in (thai_analyst, malay_liaison):
        with pytest.raises(NotAllowed):
            statement.receive(by=by, offer=offer.pk, condition="whole")
        with pytest.raises(NotAllowed):
            statement.decline(by=by, offer=offer.pk, purpose="x")
    with pytest.raises(NotAllowed):
        statement.recall(by=khmer_liaison, offer=offer.pk, purpose="x")


def test_twice_and_out_of_order_are_refused(statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    registered = chain(statement)[0]
    with pytest.raises(IllegalMove):
        statement.receive(by=khmer_liaison, offer=registered.pk, condition="x")
    offer = offered(statement, thai_analyst, khmer_liaison)
    with pytest.raises(IllegalMove):
        offered(statement, thai_analyst, khmer_liaison)
    with pytest.raises(IllegalMove):
        statement.move(by=thai_analyst, purpose="x")
    statement.receive(by=khmer_liaison, offer=offer.pk, condition="whole")
    refused(
        IllegalMove,
        lambda: statement.receive(by=khmer_liaison, offer=offer.pk, condition="again"),
        lambda: statement.decline(by=khmer_liaison, offer=offer.pk, purpose="x"),
    )
    with pytest.raises(NotAllowed):
        statement.recall(by=thai_analyst, offer=offer.pk, purpose="x")


def test_an_old_offer_is_not_answered_for_a_new_one(
    statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    old = offered(statement, thai_analyst, khmer_liaison)
    statement.recall(by=thai_analyst, offer=old.pk, purpose="wrong box")
    offered(statement, thai_analyst, khmer_liaison)
    with pytest.raises(IllegalMove):
        statement.receive(by=khmer_liaison, offer=old.pk, condition="whole")


def test_an_offer_of_another_item_answers_nothing(
    ranong: Case, statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    other = Evidence.add(ranong, by=thai_analyst, title="Other", text="x")
    offered(statement, thai_analyst, khmer_liaison)
    foreign = offered(other, thai_analyst, khmer_liaison)
    with pytest.raises(IllegalMove):
        statement.receive(by=khmer_liaison, offer=foreign.pk, condition="whole")


def test_a_refusal_leaves_it_where_it_is(statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    offer = offered(statement, thai_analyst, khmer_liaison)
    statement.decline(by=khmer_liaison, offer=offer.pk, purpose="seal broken")
    assert (statement.holder, statement.offered_to) == (thai_analyst.agency, None)
    offered(statement, thai_analyst, khmer_liaison)


def test_it_is_handed_only_to_who_works_on_the_case_and_may_read_it(
    ranong: Case, statement: Evidence, ours: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer,
    malay_liaison: Viewer, ngo_caseworker: Viewer
) -> None:  # fmt: skip
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    for item, to in ((statement, malay_liaison), (statement, ngo_caseworker), (statement, thai_analyst),
                     (ours, khmer_liaison)):  # fmt: skip
        with pytest.raises(Invalid):
            offered(item, thai_analyst, to)


def test_each_step_says_what_it_must(statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    refused(
        Invalid,
        lambda: statement.move(by=thai_analyst, purpose=" "),
        lambda: statement.offer(by=thai_analyst, agency=khmer_liaison.agency, purpose=""),
    )
    offer = offered(statement, thai_analyst, khmer_liaison)
    refused(
        Invalid,
        lambda: statement.receive(by=khmer_liaison, offer=offer.pk, condition=""),
        lambda: statement.decline(by=khmer_liaison, offer=offer.pk, purpose=""),
        lambda: statement.recall(by=thai_analyst, offer=offer.pk, purpose=""),
    )
    assert len(chain(statement)) == 2


def test_a_receiver_whose_part_ended_confirms_nothing(
    ranong: Case, statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    offer = offered(statement, thai_analyst, khmer_liaison)
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    with pytest.raises(Unseen):
        statement.receive(by=khmer_liaison, offer=offer.pk, condition="whole")
    statement.recall(by=thai_analyst, offer=offer.pk, purpose="they left")
    assert statement.offered_to is None


def test_what_another_agency_has_is_not_withdrawn(
    statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    offer = offered(statement, thai_analyst, khmer_liaison)
    with pytest.raises(IllegalMove):
        statement.withdraw(by=thai_analyst, reason="x")
    statement.receive(by=khmer_liaison, offer=offer.pk, condition="whole")
    with pytest.raises(IllegalMove):
        statement.withdraw(by=thai_analyst, reason="x")


def test_a_role_that_writes_no_evidence_hands_nothing_on(statement: Evidence, thai_analyst: Viewer) -> None:
    clerk = member(thai_analyst.agency, "admin", name="Somying Clerk")
    with pytest.raises(Unseen):
        statement.move(by=clerk, purpose="x")


def test_custody_of_what_is_restricted_leaves_the_case_alone(
    ranong: Case, ours: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    before = Case.objects.values().get(pk=ranong.pk)
    ours.move(by=thai_analyst, purpose="to the safe")
    assert Case.objects.values().get(pk=ranong.pk) == before
    assert not Custody.objects.visible_to(khmer_liaison).exists()


def test_an_item_of_another_case_is_not_reached(statement: Evidence, malay_liaison: Viewer) -> None:
    case_of(malay_liaison)
    with pytest.raises(Unseen):
        statement.move(by=malay_liaison, purpose="x")
