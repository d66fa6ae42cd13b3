"""A source changes hands by offer and answer; or, when its handler is gone, by two officers who never read it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from access.viewer import Viewer
from agencies.models import Membership
from agencies.suspension import suspend_person
from audit.models import Event
from coordination_center.errors import DomainError, IllegalMove, Invalid, NotAllowed, Unseen
from intelligence.sources.identity import open_identity
from intelligence.sources.models import Handover, Source
from intelligence.sources.reading import waiting
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import member

pytestmark = pytest.mark.django_db


def handler_gone(heron: Source, admin: Viewer) -> None:
    suspend_person(heron.handler, by=admin)


def reads(source: Source, viewer: Viewer) -> bool:
    try:
        open_identity(source, by=viewer, purpose="contact")
    except DomainError:
        return False
    return True


def test_a_colleague_takes_over_what_was_offered(heron: Source, thai_analyst: Viewer, colleague: Viewer) -> None:
    heron.identify(by=thai_analyst, real_name="Somkiat")
    heron.offer(by=thai_analyst, taker=colleague.person)
    assert not reads(heron, colleague)
    assert [one.source for one in waiting(colleague)] == [heron]
    heron.answer(by=colleague, answer="taken")
    assert open_identity(heron, by=colleague, purpose="contact").real_name == "Somkiat"
    assert not reads(heron, thai_analyst)
    assert waiting(colleague) == []
    with pytest.raises(IllegalMove):
        heron.answer(by=colleague, answer="taken")


def test_only_whom_it_was_offered_to_takes_it(
    heron: Source, thai_analyst: Viewer, colleague: Viewer, thai_liaison: Viewer, thai_supervisor: Viewer
) -> None:
    heron.offer(by=thai_analyst, taker=colleague.person)
    for viewer in (thai_analyst, thai_liaison, thai_supervisor):
        with pytest.raises(NotAllowed):
            heron.answer(by=viewer, answer="taken")
    for answer in ("confirmed", "refused", "", "nonsense"):
        with pytest.raises(IllegalMove):
            heron.answer(by=thai_supervisor, answer=answer)
    heron.answer(by=colleague, answer="declined")
    assert reads(heron, thai_analyst)


def test_an_offer_is_withdrawn_by_its_maker_or_an_officer(
    heron: Source, thai_analyst: Viewer, colleague: Viewer, thai_liaison: Viewer
) -> None:
    heron.offer(by=thai_analyst, taker=colleague.person)
    with pytest.raises(NotAllowed):
        heron.answer(by=colleague, answer="withdrawn")
    with pytest.raises(IllegalMove):
        heron.offer(by=thai_analyst, taker=thai_liaison.person)
    heron.answer(by=thai_liaison, answer="withdrawn")
    heron.offer(by=thai_analyst, taker=thai_liaison.person)
    heron.answer(by=thai_analyst, answer="withdrawn")
    with pytest.raises(IllegalMove):
        heron.answer(by=thai_liaison, answer="taken")


def test_it_goes_to_colleagues_in_office_only(
    heron: Source, thai_analyst: Viewer, thai_admin: Viewer, malay_liaison: Viewer, colleague: Viewer
) -> None:
    for taker in (malay_liaison.person, thai_admin.person, thai_analyst.person):
        with pytest.raises(Invalid):
            heron.offer(by=thai_analyst, taker=taker)
    heron.offer(by=thai_analyst, taker=colleague.person)
    Membership.objects.filter(person=colleague.person).update(roles=["admin"])
    with pytest.raises(Unseen):
        heron.answer(by=Viewer(**vars(colleague) | {"roles": frozenset({"admin"})}), answer="taken")
    with pytest.raises(IllegalMove):
        heron.answer(by=colleague, answer="taken")
    assert reads(heron, thai_analyst)


def test_nobody_replaces_a_handler_in_office(heron: Source, thai_supervisor: Viewer, colleague: Viewer) -> None:
    with pytest.raises(IllegalMove):
        heron.propose(by=thai_supervisor, taker=colleague.person)


def test_a_supervisor_proposes_and_a_second_officer_confirms(
    heron: Source, thai_analyst: Viewer, thai_supervisor: Viewer, thai_liaison: Viewer, thai_admin: Viewer,
    colleague: Viewer,
) -> None:  # fmt: skip
    heron.identify(by=thai_analyst, real_name="Somkiat")
    handler_gone(heron, thai_admin)
    for viewer in (colleague, thai_liaison):
        with pytest.raises(NotAllowed):
            heron.propose(by=viewer, taker=colleague.person)
    with pytest.raises(Invalid):
        heron.propose(by=thai_supervisor, taker=thai_supervisor.person)
    heron.propose(by=thai_supervisor, taker=colleague.person)
    for viewer in (thai_supervisor, colleague):
        with pytest.raises(NotAllowed):
            heron.answer(by=viewer, answer="confirmed")
    with pytest.raises(IllegalMove):
        heron.answer(by=colleague, answer="taken")
    heron.answer(by=thai_liaison, answer="confirmed")
    assert [reads(heron, v) for v in (colleague, thai_supervisor, thai_liaison, thai_analyst)] == [True] + [False] * 3
    event = Event.objects.get(verb="source.confirmed")
    assert (event.actor, event.detail) == (thai_liaison.person_id, {"taker": str(colleague.person_id)})


def test_whoever_is_to_become_the_handler_does_not_confirm(
    heron: Source, thai_supervisor: Viewer, thai_liaison: Viewer, second_supervisor: Viewer, thai_admin: Viewer
) -> None:
    handler_gone(heron, thai_admin)
    heron.propose(by=thai_supervisor, taker=thai_liaison.person)
    with pytest.raises(NotAllowed):
        heron.answer(by=thai_liaison, answer="confirmed")
    heron.answer(by=second_supervisor, answer="refused")
    assert not reads(heron, thai_liaison)


def test_a_handler_who_came_back_keeps_the_source(
    heron: Source, thai_supervisor: Viewer, thai_liaison: Viewer, colleague: Viewer
) -> None:
    membership = Membership.objects.get(person=heron.handler)
    Membership.objects.filter(pk=membership.pk).update(roles=["oversight"])
    heron.propose(by=thai_supervisor, taker=colleague.person)
    Membership.objects.filter(pk=membership.pk).update(roles=["analyst"])
    with pytest.raises(IllegalMove):
        heron.answer(by=thai_liaison, answer="confirmed")


def test_it_is_lost_to_a_handler_who_left(heron: Source, thai_analyst: Viewer) -> None:
    other = member(thai_analyst.agency, "analyst", name="Other Officer")
    Membership.objects.filter(person=thai_analyst.person).update(ended_at="2026-01-01T00:00Z")
    heron.refresh_from_db()
    assert heron.is_orphaned
    assert browser(thai_analyst, stepped_up=True).get(f"/sources/{heron.pk}/reveal/").status_code in {302, 403, 404}
    with pytest.raises(NotAllowed):
        heron.offer(by=other, taker=other.person)


def test_pages_and_programs_hand_over_alike(
    heron: Source, thai_analyst: Viewer, colleague: Viewer, malay_liaison: Viewer, thai_supervisor: Viewer
) -> None:
    where = f"/sources/{heron.pk}/handover/"
    for taker in (malay_liaison.person_id, thai_analyst.person_id):
        assert browser(thai_analyst).post(where, {"taker": taker}).status_code == 422
        assert Program(thai_analyst).post(where, {"taker": str(taker)}).status_code == 422
    assert browser(thai_supervisor).post(where, {"taker": colleague.person_id}).status_code == 409
    assert browser(thai_analyst).post(where, {"taker": colleague.person_id}).status_code == 302
    assert Program(colleague).get(f"/sources/{heron.pk}/").json()["handover"]["answers"] == ["taken", "declined"]
    assert Program(thai_supervisor).get(f"/sources/{heron.pk}/").json()["handler"]["name"] == thai_analyst.person.name
    assert b"Take it over" in browser(colleague).get(f"/sources/{heron.pk}/").content
    assert browser(colleague).post(f"{where}answer/", {"answer": "taken"}).status_code == 302
    assert Program(colleague).post(f"{where}answer/", {"answer": "taken"}).status_code == 409
    assert b"Open the identity" not in browser(thai_analyst).get(f"/sources/{heron.pk}/").content


@pytest.mark.django_db(transaction=True)
def test_of_parallel_confirmations_one_counts(
    heron: Source, thai_supervisor: Viewer, colleague: Viewer, thai_admin: Viewer
) -> None:
    officers = [member(heron.originator, "liaison", name=f"Liaison {n}") for n in range(6)]
    handler_gone(heron, thai_admin)
    heron.propose(by=thai_supervisor, taker=colleague.person)

    def confirm(viewer: Viewer) -> bool:
        try:
            Source.objects.scoped(viewer).get(pk=heron.pk).answer(by=viewer, answer="confirmed")
        except IllegalMove:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(confirm, officers)) == [False] * 5 + [True]
    assert Event.objects.filter(verb="source.confirmed").count() == 1
    assert Handover.objects.scoped(colleague).filter(source=heron).count() == 1
