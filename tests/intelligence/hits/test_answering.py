"""What an owner does upon a hit, once, and who reads it."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from access.exclusion import exclude
from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Unseen
from intelligence.hits.answering import answered, propose_joint_case, refuse
from intelligence.hits.models import Hit
from intelligence.hits.reading import hit_for, my_queries, open_hits
from tests.cast import fresh, member
from tests.intelligence.hits.world import asks, hits_of, holds, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def hit(thai_analyst: Viewer, malay_liaison: Viewer) -> Hit:
    """Malaysian police asked about what the Thai police hold."""
    holds(thai_analyst, "Tawan Saelim")
    asks(malay_liaison, "Tawan Saelim")
    worked()
    return hits_of(thai_analyst)[0]


def test_a_refusal_reaches_the_asker_with_its_reason(hit: Hit, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    refuse(hit, by=thai_analyst, reason="Under way; ask us in March")
    (asked,) = my_queries(malay_liaison)
    assert [(o.state, o.reason) for o in asked.outcomes.values()] == [("refused", "Under way; ask us in March")]
    event = Event.objects.get(verb="hit.refused")
    assert event.recipients == [malay_liaison.agency_id]
    assert "March" not in str(event.detail)


def test_a_silent_refusal_reaches_nobody(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim", notice="owner")
    asks(malay_liaison, "Tawan Saelim")
    worked()
    refuse(hits_of(thai_analyst)[0], by=thai_analyst, reason="Ours")
    assert my_queries(malay_liaison)[0].outcomes == {}
    assert Event.objects.get(verb="hit.refused").recipients == []


def test_a_joint_case_is_proposed_with_the_asker_invited(hit: Hit, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    case = propose_joint_case(hit, by=thai_analyst, title="The pier", summary="A boss.")
    assert case.state == "proposed"
    seen = Case.objects.visible_to(malay_liaison).get()
    assert seen.pk == case.pk
    assert (hit_for(thai_analyst, hit.pk).hit.state, hit_for(thai_analyst, hit.pk).hit.outcome) == ("proposed", case.pk)


def test_a_release_closes_it(hit: Hit, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    release = uuid4()
    answered(hit, by=thai_analyst, how="release", ref=release)
    assert (hit.state, hit.how, hit.outcome) == ("answered", "release", release)
    assert my_queries(malay_liaison)[0].outcomes[thai_analyst.agency_id].state == "answered"
    assert open_hits(thai_analyst) == []


def test_it_is_answered_once(hit: Hit, thai_analyst: Viewer) -> None:
    refuse(hit, by=thai_analyst, reason="No")
    for verb in (
        lambda: refuse(hit, by=thai_analyst, reason="Again"),
        lambda: answered(hit, by=thai_analyst, how="release"),
        lambda: propose_joint_case(hit, by=thai_analyst, title="Late"),
    ):
        with pytest.raises(IllegalMove):
            verb()
    assert not Case.objects.unscoped("test").filter(title="Late").exists()


def test_a_refusal_says_why(hit: Hit, thai_analyst: Viewer) -> None:
    for reason in (" ", "x" * 501):
        with pytest.raises(Invalid):
            refuse(hit, by=thai_analyst, reason=reason)


def test_others_can_do_nothing(
    hit: Hit, malay_liaison: Viewer, khmer_liaison: Viewer, thai_admin: Viewer, overseer: Viewer
) -> None:
    caseworker = member(thai_admin.agency, "caseworker", name="Reads but asks not")
    for viewer in (malay_liaison, khmer_liaison, thai_admin, overseer, caseworker):
        with pytest.raises(Unseen):
            refuse(Hit.objects.unscoped("test").get(pk=hit.pk), by=viewer, reason="x")
        with pytest.raises(Unseen):
            hit_for(viewer, hit.pk)


def test_who_loses_sight_of_the_record_loses_the_hit(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, thai_supervisor: Viewer, malay_liaison: Viewer
) -> None:
    subject = holds(thai_analyst, "Tawan Saelim", case=ranong)
    asks(malay_liaison, "Tawan Saelim")
    worked()
    assert len(hits_of(thai_liaison)) == 1
    ranong.shut_out(by=thai_supervisor, person=thai_liaison.person)
    assert hits_of(fresh(thai_liaison)) == []
    ranong.name(by=thai_supervisor, person=thai_supervisor.person, agency=thai_supervisor.agency)
    assert (len(hits_of(fresh(thai_supervisor))), hits_of(fresh(thai_analyst))) == (1, [])
    subject.refresh_from_db(from_queryset=type(subject).objects.unscoped("test"))
    Hit.objects.unscoped("test").get()


def test_a_removed_subject_takes_its_hits_along(hit: Hit, thai_analyst: Viewer) -> None:
    from cases.subjects.models import Subject

    Subject.objects.visible_to(thai_analyst).select_related("case").get(pk=hit.record).take_out(by=thai_analyst)
    assert hits_of(thai_analyst) == []


def test_an_asker_who_is_shut_out_later_is_still_shown_to_the_owner(
    hit: Hit, thai_analyst: Viewer, thai_supervisor: Viewer, malay_liaison: Viewer
) -> None:
    exclude(by=thai_supervisor, on=thai_supervisor.agency, agency=malay_liaison.agency)
    assert len(hits_of(fresh(thai_analyst))) == 1


def test_without_the_role_it_is_not_answered(hit: Hit, thai_analyst: Viewer) -> None:
    from dataclasses import replace

    with pytest.raises((Unseen, NotAllowed)):
        refuse(hit, by=replace(thai_analyst, roles=frozenset({"caseworker"})), reason="x")


@pytest.mark.django_db(transaction=True)
def test_of_twenty_parallel_answers_one_stands(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    asks(malay_liaison, "Tawan Saelim")
    worked()
    pk = hits_of(thai_analyst)[0].pk

    def act(n: int) -> bool:
        try:
            row = Hit.objects.unscoped("test").get(pk=pk)
            refuse(row, by=thai_analyst, reason="No") if n % 2 else answered(row, by=thai_analyst, how="release")
        except IllegalMove:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(act, range(20))) == 1
    assert Event.objects.filter(verb__in=["hit.refused", "hit.answered"]).count() == 1
