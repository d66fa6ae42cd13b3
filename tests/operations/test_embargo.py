"""Before its release time a country finds no trace; at the moment the database's clock lets it in."""

import time
from datetime import timedelta
from typing import Any

import pytest

from access.audience import audience
from access.decide import can
from access.exclusion import exclude
from access.paging import count_for, page_for
from access.viewer import Viewer
from agencies.models import Agency, Role
from audit.models import Event
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Unseen
from operations.models import Delegation, Operation, OperationGroupGrant, Site
from operations.releasing import announce
from tests.cast import fresh, member
from tests.operations.people import embargoed, moment, planned, running

pytestmark = pytest.mark.django_db
SOON, PASSED = timedelta(hours=1), timedelta(seconds=-1)


def sees(viewer: Viewer, operation: Operation) -> bool:
    return can(viewer, "operation.see", operation)


def let_in(line: Delegation, operation: Operation, seconds: int) -> None:
    """Move the moment to so many seconds from now, past ones too, as time itself would."""
    at = moment(operation) + timedelta(seconds=seconds)
    Delegation.objects.unscoped("test").filter(pk=line.pk).update(visible_from=at)
    OperationGroupGrant.objects.filter(content_object=operation, group_id=line.agency.group_id).update(begins_at=at)


def test_a_second_before_nothing_and_a_second_after_all(net: Operation, keeper: Viewer, malay_liaison: Viewer) -> None:
    line = embargoed(net, malay_liaison, by=keeper, until=SOON)
    for seconds, seen in ((1, False), (-1, True)):
        let_in(line, net, seconds)
        assert sees(malay_liaison, net) is seen
        assert [o.pk for o in page_for(malay_liaison, Operation.objects.all()).rows] == ([net.pk] if seen else [])
        assert count_for(malay_liaison, Operation) == int(seen)
        assert Operation.objects.visible_to(malay_liaison).filter(pk=net.pk).exists() is seen
        assert Delegation.objects.visible_to(malay_liaison).exists() is seen
        told = {m.person_id for m in audience("operation.see", net)}
        assert (malay_liaison.person_id in told) is seen


def test_time_alone_opens_it(net: Operation, keeper: Viewer, malay_liaison: Viewer) -> None:
    embargoed(net, malay_liaison, by=keeper, until=timedelta(milliseconds=400))
    assert not sees(malay_liaison, net)
    time.sleep(0.5)
    assert sees(malay_liaison, net)


def test_no_verb_works_before_and_the_log_names_nobody(net: Operation, keeper: Viewer, malay_liaison: Viewer) -> None:
    embargoed(net, malay_liaison, by=keeper, until=SOON)
    for verb in (
        lambda: net.report(by=malay_liaison, category="arrests", quantity=1),
        lambda: net.consent(by=malay_liaison),
        lambda: net.sign(by=malay_liaison),
        lambda: net.add_site(by=malay_liaison, name="x", country="MY"),
    ):
        with pytest.raises(Unseen):
            verb()
    with pytest.raises(IllegalMove):
        net.report(by=keeper, agency=malay_liaison.agency, category="arrests", quantity=1)
    assert not Event.objects.filter(recipients__contains=[malay_liaison.agency_id]).exists()


