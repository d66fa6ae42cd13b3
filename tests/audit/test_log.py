"""Writing the log: what a row holds, what is refused, and that nothing happens when it cannot be written."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from audit.log import SYSTEM, By, Led, Ref, consulted, denial, record
from audit.models import Event, Outbox
from coordination_center.errors import CannotRecord

pytestmark = pytest.mark.django_db

WHO = By(uuid4(), uuid4(), uuid4())


def a_case() -> Ref:
    case = uuid4()
    return Ref("case", case, "case", case, uuid4())


def test_a_record_holds_who_what_and_where() -> None:
    case = a_case()
    event = record("case.opened", by=WHO, on=case, detail={"tlp": "AMBER+STRICT"}, recipients=[case.id])
    row = Event.objects.get(id=event.id)
    assert (row.actor, row.agency, row.request_id) == (WHO.person_id, WHO.agency_id, WHO.request_id)
    assert (row.object_type, row.object_id, row.root_id, row.owner) == ("case", case.id, case.root, case.owner)
    assert (row.verb, row.led, row.detail) == ("case.opened", Led.ALTERATION, {"tlp": "AMBER+STRICT"})
    assert row.recipients == [case.id]


def test_the_database_gives_time_and_transaction() -> None:
    event = record("case.opened", by=WHO, on=a_case())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        assert event.xid == int(cursor.fetchone()[0])
    assert abs((timezone.now() - event.at).total_seconds()) < 60


def test_a_loaded_world_may_lie_in_the_past() -> None:
    then = datetime(2017, 3, 1, tzinfo=UTC)
    record("case.opened", by=SYSTEM, on=a_case(), at=then)
    assert Event.objects.filter(at=then).count() == 1


def test_a_record_waits_in_the_outbox_and_a_consultation_does_not() -> None:
    event = record("case.opened", by=WHO, on=a_case())
    consulted(by=WHO, refs=[a_case()], purpose="duty")
    assert list(Outbox.objects.values_list("event_id", flat=True)) == [event.id]


def test_one_consulted_record_is_the_object() -> None:
    case = a_case()
    event = consulted(by=WHO, refs=[case], purpose="duty")
    assert (event.verb, event.led, event.purpose) == ("case.consulted", Led.CONSULTATION, "duty")
    assert (event.object_id, event.root_id, event.owner, event.object_ids) == (case.id, case.root, case.owner, [])


def test_a_consulted_list_is_one_row_with_the_ids() -> None:
    cases = [a_case(), a_case()]
    event = consulted(by=WHO, refs=cases, purpose="")
    assert (event.object_id, event.root_id, event.owner) == (None, None, None)
    assert event.object_ids == [case.id for case in cases]


def test_a_list_of_one_owner_keeps_the_owner_and_lists_the_roots() -> None:
    case = a_case()
    notes = [Ref("note", uuid4(), "case", case.id, case.owner) for _ in range(2)]
    event = consulted(by=WHO, refs=notes, purpose="")
    assert event.owner == case.owner
    assert set(event.object_ids) == {note.id for note in notes} | {case.id}


def test_an_empty_list_is_recorded_too() -> None:
    event = consulted(by=WHO, refs=[], purpose="")
    assert (event.verb, event.object_ids) == ("list.consulted", [])


def test_a_denial_has_no_owner_and_no_root() -> None:
    event = denial(by=WHO, object_type="case", object_id=uuid4(), action="case.read")
    assert (event.verb, event.owner, event.root_id) == ("access.denied", None, None)
    assert event.detail == {"action": "case.read"}


@pytest.mark.parametrize("prose", ["he told me", "line\nbreak", 1.5, {"deep": 1}, "x" * 101, ["two words"]])
def test_content_in_the_detail_is_refused(prose: object) -> None:
    with pytest.raises(ValueError, match="takes ids"):
        record("case.edited", by=WHO, on=a_case(), detail={"why": prose})


def test_ids_and_lists_in_the_detail_are_taken() -> None:
    one = uuid4()
    event = record("case.edited", by=WHO, on=a_case(), detail={"fields": ["title", "tlp"], "with": one})
    assert event.detail == {"fields": ["title", "tlp"], "with": str(one)}


@pytest.mark.django_db(transaction=True)
def test_a_record_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError):
        record("case.opened", by=WHO, on=a_case())
    assert not Event.objects.exists()


@pytest.mark.parametrize("table", ["audit_event", "audit_outbox"])
def test_what_cannot_be_recorded_raises(table: str) -> None:
    with pytest.raises(CannotRecord), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} RENAME TO away")
        record("case.opened", by=WHO, on=a_case())


@pytest.mark.parametrize("verb", ["opened", "Case.opened", "case opened", "case.opened.twice"])
def test_a_verb_is_an_object_and_a_participle(verb: str) -> None:
    with pytest.raises(CannotRecord):
        record(verb, by=WHO, on=a_case())
