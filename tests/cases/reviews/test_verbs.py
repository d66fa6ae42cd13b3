"""The verbs of a meeting: who may do what, when; that nothing is widened by it."""

from datetime import timedelta
from typing import Any

import pytest

from access.decide import can
from access.paging import page_for
from access.viewer import Viewer
from cases.models import Case
from cases.plan.models import Action
from cases.reviews.creation import create
from cases.reviews.models import AgendaItem, Decision, Figure, Review
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from tests.cases.reviews.conftest import DAY, meeting
from tests.cast import case_of, fresh, taken_in

pytestmark = pytest.mark.django_db
SPAN: dict[str, Any] = {"starts_at": DAY, "ends_at": DAY + timedelta(hours=1)}


def seen_by(viewer: Viewer, review: Review) -> list[AgendaItem]:
    return list(AgendaItem.objects.visible_to(fresh(viewer)).filter(review=review))


# --- planning and seats  ---
def test_officers_plan_meetings_and_caseworkers_do_not(thai_analyst: Viewer, ngo_caseworker: Viewer) -> None:
    assert create(by=thai_analyst, title="Bangkok", **SPAN).state == "planned"
    with pytest.raises(NotAllowed):
        create(by=ngo_caseworker, title="Bangkok", **SPAN)


def test_a_meeting_ends_after_it_starts(thai_analyst: Viewer) -> None:
    with pytest.raises(Invalid):
        create(by=thai_analyst, title="Bangkok", starts_at=DAY, ends_at=DAY - timedelta(hours=1))


