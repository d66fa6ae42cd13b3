"""planning -> approved -> tactical -> closing -> frozen -> published, and who must have signed."""

from datetime import date, timedelta

import pytest

from access.viewer import Viewer
from agencies.models import Role
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale
from operations.models import Delegation, Operation
from tests.cast import member
from tests.operations.people import DAYS, embargoed, moment, planned, running

pytestmark = pytest.mark.django_db
VERBS = ("approve", "begin_action", "close", "freeze", "publish")


def line_of(operation: Operation, viewer: Viewer) -> Delegation:
    return Delegation.objects.unscoped("test").get(operation=operation, agency=viewer.agency)


@pytest.mark.parametrize("done", range(len(VERBS)))
def test_no_step_is_skipped_or_taken_twice(keeper: Viewer, done: int) -> None:
    operation = planned(keeper)
    for verb in VERBS[:done]:
        getattr(operation, verb)(by=keeper)
    for verb in VERBS[:done] + VERBS[done + 1 :]:
        with pytest.raises(IllegalMove):
            getattr(operation, verb)(by=keeper)
    getattr(operation, VERBS[done])(by=keeper)


def test_a_silent_country_blocks_until_its_time_is_over_and_stands_as_unconfirmed(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    net.close(by=keeper, sign_by=moment(net) + timedelta(hours=1))
    net.sign(by=thai_liaison)
    with pytest.raises(IllegalMove):
        net.freeze(by=keeper)
    Operation.objects.filter(pk=net.pk).update(sign_by=moment(net))
    net.freeze(by=keeper)
    assert line_of(net, thai_liaison).signed_at is not None
    assert line_of(net, khmer_liaison).signed_at is None
    net.publish(by=keeper)
    with pytest.raises(IllegalMove):
        net.edit(by=keeper, version=net.version, name="Renamed")
    with pytest.raises(IllegalMove):
        net.dismiss(line_of(net, khmer_liaison), by=keeper)


def test_all_signatures_freeze_before_the_deadline(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    embargoed(net, malay_liaison, by=keeper, until=timedelta(hours=1))  # cannot be waited for
    net.close(by=keeper)
    for one in (thai_liaison, khmer_liaison):
        net.sign(by=one)
        with pytest.raises(IllegalMove):
            net.sign(by=one)
    net.freeze(by=keeper)


def test_who_signs(net: Operation, keeper: Viewer, thai_liaison: Viewer, thai_analyst: Viewer) -> None:
    with pytest.raises(IllegalMove):
        net.sign(by=thai_liaison)
    net.close(by=keeper)
    for other in (keeper, thai_analyst):
        with pytest.raises(NotAllowed):
            net.sign(by=other)


def test_consent_to_the_plan_is_each_countrys_own_and_blocks_nobody(
    keeper: Viewer, thai_liaison: Viewer, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    operation = planned(keeper, thai_liaison, khmer_liaison)
    with pytest.raises(NotAllowed):
        operation.consent(by=thai_analyst)
    operation.consent(by=thai_liaison)
    with pytest.raises(IllegalMove):
        operation.consent(by=thai_liaison)
    operation.approve(by=keeper)
    operation.begin_action(by=keeper)
    with pytest.raises(IllegalMove):
        operation.consent(by=khmer_liaison)
    assert line_of(operation, thai_liaison).approved_by_id == thai_liaison.person_id


def test_a_stale_edit_is_refused_and_days_are_in_order(keeper: Viewer) -> None:
    operation = planned(keeper)
    operation.edit(by=keeper, version=1, name="New name")
    with pytest.raises(Stale):
        operation.edit(by=keeper, version=1, name="Late")
    with pytest.raises(Invalid):
        operation.edit(by=keeper, version=2, ends=date(2020, 1, 1))
    with pytest.raises(Invalid):
        Operation.plan(by=keeper, name="x", starts=DAYS["ends"], ends=DAYS["starts"])


def test_who_plans(thai_admin: Viewer, overseer: Viewer, keeper: Viewer) -> None:
    for other in (thai_admin, overseer):
        with pytest.raises(NotAllowed):
            planned(other)
    planned(member(keeper.agency, Role.DELEGATE, name="Delegate"))
    assert running(keeper).state == "tactical"
