"""Many at once: one acknowledgement, one end, one message thread, and nothing half."""

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.alerts.models import Alert
from cases.alerts.sheet import open_sheet, open_thread
from coordination_center.errors import IllegalMove
from tests.cases.alerts.conftest import desk_of
from tests.cases.test_races import MANY, together

pytestmark = pytest.mark.django_db(transaction=True)


def again(alert: Alert) -> Alert:
    return Alert.objects.unscoped("a test").get(pk=alert.pk)


def test_twenty_acknowledgements_are_one(alert: Alert, malay_liaison: Viewer) -> None:
    got = together(lambda _n: bool(again(alert).acknowledge(by=malay_liaison)))
    assert got == {True: 1, IllegalMove: MANY - 1}
    assert Event.objects.filter(verb="alert.acknowledged").count() == 1
    assert again(alert).answered == 1


def test_twenty_ends_are_one(alert: Alert, thai_liaison: Viewer) -> None:
    got = together(lambda _n: again(alert).close(by=thai_liaison, outcome="safe"))
    assert got == {None: 1, IllegalMove: MANY - 1}
    assert Event.objects.filter(verb="vault.erased").count() == 1


def test_messages_of_both_sides_at_once_all_arrive(alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    def write(n: int) -> None:
        by = (thai_liaison, malay_liaison)[n % 2]
        again(alert).write(desk_of(alert, malay_liaison), by=by, text=f"{n}")

    assert together(write) == {None: MANY}
    said = open_thread(desk_of(alert, malay_liaison), by=thai_liaison, purpose="answer")
    assert sorted(int(one.text) for one in said) == list(range(MANY))


def test_a_sheet_opened_while_the_alert_ends_shows_all_or_nothing(
    alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    def work(n: int) -> str:
        if n == 0:
            again(alert).close(by=thai_liaison, outcome="safe")
            return "closed"
        return open_sheet(again(alert), by=malay_liaison, purpose="search").names

    got = together(work, many=6)
    assert got["closed"] == 1
    with pytest.raises(IllegalMove):
        open_sheet(again(alert), by=malay_liaison, purpose="search")
