"""Standing queries: told when anyone enters it, by the same rule, until they end."""

from datetime import timedelta

import pytest
from django.db.models import F

from access.viewer import Viewer
from agencies.models import Membership
from audit.models import Event
from coordination_center.errors import IllegalMove, Invalid
from intelligence.hits import watching
from intelligence.hits.models import Sighting, Watch, WatchKey
from intelligence.hits.question import Question
from intelligence.hits.watching import watch, withdraw
from tests.cast import fresh
from tests.intelligence.hits.world import PHONE, hits_of, holds, own_case, worked

pytestmark = pytest.mark.django_db


def watches(by: Viewer, phone: str = PHONE, *, days: int = 30) -> Watch:
    return watch(Question.said(numbers=[("phone", phone, "TH")]), purpose="The boss's phone", days=days, by=by)


def seen(row: Watch) -> list[str]:
    return [sighting.agency.name for sighting in Sighting.objects.filter(watch=row).select_related("agency")]


def test_whoever_enters_it_is_told_of(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    row = watches(malay_liaison)
    holds(thai_analyst, "Tawan", phone="081 555 0142")
    worked()
    assert seen(row) == [thai_analyst.agency.name]
    (hit,) = hits_of(thai_analyst)
    assert (hit.way, hit.purpose, hit.told) == ("standing", "The boss's phone", True)


def test_a_name_is_watched_across_scripts(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    row = watch(Question.said(names=["Somchai Jaidee"]), purpose="x", days=1, by=malay_liaison)
    holds(thai_analyst, "สมชาย ใจดี")
    worked()
    assert len(seen(row)) == 1


@pytest.mark.parametrize(("notice", "told", "hits"), [("both", 1, 1), ("owner", 0, 1), ("none", 0, 0)])
def test_the_owner_chooses_here_too(
    notice: str, told: int, hits: int, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    row = watches(malay_liaison)
    holds(thai_analyst, phone=PHONE, notice=notice)
    worked()
    assert (len(seen(row)), len(hits_of(thai_analyst))) == (told, hits)


def test_many_records_of_one_agency_are_one_line(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    row = watches(malay_liaison)
    holds(thai_analyst, phone=PHONE)
    holds(thai_analyst, phone=PHONE)
    worked()
    assert len(seen(row)) == 1
    assert len(hits_of(thai_analyst)) == 2


def test_one_that_has_expired_or_was_withdrawn_is_silent(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    ended, withdrawn = watches(malay_liaison), watches(malay_liaison)
    Watch.objects.filter(pk=ended.pk).update(until=F("at"))
    withdraw(withdrawn, by=malay_liaison)
    holds(thai_analyst, phone=PHONE)
    worked()
    assert (seen(ended), seen(withdrawn), hits_of(thai_analyst)) == ([], [], [])
    with pytest.raises(IllegalMove):
        withdraw(withdrawn, by=malay_liaison)


def test_who_left_the_agency_or_is_shut_out_learns_nothing(
    thai_analyst: Viewer, malay_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    left, out = watches(khmer_liaison), watches(malay_liaison)
    Membership.objects.filter(person=khmer_liaison.person).update(ended_at=F("created_at"))
    case = own_case(thai_analyst)
    case.shut_out(by=thai_analyst, agency=malay_liaison.agency)
    holds(thai_analyst, phone=PHONE, case=case)
    worked()
    assert (seen(left), seen(out)) == ([], [])
    assert [hit.told for hit in hits_of(thai_analyst)] == [False]


def test_another_persons_watch_is_not_withdrawn(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    row = watches(malay_liaison)
    with pytest.raises(IllegalMove):
        withdraw(row, by=thai_analyst)
    assert Watch.objects.live().filter(pk=row.pk).exists()


def test_limits(malay_liaison: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    for days in (0, 367):
        with pytest.raises(Invalid):
            watches(malay_liaison, days=days)
    monkeypatch.setattr(watching, "MOST", 2)
    first = watches(malay_liaison)
    watches(malay_liaison)
    with pytest.raises(Invalid):
        watches(malay_liaison)
    assert first.until - first.at == timedelta(days=30)


def test_it_is_sealed_and_forgets_its_keys(malay_liaison: Viewer) -> None:
    row = watches(malay_liaison)
    assert "5550142" not in str(Watch.objects.filter(pk=row.pk).values().get())
    assert "5550142" not in str(list(Event.objects.values_list("detail", flat=True)))
    withdraw(row, by=fresh(malay_liaison))
    assert not WatchKey.objects.exists()
