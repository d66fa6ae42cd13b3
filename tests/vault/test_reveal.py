"""An identity opens for its reader alone, with a purpose, counted and recorded for good."""

from uuid import UUID, uuid4

import pytest
from django.db import transaction

from access.viewer import Viewer
from agencies.limits import LIMITS, REVEAL
from audit.models import Event
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, TooMany, Unseen
from tests.cast import also
from tests.vault.conftest import NAME, PHONE
from vault.records import append, erase, write
from vault.reveal import reveal

pytestmark = pytest.mark.django_db


def openings(pk: UUID) -> list[Event]:
    return list(Event.objects.filter(verb="vault.revealed", object_ids__contains=[pk]))


def test_its_reader_reads_it(identity: UUID, thai_analyst: Viewer) -> None:
    append(identity, "line", "first")
    append(identity, "line", "second")
    found = reveal(identity, by=thai_analyst, purpose="safety")
    assert (found.one("name"), found.one("phone"), found.all("line")) == (NAME, PHONE, ["first", "second"])
    assert (found.one("line"), found.one("nothing"), found.all("nothing")) == ("first", "", [])


def test_an_opening_is_recorded_with_ids_and_codes_only(identity: UUID, thai_analyst: Viewer) -> None:
    reveal(identity, by=thai_analyst, purpose="safety")
    (event,) = openings(identity)
    assert (event.actor, event.agency, event.purpose) == (thai_analyst.person_id, thai_analyst.agency_id, "safety")
    assert event.detail == {"fields": ["name", "phone"]}
    assert NAME not in str(event.__dict__)


def test_a_colleague_who_is_no_reader_is_refused(identity: UUID, thai_supervisor: Viewer, thai_admin: Viewer) -> None:
    for viewer in (thai_supervisor, thai_admin):
        with pytest.raises(NotAllowed):
            reveal(identity, by=viewer, purpose="safety")
    assert openings(identity) == []


def test_another_agencys_identity_is_as_absent(
    identity: UUID, readers: set[UUID], thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    readers.add(malay_liaison.person_id)  # even were the using app's rule mistaken
    elsewhere = also(thai_analyst, malay_liaison.agency, "analyst")
    for pk in (identity, uuid4()):
        for viewer in (malay_liaison, elsewhere):
            with pytest.raises(Unseen):
                reveal(pk, by=viewer, purpose="safety")


def test_without_a_purpose_nothing_opens(identity: UUID, thai_analyst: Viewer) -> None:
    for purpose in ("", "curiosity"):
        with pytest.raises(Invalid):
            reveal(identity, by=thai_analyst, purpose=purpose)
    assert openings(identity) == []


def test_openings_are_counted_and_refused_ones_too(
    identity: UUID, readers: set[UUID], thai_analyst: Viewer, thai_liaison: Viewer
) -> None:
    most = LIMITS[REVEAL].pair.most
    reveal(identity, by=thai_analyst, purpose="safety")
    for _turn in range(most - 1):
        with pytest.raises(Unseen):
            reveal(uuid4(), by=thai_analyst, purpose="safety")
    with pytest.raises(TooMany) as full:
        reveal(identity, by=thai_analyst, purpose="safety")
    assert full.value.context["retry_after"] > 0
    readers.add(thai_liaison.person_id)
    reveal(identity, by=thai_liaison, purpose="safety")  # another's quota is untouched


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_run_where_a_rollback_could_undo_its_record(identity: UUID, thai_analyst: Viewer) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        reveal(identity, by=thai_analyst, purpose="safety")
    assert openings(identity) == []


def test_what_was_destroyed_stays_destroyed(identity: UUID, thai_analyst: Viewer) -> None:
    erase(identity, by=thai_analyst)
    with pytest.raises(IllegalMove):
        reveal(identity, by=thai_analyst, purpose="safety")
    with pytest.raises(IllegalMove):
        write(identity, name="Again")
    with pytest.raises(IllegalMove):
        erase(identity, by=thai_analyst)
    assert Event.objects.filter(verb="vault.erased", object_ids__contains=[identity]).count() == 1


def test_a_revealed_identity_says_nothing_of_itself(identity: UUID, thai_analyst: Viewer) -> None:
    found = reveal(identity, by=thai_analyst, purpose="safety")
    assert f"{found} {found!r} {[found]}" == "<Revealed> <Revealed> [<Revealed>]"
