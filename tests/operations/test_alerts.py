"""An urgent alert raised on an operation: it shows no desk the operation, and asks the operation's own rule."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from access.decide import can
from access.exclusion import exclude
from access.viewer import Viewer, viewer_for
from cases.alerts.choosing import desks_for
from cases.alerts.models import Alert
from coordination_center.errors import NotAllowed, Unseen
from operations.models import Operation
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.alerts.conftest import CONSENT, SHEET
from tests.operations.people import embargoed, person

pytestmark = pytest.mark.django_db


def raised(operation: Operation, by: Viewer, *desks: Viewer) -> Alert:
    """An alert on the operation to these people's desks."""
    given: dict[str, Any] = {"kind": "missing"} | SHEET | CONSENT
    return Alert.issue(
        by=by, origin=("operation", operation.pk), desks=[one.agency_id for one in desks], days=3, **given
    )


def fresh(viewer: Viewer) -> Viewer:
    return viewer_for(viewer.person, viewer.agency)


def test_a_delegation_raises_one_and_its_plan_lists_it(
    net: Operation, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    alert = raised(net, thai_liaison, malay_liaison)
    where = f"/operations/{net.pk}/plan/"
    mine, other = (browser(who).get(where).content.decode() for who in (thai_liaison, khmer_liaison))
    assert alert.number in mine
    assert alert.number not in other
    assert f"origin=operation&amp;id={net.pk}" in other


def test_the_desk_learns_nothing_of_the_operation(net: Operation, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    alert = raised(net, thai_liaison, malay_liaison)
    answer = Program(malay_liaison).get(f"/alerts/{alert.pk}/")
    assert (answer.status_code, answer.json()["origin"]) == (200, None)
    for text in (answer.content.decode(), browser(malay_liaison).get(f"/alerts/{alert.pk}/").content.decode()):
        assert str(net.pk) not in text
        assert net.name not in text
    assert Program(thai_liaison).get(f"/alerts/{alert.pk}/").json()["origin"] == {
        "type": "operation", "id": str(net.pk),
    }  # fmt: skip


def test_who_may_not_know_of_it_raises_none(
    net: Operation, keeper: Viewer, malay_liaison: Viewer, thai_liaison: Viewer
) -> None:
    with pytest.raises(Unseen):
        raised(net, malay_liaison, thai_liaison)
    embargoed(net, malay_liaison, by=keeper, until=timedelta(days=1))
    with pytest.raises(Unseen):
        raised(net, fresh(malay_liaison), thai_liaison)
    missing = UUID(int=net.pk.int ^ 1)
    client = browser(malay_liaison)
    seen = [client.get(f"/alerts/new/?origin=operation&id={pk}").status_code for pk in (net.pk, missing)]
    assert seen == [404, 404]


def test_an_observer_may_not(net: Operation, keeper: Viewer, malay_liaison: Viewer, thai_liaison: Viewer) -> None:
    net.invite(by=keeper, agency=malay_liaison.agency, part="observer")
    with pytest.raises(NotAllowed):
        raised(net, fresh(malay_liaison), thai_liaison)


def test_of_a_compartment_the_named_people_alone_hold_it(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    for who in (keeper, thai_liaison):
        net.name_person(by=keeper, person=person(who), agency=who.agency)
    alert = raised(net, thai_liaison, malay_liaison)
    assert can(fresh(thai_liaison), "alert.see", alert)
    assert not can(fresh(thai_analyst), "alert.see", alert)


def test_whoever_is_shut_out_of_it_is_no_desk_and_loses_what_it_had(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    alert = raised(net, thai_liaison, malay_liaison)
    assert can(fresh(malay_liaison), "alert.see", alert)
    exclude(on=net, by=keeper, agency=malay_liaison.agency)
    assert not can(fresh(malay_liaison), "alert.see", alert)
    offered = desks_for(thai_liaison, origin=net.pk, owner=net.originator_id)
    assert malay_liaison.agency not in list(offered)
