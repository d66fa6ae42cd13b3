"""The verbs of the plan: who may do what, when, and what they leave in the log."""

from datetime import date

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.plan.models import Action
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from tests.cast import taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(ranong: Case, khmer_liaison: Viewer) -> Action:
    """Cambodia's own item."""
    return Action.add(ranong, by=khmer_liaison, text="Find the rest-house", agency=khmer_liaison.agency)


def test_an_agency_puts_down_its_own_item_and_does_it(item: Action, khmer_liaison: Viewer) -> None:
    assert item.state == "open"
    item.start(by=khmer_liaison)
    item.finish(by=khmer_liaison, result="Found.")
    assert (item.state, item.ended_at is not None, item.comments.count()) == ("done", True, 1)
    verbs = Event.objects.filter(object_id=item.pk).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["action.added", "action.started", "action.finished"]


def test_the_lead_gives_work_to_any_participant(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    item = Action.add(ranong, by=thai_analyst, text="x", agency=khmer_liaison.agency, due=date(2026, 12, 1))
    assert (item.state, item.owner, item.agency) == ("open", khmer_liaison.agency, thai_analyst.agency)


def test_a_partner_only_proposes_work_to_another(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    item = Action.add(ranong, by=khmer_liaison, text="x", agency=thai_analyst.agency)
    assert item.state == "proposed"
    with pytest.raises(NotAllowed):
        item.take_on(by=khmer_liaison)
    with pytest.raises(IllegalMove):
        item.start(by=thai_analyst)
    item.take_on(by=thai_analyst)
    assert item.state == "open"


def test_only_who_works_on_the_case_gets_work(
    ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    for stranger in (malay_liaison.agency, ngo_caseworker.agency):
        with pytest.raises(Invalid):
            Action.add(ranong, by=thai_analyst, text="x", agency=stranger)
    assert not Action.objects.exists()


def test_who_does_it_is_among_the_readers(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    with pytest.raises(Invalid):
        Action.add(ranong, by=thai_analyst, text="x", agency=khmer_liaison.agency, only=[thai_analyst.agency])


def test_outsiders_and_observers_write_none(
    ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    with pytest.raises(Unseen):
        Action.add(ranong, by=malay_liaison, text="x", agency=malay_liaison.agency)
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    with pytest.raises(NotAllowed):
        Action.add(ranong, by=ngo_caseworker, text="x", agency=thai_analyst.agency)


def test_the_lead_does_not_move_another_agencys_item(item: Action, thai_analyst: Viewer) -> None:
    with pytest.raises(NotAllowed):
        item.start(by=thai_analyst)
    item.give_up(by=thai_analyst, reason="no longer needed")
    assert (item.state, item.reason) == ("dropped", "no longer needed")


def test_a_third_agency_moves_nothing(item: Action, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    taken_in(item.case, malay_liaison, by=thai_analyst)
    for move in (item.start, item.take_on):
        with pytest.raises(NotAllowed):
            move(by=malay_liaison)
    with pytest.raises(NotAllowed):
        item.give_up(by=malay_liaison, reason="x")
    with pytest.raises(NotAllowed):
        item.edit(by=malay_liaison, version=1, text="y", due=None)
    assert item.comment(by=malay_liaison, text="we can help").text == "we can help"


def test_out_of_order_and_twice(item: Action, khmer_liaison: Viewer) -> None:
    for refused in (item.finish, item.take_on):
        with pytest.raises(IllegalMove):
            refused(by=khmer_liaison)
    with pytest.raises(IllegalMove):
        item.reopen(by=khmer_liaison, reason="x")
    item.start(by=khmer_liaison)
    with pytest.raises(IllegalMove):
        item.start(by=khmer_liaison)
    item.finish(by=khmer_liaison)
    with pytest.raises(IllegalMove):
        item.give_up(by=khmer_liaison, reason="x")


def test_giving_up_and_taking_up_again_need_a_reason(item: Action, khmer_liaison: Viewer) -> None:
    with pytest.raises(Invalid):
        item.give_up(by=khmer_liaison, reason=" ")
    item.give_up(by=khmer_liaison, reason="the house is gone")
    with pytest.raises(Invalid):
        item.reopen(by=khmer_liaison, reason="")
    item.reopen(by=khmer_liaison, reason="a second house")
    assert (item.state, item.reason, item.ended_at) == ("open", "", None)
    assert [said.text for said in item.comments.all()] == ["a second house"]


def test_only_the_lead_reassigns(item: Action, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    item.start(by=khmer_liaison)
    with pytest.raises(NotAllowed):
        item.reassign(by=khmer_liaison, agency=thai_analyst.agency)
    with pytest.raises(Invalid):
        item.reassign(by=thai_analyst, agency=khmer_liaison.agency)
    item.reassign(by=thai_analyst, agency=thai_analyst.agency)
    assert (item.state, item.owner, item.started_at) == ("open", thai_analyst.agency, None)


def test_a_changed_due_date_is_recorded(item: Action, khmer_liaison: Viewer) -> None:
    item.edit(by=khmer_liaison, version=1, text=item.text, due=date(2026, 12, 24))
    event = Event.objects.get(verb="action.due_changed")
    assert (event.detail["was"], event.detail["due"]) == ("", "2026-12-24")


def test_a_stale_edit_is_refused(item: Action, khmer_liaison: Viewer) -> None:
    item.edit(by=khmer_liaison, version=1, text="New", due=None)
    with pytest.raises(Stale):
        item.edit(by=khmer_liaison, version=1, text="Newer", due=None)


def test_an_archived_case_keeps_its_plan_as_it_is(item: Action, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    item.case.close(by=thai_analyst, outcome="unresolved")
    item.case.archive(by=thai_analyst)
    with pytest.raises(IllegalMove):
        item.start(by=khmer_liaison)
    with pytest.raises(IllegalMove):
        item.comment(by=khmer_liaison, text="x")


def test_a_revoked_partner_moves_nothing_and_the_lead_takes_over(
    item: Action, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    item.case.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    with pytest.raises(Unseen):
        item.start(by=khmer_liaison)
    item.reassign(by=thai_analyst, agency=thai_analyst.agency)
    assert item.owner == thai_analyst.agency


def test_an_unrestricted_item_moves_the_case_a_restricted_one_does_not(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    before = Case.objects.values().get(pk=ranong.pk)
    item = Action.add(ranong, by=thai_analyst, text="x", agency=thai_analyst.agency, only=[thai_analyst.agency])
    item.start(by=thai_analyst)
    item.comment(by=thai_analyst, text="ours")
    assert Case.objects.values().get(pk=ranong.pk) == before
    with pytest.raises(Unseen):
        item.comment(by=khmer_liaison, text="x")