def test_a_country_not_yet_let_in_is_unknown_to_the_others(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    line = embargoed(net, malay_liaison, by=keeper, until=SOON)

    def agencies(viewer: Viewer) -> Any:
        return {d.agency_id for d in Delegation.objects.under(viewer, net)}

    assert malay_liaison.agency_id in agencies(keeper)
    assert malay_liaison.agency_id not in agencies(thai_liaison)
    let_in(line, net, -1)
    assert malay_liaison.agency_id in agencies(thai_liaison)


def test_its_people_are_told_once_when_the_moment_comes(net: Operation, keeper: Viewer, malay_liaison: Viewer) -> None:
    line = embargoed(net, malay_liaison, by=keeper, until=SOON)
    assert announce() == 0
    let_in(line, net, -1)
    assert (announce(), announce()) == (1, 0)
    event = Event.objects.get(verb="operation.released")
    assert (event.object_id, event.recipients) == (line.pk, [malay_liaison.agency_id])


def test_a_moment_is_moved_until_it_has_come(
    net: Operation, keeper: Viewer, malay_liaison: Viewer, thai_liaison: Viewer
) -> None:
    line = embargoed(net, malay_liaison, by=keeper, until=SOON)
    net.postpone(line, by=keeper, visible_from=moment(net) + PASSED)
    assert sees(malay_liaison, net)
    with pytest.raises(IllegalMove):
        net.postpone(line, by=keeper, visible_from=moment(net) + SOON)
    with pytest.raises(NotAllowed):
        net.postpone(line, by=thai_liaison, visible_from=moment(net) + SOON)


def test_an_end_shuts_at_once(net: Operation, keeper: Viewer, thai_liaison: Viewer) -> None:
    net.report(by=thai_liaison, category="arrests", quantity=3)
    line = Delegation.objects.under(keeper, net).get(agency=thai_liaison.agency)
    net.dismiss(line, by=keeper)
    assert not sees(thai_liaison, net)
    with pytest.raises(Unseen):
        net.report(by=thai_liaison, category="arrests", quantity=1)
    with pytest.raises(IllegalMove):
        net.dismiss(line, by=keeper)


def test_an_exclusion_overrides_a_part(net: Operation, keeper: Viewer, thai_liaison: Viewer) -> None:
    exclude(by=keeper, on=net, agency=thai_liaison.agency)
    shut = fresh(thai_liaison)
    assert not sees(shut, net)
    with pytest.raises(Unseen):
        net.report(by=shut, category="arrests", quantity=1)


def test_a_compartment_is_for_the_named_with_their_agencys_level_and_moment(
    keeper: Viewer, centre: Agency, thai_liaison: Viewer, thai_supervisor: Viewer, malay_liaison: Viewer
) -> None:
    other = member(centre, Role.LIAISON, name="Unnamed")
    operation = planned(keeper, thai_liaison, named=[(keeper.person, centre)])
    assert [sees(v, operation) for v in (keeper, other, thai_liaison)] == [True, False, False]
    operation.name_person(by=keeper, person=thai_liaison.person, agency=thai_liaison.agency)
    assert [sees(v, operation) for v in (thai_liaison, thai_supervisor)] == [True, False]
    embargoed(operation, malay_liaison, by=keeper, until=SOON)
    operation.name_person(by=keeper, person=malay_liaison.person, agency=malay_liaison.agency)
    assert not sees(malay_liaison, operation)
    assert not Event.objects.filter(recipients__contains=[malay_liaison.agency_id]).exists()
    with pytest.raises(IllegalMove):
        operation.unname_person(by=keeper, person=keeper.person, agency=centre)
    with pytest.raises(Invalid):
        operation.name_person(by=keeper, person=other.person, agency=thai_liaison.agency)


def test_a_restricted_site_is_known_to_its_agencies_only(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    before = Operation.objects.values().get(pk=net.pk)
    net.add_site(by=thai_liaison, name="Safe house", country="TH", only=[thai_liaison.agency])
    assert Operation.objects.values().get(pk=net.pk) == before

    def names(viewer: Viewer) -> list[str]:
        return [s.name for s in Site.objects.under(viewer, net)]

    assert [names(v) for v in (thai_liaison, khmer_liaison, keeper)] == [["Safe house"], [], []]
    with pytest.raises(Invalid):
        net.add_site(by=thai_liaison, name="x", country="TH", only=[khmer_liaison.agency])
    with pytest.raises(Invalid):
        net.add_site(by=thai_liaison, name="x", country="TH", only=[thai_liaison.agency, malay_liaison.agency])
    with pytest.raises(Invalid):
        net.add_site(by=thai_liaison, name="x", country="TH", lat=13.0)


@pytest.mark.parametrize("facts", [{"part": "observer"}, {}])
def test_an_agency_takes_part_once(net: Operation, keeper: Viewer, thai_liaison: Viewer, facts: dict[str, Any]) -> None:
    with pytest.raises(IllegalMove):
        net.invite(by=keeper, agency=thai_liaison.agency, **facts)


def test_only_the_coordinating_agency_invites_and_runs(
    net: Operation, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    with pytest.raises(NotAllowed):
        net.invite(by=thai_liaison, agency=malay_liaison.agency)
    with pytest.raises(NotAllowed):
        net.close(by=thai_liaison)
    with pytest.raises(Unseen):
        net.close(by=malay_liaison)


def test_twin_operations_differ_in_nothing_for_whom_they_are_embargoed(keeper: Viewer, malay_liaison: Viewer) -> None:
    running(keeper, malay_liaison, name="Known")
    before = Operation.objects.visible_to(malay_liaison).values_list("pk", "updated_at")
    held = list(before)
    hidden = running(keeper, name="Hidden")
    embargoed(hidden, malay_liaison, by=keeper, until=SOON)
    assert list(before.all()) == held
