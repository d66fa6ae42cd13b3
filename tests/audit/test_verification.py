"""`verify_log` names what was changed, removed or slipped in, and says so by its exit code."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from audit.keeping import seal_status
from audit.models import Era, Event, Seal
from audit.sealing import begin_era, current_era, seal_left_over
from audit.verification import verify
from tests.audit.tampering import guards_off, written

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def events() -> list[Event]:
    """Six events under two seals."""
    made = written(6)
    with transaction.atomic():
        seal_left_over(current_era(), batch=3)
    assert verify().finding is None
    return made


def as_owner(sql: str, *values: int) -> None:
    with guards_off(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "change",
    [
        "purpose = 'other'",
        "actor = gen_random_uuid()",
        "owner = NULL",
        "xid = '1'",
        "xid = '99999999999'",
        """detail = '{"a": 1}'""",
        "objects = ARRAY[gen_random_uuid()]",
        "at = at + interval '1 microsecond'",
    ],
)
def test_a_changed_row_is_named(events: list[Event], change: str) -> None:
    as_owner(f"UPDATE audit_event SET {change} WHERE id = %s", events[4].id)
    finding = verify().finding
    assert finding is not None
    assert "changed" in finding.what
    assert (finding.event_id, finding.at) == (events[4].id, events[4].at)


def test_a_removed_row_is_named(events: list[Event]) -> None:
    as_owner("DELETE FROM audit_event WHERE id IN (%s, %s)", events[2].id, events[4].id)
    finding = verify().finding
    assert finding is not None
    assert "removed" in finding.what
    assert (finding.event_id, finding.at) == (events[2].id, events[2].at)


def test_a_row_that_slipped_in_is_named(events: list[Event]) -> None:
    as_owner("UPDATE audit_event SET xid = '1' WHERE id = %s", written()[0].id)
    slipped = Event.objects.order_by("-id")[0]
    finding = verify().finding
    assert finding is not None
    assert "slipped in" in finding.what
    assert (finding.event_id, finding.at) == (slipped.id, slipped.at)


def test_a_row_slipped_into_a_closed_era_is_named(events: list[Event]) -> None:
    begin_era("restored")
    as_owner(
        "INSERT INTO audit_event (id, xid, verb, led, object_type, root_type, objects, recipients, purpose, detail)"
        " VALUES (%s, '99999999999', 'case.edited', 'alteration', 'case', 'case', '{}', '{}', '', '{}')",
        events[0].id,
    )
    finding = verify().finding
    assert finding is not None
    assert (finding.event_id, "slipped in" in finding.what) == (events[0].id, True)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM audit_sealedrow WHERE event_id = (SELECT min(event_id) FROM audit_sealedrow)",
        "UPDATE audit_sealedrow SET hash = sha256('x') WHERE place = 0 AND seal_id = 2",
        "UPDATE audit_seal SET head = sha256('x') WHERE number = 1",
        "UPDATE audit_seal SET at = now() WHERE number = 1",
        "UPDATE audit_seal SET rows = rows + 1 WHERE number = 1",
        "UPDATE audit_era SET reason = 'nothing happened'",
    ],
)
def test_a_changed_seal_is_found(events: list[Event], change: str) -> None:
    as_owner(change)
    assert verify().finding is not None


def test_a_row_removed_with_its_hash_is_found(events: list[Event]) -> None:
    as_owner("DELETE FROM audit_sealedrow WHERE event_id = %s", events[1].id)
    as_owner("DELETE FROM audit_event WHERE id = %s", events[1].id)
    finding = verify().finding
    assert finding is not None
    assert "removed together with its hash" in finding.what


def test_the_command_says_what_was_walked(events: list[Event]) -> None:
    written(2)
    out = StringIO()
    call_command("verify_log", stdout=out)
    assert "6 rows" in out.getvalue()
    assert "2 rows wait" in out.getvalue()
    status = seal_status()
    assert status is not None
    assert (status.number, status.era, status.verdict) == (2, 1, "log.verified")


def test_the_command_fails_and_names_the_row(events: list[Event]) -> None:
    as_owner("DELETE FROM audit_event WHERE id = %s", events[3].id)
    with pytest.raises(CommandError, match=f"event {events[3].id} of .*: removed") as failed:
        call_command("verify_log")
    assert failed.value.returncode == 1
    status = seal_status()
    assert status is not None
    assert status.verdict == "log.doubted"


def exported(tmp_path: Path, *options: str) -> Path:
    out, kept = StringIO(), tmp_path / "heads.jsonl"
    call_command("export_heads", *options, stdout=out)
    kept.write_text(out.getvalue())
    return kept


def test_exported_heads_agree(events: list[Event], tmp_path: Path) -> None:
    heads = exported(tmp_path, "--after", "0")
    assert len(heads.read_text().splitlines()) == Seal.objects.count()
    call_command("verify_log", "--heads", str(heads))


def rewrite_the_chain() -> None:
    """What an owner of all tables can do: remove the seals with their rows, and let the sealer start again."""
    with guards_off(), connection.cursor() as cursor:
        for table in ("audit_sealedrow", "audit_seal", "audit_era"):
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("DELETE FROM audit_event WHERE id = (SELECT min(id) FROM audit_event)")


def test_a_chain_made_anew_is_told_by_the_exported_head(events: list[Event], tmp_path: Path) -> None:
    heads = exported(tmp_path)
    rewrite_the_chain()
    with transaction.atomic():
        seal_left_over(current_era())
    assert verify().finding is None, "from inside, the new chain fits"
    with pytest.raises(CommandError, match="exported"):
        call_command("verify_log", "--heads", str(heads))


@pytest.mark.parametrize(
    "line", ["", "nonsense", "[1]", json.dumps({"seal": 1}), json.dumps({"seal": "x", "head": ""})]
)
def test_a_file_of_heads_that_is_none_is_a_clear_error(tmp_path: Path, line: str) -> None:
    kept = tmp_path / "heads"
    kept.write_text(line + "\n")
    with pytest.raises(CommandError, match="line 1"):
        call_command("verify_log", "--heads", str(kept))


def test_new_era_is_a_command_that_asks_for_a_reason(events: list[Event]) -> None:
    with pytest.raises(CommandError):
        call_command("new_era", "--reason", " ")
    out = StringIO()
    call_command("new_era", "--reason", "restored from tape", stdout=out)
    assert "Era 2 has begun" in out.getvalue()
    assert Era.objects.get(number=2).reason == "restored from tape"


def test_a_log_before_its_first_seal_fits() -> None:
    written(2)
    verdict = verify()
    assert (verdict.finding, verdict.eras, verdict.seals, verdict.waiting) == (None, 0, 0, 2)
