"""The background of hits: what fails is tried later and then laid aside, blocks nobody, and is never lost."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db.models.functions import Now

from access.viewer import Viewer
from agencies.models import Agency
from audit.models import Event
from cases.models import Case
from coordination_center.errors import NotAllowed, Unseen
from intelligence.hits.models import Held, Query, Unscreened, Watch
from intelligence.hits.models.tried import MOST_TRIES, wait_after
from intelligence.hits.question import Question
from intelligence.hits.raising import raise_due
from intelligence.hits.screening import screen_due
from intelligence.hits.watching import watch
from intelligence.hits.work import laid_aside, put_back
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import member
from tests.intelligence.hits.world import PHONE, asks, hits_of, holds, nothing_waits, worked

pytestmark = pytest.mark.django_db


def broken(query: Query) -> Query:
    """A question whose hits cannot be raised: what was kept of them was damaged."""
    Query.objects.filter(pk=query.pk).update(found=[["subject", "not an id", "match", True]])
    return query


def damaged(by: Viewer) -> Watch:
    """A standing query that cannot be opened any more."""
    row = watch(Question.said(numbers=[("phone", PHONE, "TH")]), purpose="x", days=9, by=by)
    Watch.objects.filter(pk=row.pk).update(sealed="damaged")
    return row


def spoiled(record: UUID) -> None:
    """What the index keeps of a record cannot be read any more: screening what has a number and matches it fails."""
    Held.objects.filter(record=record).update(numbers=["no kind"])


def mended(record: UUID) -> None:
    Held.objects.filter(record=record).update(numbers=[])


def time_passes() -> None:
    for model in (Query, Unscreened):
        model.objects.update(next_at=Now())


def until_laid_aside() -> None:
    for _n in range(MOST_TRIES):
        time_passes()
        worked()


@pytest.fixture
def keeper(thai_analyst: Viewer) -> Viewer:
    """Oversight of the Thai police, which is no coordination centre."""
    return member(thai_analyst.agency, "oversight", name="Sirikit Thongdee")


def test_a_question_that_fails_blocks_nobody(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    bad = broken(asks(malay_liaison, "Tawan Saelim"))
    asks(malay_liaison, "Tawan Saelim", purpose="Asked after it")
    assert raise_due() == 2
    assert [hit.purpose for hit in hits_of(thai_analyst)] == ["Asked after it"]
    bad.refresh_from_db()
    assert (bad.tries, bad.error, bad.raised_at, bad.laid_aside_at) == (1, "ValueError", None, None)


def test_a_record_that_fails_blocks_nobody_and_leaves_no_half(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    bad = holds(malay_liaison, "Tawan Saelim")
    holds(malay_liaison, "Anong Rattana")
    holds(thai_analyst, "Tawan Saelim", phone=PHONE)
    holds(thai_analyst, "Anong Rattana")
    Unscreened.objects.exclude(record__in=[s.record for s in Unscreened.objects.order_by("-id")[:2]]).delete()
    spoiled(bad.pk)
    assert screen_due() == 2
    assert len(hits_of(thai_analyst)) == 1
    assert Unscreened.objects.get().error == "ValueError"
    mended(bad.pk)
    time_passes()
    worked()
    assert len(hits_of(thai_analyst)) == 2
    assert nothing_waits()


# --- a standing query that is damaged ---
def test_a_damaged_standing_query_stops_neither_others_nor_the_record(
    thai_analyst: Viewer, malay_liaison: Viewer, khmer_liaison: Viewer, overseer: Viewer
) -> None:
    row = damaged(malay_liaison)
    sound = watch(Question.said(numbers=[("phone", PHONE, "TH")]), purpose="x", days=9, by=khmer_liaison)
    holds(malay_liaison, "Tawan Saelim")
    worked()
    holds(thai_analyst, "Tawan Saelim", phone=PHONE)
    worked()
    assert nothing_waits()
    assert sorted(hit.way for hit in hits_of(thai_analyst)) == ["screening", "standing"]
    assert sound.sightings.count() == 1
    row.refresh_from_db()
    assert (row.error, row.laid_aside_at is not None) == ("ValueError", True)
    assert [(one.queue, one.id) for one in laid_aside(overseer)] == [("standing", row.ticket)]
    event = Event.objects.get(verb="hit.laid_aside")
    assert (event.object_id, event.owner, event.agency, event.recipients) == (row.ticket, None, None, [])


def test_put_back_it_finds_what_it_missed(thai_analyst: Viewer, malay_liaison: Viewer, overseer: Viewer) -> None:
    row = watch(Question.said(numbers=[("phone", PHONE, "TH")]), purpose="x", days=9, by=malay_liaison)
    sealed = row.sealed
    Watch.objects.filter(pk=row.pk).update(sealed="damaged")
    for name in ("Tawan Saelim", "Anong Rattana"):
        holds(thai_analyst, name, phone=PHONE)
        worked()
    assert len(laid_aside(overseer)) == 1, "it is laid aside once"
    assert hits_of(thai_analyst) == []
    Watch.objects.filter(pk=row.pk).update(sealed=sealed)
    put_back(row.ticket, by=overseer)
    worked()
    assert len(hits_of(thai_analyst)) == 2
    row.refresh_from_db()
    assert (row.missed, row.laid_aside_at, row.sightings.count()) == ([], None, 1)


def test_what_failed_waits_longer_each_time(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    bad = broken(asks(malay_liaison, "Tawan Saelim"))
    for tries in range(1, MOST_TRIES):
        time_passes()
        assert raise_due() == 1
        assert raise_due() == 0, "it is not its turn yet"
        bad.refresh_from_db()
        left = bad.next_at - Case.clock()
        assert wait_after(tries) - timedelta(seconds=20) < left <= wait_after(tries)


def test_what_fails_too_often_is_laid_aside_and_recorded(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    bad = broken(asks(malay_liaison, "Tawan Saelim"))
    until_laid_aside()
    time_passes()
    assert raise_due() == 0
    bad.refresh_from_db()
    assert bad.tries == MOST_TRIES
    assert bad.laid_aside_at is not None
    event = Event.objects.get(verb="hit.laid_aside")
    assert event.detail == {"queue": "question", "error": "ValueError"}
    assert (event.object_id, event.owner, event.agency, event.recipients) == (bad.ticket, None, None, [])


def test_what_kills_its_worker_is_laid_aside_untouched(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    killer = asks(malay_liaison, "Tawan Saelim")
    Query.objects.update(tries=MOST_TRIES)
    raise_due()
    killer.refresh_from_db()
    assert killer.laid_aside_at is not None
    assert hits_of(thai_analyst) == []
    assert Event.objects.get(verb="hit.laid_aside").detail["error"] == "killed"


def test_the_centres_oversight_sees_it_and_puts_it_back(
    thai_analyst: Viewer, malay_liaison: Viewer, overseer: Viewer
) -> None:
    assert overseer.agency.kind == Agency.Kind.CENTRE
    holds(thai_analyst, "Tawan Saelim")
    query = asks(malay_liaison, "Tawan Saelim")
    found = Query.objects.get(pk=query.pk).found
    broken(query)
    until_laid_aside()
    pen = browser(overseer)
    page = pen.get("/oversight/questions/").content.decode()
    assert str(query.ticket) in page
    assert not any(told in page for told in ("Tawan", str(query.pk)))
    [line] = Program(overseer).get("/oversight/work/").json()
    assert (line["id"], line["error"], line["tries"]) == (str(query.ticket), "ValueError", MOST_TRIES)
    Query.objects.filter(pk=query.pk).update(found=found)
    assert pen.post(f"/oversight/work/{query.ticket}/retry/").status_code == 302
    worked()
    assert len(hits_of(thai_analyst)) == 1
    assert laid_aside(overseer) == []
    assert Event.objects.get(verb="hit.put_back").actor == overseer.person_id
    assert pen.post(f"/oversight/work/{query.ticket}/retry/").status_code == 404


def test_nobody_else_learns_of_it(
    thai_analyst: Viewer, malay_liaison: Viewer, malaysian_police: Agency, keeper: Viewer
) -> None:
    holds(thai_analyst, "Tawan Saelim")
    query = broken(asks(malay_liaison, "Tawan Saelim"))
    until_laid_aside()
    for other in (keeper, member(malaysian_police, "oversight", name="Zainal Abidin")):
        for page in ("/oversight/", "/oversight/questions/"):
            shown = browser(other).get(page).content.decode()
            assert "laid aside" not in shown
            assert str(query.ticket) not in shown
        assert Program(other).get("/oversight/work/").json() == []
        assert Program(other).post(f"/oversight/work/{query.ticket}/retry/").status_code == 404
        with pytest.raises(Unseen):
            put_back(query.ticket, by=other)
    with pytest.raises(NotAllowed):
        put_back(query.ticket, by=malay_liaison)
    assert Program(malay_liaison).get("/oversight/work/").status_code == 404


def test_an_operator_puts_all_of_it_back(thai_analyst: Viewer, malay_liaison: Viewer, capsys: Any) -> None:
    bad = holds(malay_liaison, "Tawan Saelim")
    holds(thai_analyst, "Tawan Saelim", phone=PHONE)
    spoiled(bad.pk)
    until_laid_aside()
    mended(bad.pk)
    call_command("hits_work")
    assert "record" in capsys.readouterr().out
    call_command("hits_work", retry=True)
    assert "1 put back" in capsys.readouterr().out
    worked()
    assert nothing_waits()


def test_a_later_success_clears_what_was_laid_aside(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    bad = holds(malay_liaison, "Tawan Saelim")
    subject = holds(thai_analyst, "Tawan Saelim", phone=PHONE)
    spoiled(bad.pk)
    until_laid_aside()
    assert Unscreened.objects.laid_aside().count() == 1
    mended(bad.pk)
    Unscreened.objects.create(record=subject.pk)
    worked()
    assert not Unscreened.objects.exists()
