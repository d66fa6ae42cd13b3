"""A country's people are told when its moment has come, and hear nothing before."""

from datetime import timedelta

import pytest

from access.viewer import Viewer
from notifications.dispatching import dispatch
from operations.models import Operation
from operations.releasing import announce
from tests.notifications.telling import told
from tests.operations.people import embargoed
from tests.operations.test_embargo import let_in

pytestmark = pytest.mark.django_db


def test_nobody_under_embargo_is_told_and_at_the_moment_everybody_once(
    net: Operation, keeper: Viewer, malay_liaison: Viewer
) -> None:
    line = embargoed(net, malay_liaison, by=keeper, until=timedelta(hours=1))
    net.close(by=keeper)
    dispatch()
    assert told(malay_liaison) == []
    let_in(line, net, -1)
    assert told(malay_liaison) == []
    for _again in range(2):
        announce()
        dispatch()
    assert told(malay_liaison) == ["operation.released"]


def test_a_country_brought_in_at_once_is_told_at_once(net: Operation, thai_liaison: Viewer) -> None:
    dispatch()
    assert "operation.invited" in told(thai_liaison)
    assert "operation.begun" in told(thai_liaison)


def test_a_disputed_figure_is_told_to_who_reported_it(
    net: Operation, keeper: Viewer, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    row = net.report(by=thai_analyst, category="arrests", quantity=3)
    dispatch()
    net.dispute(row, by=keeper, reason="Counted twice")
    dispatch()
    assert "result.disputed" in told(thai_analyst)
    assert "result.disputed" not in told(khmer_liaison)
