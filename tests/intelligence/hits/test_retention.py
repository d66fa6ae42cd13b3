"""What was asked is kept for a time; that it was asked stays in the log."""

from datetime import timedelta

import pytest
from django.db.models import F
from pytest_django import Settings

from access.viewer import Viewer
from audit.models import Event
from intelligence.hits.answering import refuse
from intelligence.hits.models import Hit, Query, Sighting, Watch, WatchKey
from intelligence.hits.question import Question
from intelligence.hits.retention import forget_old
from intelligence.hits.tasks import forget
from intelligence.hits.watching import watch, withdraw
from tests.api import Program
from tests.cast import fresh, member
from tests.intelligence.hits.world import PHONE, asks, hits_of, holds, worked

pytestmark = pytest.mark.django_db


def aged(days: float) -> None:
    """Everything asked so far was asked, and ended, so many days earlier."""
    ago = timedelta(days=days)
    Query.objects.update(at=F("at") - ago)
    Watch.objects.update(at=F("at") - ago, until=F("until") - ago, withdrawn_at=F("withdrawn_at") - ago)


def test_questions_go_after_the_period_and_not_before(settings: Settings, malay_liaison: Viewer) -> None:
    settings.QUESTIONS_KEPT_DAYS = 40
    old, young = asks(malay_liaison, "Tawan Saelim"), asks(malay_liaison, "Anong Rattana")
    aged(39.999)
    assert forget_old() == 0
    Query.objects.filter(pk=old.pk).update(at=F("at") - timedelta(minutes=2))
    forget()
    assert list(Query.objects.values_list("pk", flat=True)) == [young.pk]
    assert Program(malay_liaison).get(f"/hits/queries/{old.pk}/").status_code == 404


def test_the_log_keeps_that_it_was_asked_and_says_what_was_deleted(malay_liaison: Viewer, thai_analyst: Viewer) -> None:
    mine, theirs = asks(malay_liaison, "Tawan Saelim"), asks(thai_analyst, "Anong Rattana")
    aged(91)
    assert forget_old() == 2
    assert Event.objects.filter(verb="hit.asked", object_id__in=[mine.pk, theirs.pk]).count() == 2
    events = Event.objects.filter(verb="hit.forgotten")
    assert {(event.owner, *event.object_ids) for event in events} == {
        (malay_liaison.agency_id, mine.pk), (thai_analyst.agency_id, theirs.pk)
    }  # fmt: skip
    assert forget_old() == 0


def test_a_question_that_waits_for_an_answer_stays(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    query = asks(malay_liaison, "Tawan Saelim")
    aged(400)
    assert forget_old() == 0, "its hits are not raised yet"
    worked()
    assert forget_old() == 0, "the owner has not answered"
    (hit,) = hits_of(thai_analyst)
    refuse(hit, by=thai_analyst, reason="Another man")
    assert forget_old() == 1
    assert not Query.objects.filter(pk=query.pk).exists()
    assert Hit.objects.unscoped("test").get().reason == "Another man"


def test_standing_queries_go_when_they_ended_so_long_ago(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    question = Question.said(numbers=[("phone", PHONE, "TH")])
    long_one = watch(question, purpose="x", days=300, by=malay_liaison)
    short, ended = (watch(question, purpose="x", days=9, by=malay_liaison) for _n in range(2))
    withdraw(ended, by=malay_liaison)
    holds(thai_analyst, "Tawan Saelim", phone=PHONE)
    worked()
    for hit in hits_of(thai_analyst):
        refuse(hit, by=thai_analyst, reason="Another man")
    aged(91)
    assert forget_old() == 1, "the withdrawn one; the others ended less than ninety days ago, or run"
    aged(9)
    assert forget_old() == 1
    assert list(Watch.objects.values_list("pk", flat=True)) == [long_one.pk]
    assert set(Sighting.objects.values_list("watch_id", flat=True)) == {long_one.pk}
    assert not WatchKey.objects.filter(watch=short.pk).exists()


def test_the_quota_and_oversight_do_not_forget_with_it(malay_liaison: Viewer) -> None:
    from intelligence.hits.oversight import patterns

    keeper = member(malay_liaison.agency, "oversight", name="Zainal Abidin")
    for _n in range(3):
        asks(malay_liaison, "Tawan Saelim")
    aged(29)
    forget_old()
    assert [one.asked for one in patterns(fresh(keeper))] == [3]