def test_an_invitation_opens_the_meeting_and_its_end_closes_it(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    review = meeting(thai_analyst)
    assert not can(khmer_liaison, "review.see", review)
    review.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert can(khmer_liaison, "review.see", review)
    review.accept(by=khmer_liaison)
    review.uninvite(by=thai_analyst, agency=khmer_liaison.agency)
    assert not can(khmer_liaison, "review.see", review)
    assert page_for(khmer_liaison, Review.objects.all()).rows == []


def test_who_declines_is_out_and_may_be_invited_again(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    review = meeting(thai_analyst)
    review.invite(by=thai_analyst, agency=khmer_liaison.agency)
    review.decline(by=khmer_liaison, reason="no visa")
    with pytest.raises(Unseen):
        review.accept(by=khmer_liaison)
    review.invite(by=thai_analyst, agency=khmer_liaison.agency)
    review.accept(by=khmer_liaison)
    with pytest.raises(IllegalMove):
        review.accept(by=khmer_liaison)


def test_twice_invited_or_the_host_itself(review: Review, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    for guest in (khmer_liaison, thai_analyst):
        with pytest.raises(IllegalMove):
            review.invite(by=thai_analyst, agency=guest.agency)


def test_only_the_host_moves_the_meeting(review: Review, khmer_liaison: Viewer, ngo_caseworker: Viewer) -> None:
    for attempt in (review.close, review.open):
        with pytest.raises(NotAllowed):
            attempt(by=khmer_liaison)
        with pytest.raises(Unseen):
            attempt(by=ngo_caseworker)
    with pytest.raises(NotAllowed):
        review.invite(by=khmer_liaison, agency=ngo_caseworker.agency)
    with pytest.raises(NotAllowed):
        review.edit(by=khmer_liaison, version=1, title="Ours")


def test_out_of_order(thai_analyst: Viewer, khmer_liaison: Viewer, ranong: Case) -> None:
    review = meeting(thai_analyst, khmer_liaison)
    item = review.put_up(by=khmer_liaison, case=ranong)
    with pytest.raises(IllegalMove):
        review.close(by=thai_analyst)
    with pytest.raises(IllegalMove):
        item.decide(by=thai_analyst, text="x", agency=thai_analyst.agency)
    with pytest.raises(IllegalMove):
        review.state_figure(by=khmer_liaison, category="arrests", number=1, source="press")
    review.open(by=thai_analyst)
    review.close(by=thai_analyst)
    for attempt in (review.open, review.close):
        with pytest.raises(IllegalMove):
            attempt(by=thai_analyst)


def test_a_closed_meeting_stays_as_it_was(item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    review = item.review
    decision = item.decide(by=thai_analyst, text="x", agency=thai_analyst.agency)
    figure = review.state_figure(by=khmer_liaison, category="arrests", number=1, source="press")
    review.close(by=thai_analyst)
    for attempt in (
        lambda: review.edit(by=thai_analyst, version=1, title="Other"),
        lambda: review.put_up(by=thai_analyst, case=case_of(thai_analyst)),
        lambda: review.uninvite(by=thai_analyst, agency=khmer_liaison.agency),
        lambda: review.decline(by=khmer_liaison),
        lambda: item.write(by=khmer_liaison, version=1, agreed="more"),
        lambda: item.discuss(by=khmer_liaison),
        lambda: item.take_off(by=khmer_liaison),
        lambda: item.decide(by=thai_analyst, text="y", agency=thai_analyst.agency),
        lambda: decision.take_back(by=thai_analyst),
        lambda: figure.take_back(by=khmer_liaison),
    ):
        with pytest.raises(IllegalMove):
            attempt()


def test_a_stale_edit_of_the_meeting_and_of_an_item(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    item.review.edit(by=thai_analyst, version=1, title="First")
    with pytest.raises(Stale):
        item.review.edit(by=thai_analyst, version=1, title="Second")
    item.write(by=khmer_liaison, version=1, agreed="First")
    with pytest.raises(Stale):
        item.write(by=thai_analyst, version=1, agreed="Second")


# --- the agenda  ---
def test_a_case_is_seen_on_the_agenda_by_its_readers_only(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    taken_in(item.case, ngo_caseworker, by=thai_analyst)
    assert seen_by(thai_analyst, item.review) == seen_by(khmer_liaison, item.review) == [item]
    assert seen_by(malay_liaison, item.review) == []  # at the table, not in the case
    assert seen_by(ngo_caseworker, item.review) == []  # in the case, not at the table


def test_who_is_only_invited_to_the_case_does_not_see_it_on_the_agenda(
    item: AgendaItem, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    item.case.invite(by=thai_analyst, agency=malay_liaison.agency)
    assert can(malay_liaison, "case.see", item.case)
    assert seen_by(malay_liaison, item.review) == []


def test_who_loses_the_case_or_the_seat_loses_the_item(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    item.case.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert seen_by(khmer_liaison, item.review) == []
    with pytest.raises(Unseen):
        item.write(by=khmer_liaison, version=1, agreed="x")


def test_only_who_takes_part_puts_a_case_up(
    review: Review, ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    with pytest.raises(Invalid):
        review.put_up(by=malay_liaison, case=ranong)
    ranong.invite(by=thai_analyst, agency=malay_liaison.agency)
    with pytest.raises(Invalid):
        review.put_up(by=malay_liaison, case=ranong)


def test_twice_on_one_agenda(item: AgendaItem, thai_analyst: Viewer) -> None:
    with pytest.raises(IllegalMove):
        item.review.put_up(by=thai_analyst, case=item.case)


def test_before_accepting_nobody_puts_up_or_states(thai_analyst: Viewer, khmer_liaison: Viewer, ranong: Case) -> None:
    review = meeting(thai_analyst)
    review.invite(by=thai_analyst, agency=khmer_liaison.agency)
    review.open(by=thai_analyst)
    with pytest.raises(NotAllowed):
        review.put_up(by=khmer_liaison, case=ranong)
    with pytest.raises(NotAllowed):
        review.state_figure(by=khmer_liaison, category="arrests", number=1, source="press")


def test_an_item_is_taken_off_by_who_put_it_up_and_while_nothing_is_decided(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    with pytest.raises(NotAllowed):
        item.take_off(by=thai_analyst)
    decision = item.decide(by=khmer_liaison, text="x", agency=khmer_liaison.agency)
    with pytest.raises(IllegalMove):
        item.take_off(by=khmer_liaison)
    decision.take_back(by=khmer_liaison)
    item.take_off(by=khmer_liaison)
    assert seen_by(thai_analyst, item.review) == []
    with pytest.raises(Unseen):
        item.take_off(by=khmer_liaison)


def test_an_observer_of_the_case_writes_nothing_on_it(
    item: AgendaItem, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    taken_in(item.case, malay_liaison, by=thai_analyst, level="observer")
    assert seen_by(malay_liaison, item.review) == [item]
    for attempt in (
        lambda: item.write(by=malay_liaison, version=1, agreed="x"),
        lambda: item.discuss(by=malay_liaison),
        lambda: item.decide(by=malay_liaison, text="x", agency=malay_liaison.agency),
        lambda: item.review.state_figure(by=malay_liaison, category="arrests", number=1, source="x", item=item),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_case_is_discussed_once(item: AgendaItem, khmer_liaison: Viewer) -> None:
    item.discuss(by=khmer_liaison)
    with pytest.raises(IllegalMove):
        item.discuss(by=khmer_liaison)


# --- decisions  ---
def test_a_decision_is_an_item_of_the_plan_by_the_plans_own_rules(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    by_lead = item.decide(by=thai_analyst, text="Visit the pier", agency=khmer_liaison.agency)
    by_partner = item.decide(by=khmer_liaison, text="Renew the warrant", agency=thai_analyst.agency)
    assert (by_lead.action.state, by_partner.action.state) == ("open", "proposed")
    assert {action.text for action in Action.objects.all()} == {"Visit the pier", "Renew the warrant"}


def test_a_decision_may_take_up_what_is_on_the_plan(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    standing = Action.add(item.case, by=khmer_liaison, text="x", agency=khmer_liaison.agency)
    assert item.decide(by=thai_analyst, action=standing).action == standing
    with pytest.raises(IllegalMove):
        item.decide(by=thai_analyst, action=standing)


def test_an_item_of_another_case_or_an_unseen_one_is_no_decision(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    foreign = Action.add(case_of(thai_analyst), by=thai_analyst, text="x", agency=thai_analyst.agency)
    hidden = Action.add(item.case, by=khmer_liaison, text="x", agency=khmer_liaison.agency, only=[khmer_liaison.agency])
    for action in (foreign, hidden):
        with pytest.raises(Invalid):
            item.decide(by=thai_analyst, action=action)


def test_a_decision_says_what_and_who(item: AgendaItem, thai_analyst: Viewer) -> None:
    with pytest.raises(Invalid):
        item.decide(by=thai_analyst, text=" ", agency=thai_analyst.agency)
    with pytest.raises(Invalid):
        item.decide(by=thai_analyst, text="x")
    assert not Action.objects.exists()


def test_a_restricted_decision_is_for_its_readers(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    decision = item.decide(by=khmer_liaison, text="x", agency=khmer_liaison.agency, only=[khmer_liaison.agency])
    assert list(Decision.objects.visible_to(khmer_liaison)) == [decision]
    assert list(Decision.objects.visible_to(thai_analyst)) == []
    with pytest.raises(Unseen):
        decision.take_back(by=thai_analyst)


def test_only_the_writer_takes_a_decision_back_and_once(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    decision = item.decide(by=khmer_liaison, text="x", agency=khmer_liaison.agency)
    with pytest.raises(NotAllowed):
        decision.take_back(by=thai_analyst)
    with pytest.raises(Unseen):
        decision.take_back(by=malay_liaison)
    decision.take_back(by=khmer_liaison)
    with pytest.raises(Unseen):
        decision.take_back(by=khmer_liaison)
    assert decision.action.state == "open"


# --- figures  ---
def test_a_figure_is_stated_with_its_source(review: Review, malay_liaison: Viewer) -> None:
    figure = review.state_figure(by=malay_liaison, category="victims_rescued", number=12, source="Port police")
    assert (figure.agency, figure.number) == (malay_liaison.agency, 12)
    for wrong in ({"number": 0}, {"category": "dogs"}, {"source": " "}, {"number": 10**9}):
        with pytest.raises(Invalid):
            review.state_figure(by=malay_liaison, **{"category": "arrests", "number": 1, "source": "x"} | wrong)  # type: ignore[arg-type]


def test_a_figure_of_a_case_is_for_its_readers(
    item: AgendaItem, khmer_liaison: Viewer, malay_liaison: Viewer, thai_analyst: Viewer
) -> None:
    figure = item.review.state_figure(by=khmer_liaison, category="arrests", number=2, source="court", item=item)
    assert list(Figure.objects.visible_to(thai_analyst)) == [figure]
    assert list(Figure.objects.visible_to(malay_liaison)) == []
    with pytest.raises(Invalid):
        item.review.state_figure(by=malay_liaison, category="arrests", number=2, source="court", item=item)
    with pytest.raises(Unseen):
        figure.take_back(by=malay_liaison)
    with pytest.raises(NotAllowed):
        figure.take_back(by=thai_analyst)


def test_an_item_of_another_agenda_is_refused(item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    other = meeting(thai_analyst, khmer_liaison)
    other.open(by=thai_analyst)
    with pytest.raises(Invalid):
        other.state_figure(by=khmer_liaison, category="arrests", number=1, source="x", item=item)


def test_the_agenda_moves_neither_meeting_nor_case(item: AgendaItem, khmer_liaison: Viewer) -> None:
    review, case = item.review, item.case
    rows = (Review.objects.filter(pk=review.pk).values(), Case.objects.filter(pk=case.pk).values())
    before = [row.get() for row in rows]
    item.write(by=khmer_liaison, version=1, agreed="x")
    item.discuss(by=khmer_liaison)
    review.state_figure(by=khmer_liaison, category="arrests", number=1, source="x", item=item)
    assert [row.get() for row in rows] == before
