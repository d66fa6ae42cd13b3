"""A warrant expires by the database's clock: to everybody at once, and in writing at the next round of the beat."""

from typing import Any

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.warrants.expiry import expire_due
from cases.warrants.models import Warrant
from cases.warrants.reading import Wanted, across, told
from coordination_center.errors import IllegalMove
from tests.cases.warrants.people import DAY, issued, today, transmitted

pytestmark = pytest.mark.django_db


def old(case: Case, by: Viewer, **facts: Any) -> Warrant:
    """A warrant on its way whose last day was yesterday."""
    row = transmitted(case, by, issued_on=today(case) - 9 * DAY, expires_on=today(case) + DAY, **facts)
    Warrant.objects.filter(pk=row.pk).update(expires_on=today(case) - DAY)
    row.refresh_from_db()
    return row


def shown(row: Warrant) -> Any:
    return told().get(pk=row.pk)


def test_on_its_last_day_it_stands(ranong: Case, thai_analyst: Viewer) -> None:
    row = issued(ranong, thai_analyst, expires_on=today(ranong))
    assert (shown(row).standing, expire_due()) == ("issued", 0)
    row.transmit(by=thai_analyst, channel="ncb")


def test_the_day_after_it_is_expired_before_anybody_wrote_so(ranong: Case, thai_analyst: Viewer) -> None:
    row = old(ranong, thai_analyst)
    assert (row.state, row.standing, shown(row).standing) == ("transmitted", "expired", "expired")
    for verb in ("acknowledge", "execute", "withdraw", "transmit"):
        with pytest.raises(IllegalMove):
            getattr(row, verb)(by=thai_analyst)


def test_the_beat_writes_it_once(ranong: Case, thai_analyst: Viewer) -> None:
    row, _stands = old(ranong, thai_analyst), issued(ranong, thai_analyst, expires_on=today(ranong) + DAY)
    assert (expire_due(), expire_due(), row.expire()) == (1, 0, False)
    event = Event.objects.get(verb="warrant.expired")
    assert (event.object_id, event.actor, event.agency) == (row.pk, None, None)
    row.refresh_from_db()
    assert (row.state, row.ended_at is not None) == ("expired", True)


def test_a_removed_or_ended_warrant_does_not_expire(ranong: Case, thai_analyst: Viewer) -> None:
    row = transmitted(ranong, thai_analyst, expires_on=today(ranong) + DAY)
    row.withdraw(by=thai_analyst)
    Warrant.objects.filter(pk=row.pk).update(issued_on=today(ranong) - 5 * DAY, expires_on=today(ranong) - DAY)
    assert (expire_due(), shown(row).standing) == (0, "withdrawn")


@pytest.mark.parametrize("written", [True, False])
def test_an_expired_warrant_is_renewed_and_sent_anew(ranong: Case, thai_analyst: Viewer, written: bool) -> None:
    row = old(ranong, thai_analyst)
    if written:
        row.expire()
    row.renew(by=thai_analyst, expires_on=today(ranong) + DAY)
    assert (row.state, row.renewed, row.transmitted_at, row.answer_due, row.ended_at) == ("issued", 1, None, None, None)
    assert Event.objects.filter(verb="warrant.expired").count() == 1
    row.transmit(by=thai_analyst)
    assert row.state == "transmitted"


def test_lists_filter_by_what_people_see(ranong: Case, thai_analyst: Viewer) -> None:
    gone, soon = old(ranong, thai_analyst), issued(ranong, thai_analyst, expires_on=today(ranong) + 30 * DAY)
    later = issued(ranong, thai_analyst, expires_on=today(ranong) + 31 * DAY, country="KH")

    def found(**wanted: Any) -> set[Any]:
        return {row.pk for row in across(thai_analyst, Wanted(**wanted)).rows}

    assert found() == {gone.pk, soon.pk, later.pk}
    assert found(state="expired") == {gone.pk}
    assert found(state="transmitted") == set()
    assert found(soon=True) == {soon.pk}
    assert found(country="KH") == {later.pk}


def test_the_clock_of_the_answer(ranong: Case, thai_analyst: Viewer) -> None:
    row = transmitted(ranong, thai_analyst)
    assert not shown(row).overdue
    Warrant.objects.filter(pk=row.pk).update(answer_due=row.transmitted_at)
    assert shown(row).overdue
    assert [r.pk for r in across(thai_analyst, Wanted(overdue=True)).rows] == [row.pk]
    row.acknowledge(by=thai_analyst)
    assert not shown(row).overdue
