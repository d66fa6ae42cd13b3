"""The log's partitions: this month and three ahead; anything else falls into the default one."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from audit.months import make_months
from audit.sealing import fetch
from audit.tasks import make_months as task
from tests.audit.tampering import written

pytestmark = pytest.mark.django_db


def partition_of(event_id: int) -> str:
    return str(fetch("SELECT tableoid::regclass::text FROM audit_event WHERE id = %s", [event_id])[0][0])


def drop(partition: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DROP TABLE {partition}")


def this_month() -> str:
    return f"audit_event_{timezone.now().astimezone(UTC):%Y_%m}"


def test_an_event_of_now_lies_in_its_month() -> None:
    make_months()
    assert partition_of(written()[0].id) == this_month()


def test_an_event_of_long_ago_lies_in_the_default_partition() -> None:
    assert partition_of(written(at=datetime(2017, 3, 1, tzinfo=UTC))[0].id) == "audit_event_default"


def test_missing_months_are_made_once() -> None:
    make_months()
    ahead = make_months(5)
    assert len(ahead) == 2
    assert make_months(5) == []


def test_a_new_month_is_guarded_like_the_others() -> None:
    make_months()
    [new] = make_months(4)
    guards = fetch("SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass ORDER BY 1", [new])
    assert guards == [("audit_no_change", "A"), ("audit_no_truncate", "A")]


def test_a_month_whose_rows_lie_in_the_default_partition_stays_there() -> None:
    make_months()
    [new] = make_months(4)
    drop(new)
    event = written(at=timezone.now() + timedelta(days=125))[0]
    month = f"audit_event_{event.at:%Y_%m}"
    assert month not in make_months(6)
    assert partition_of(event.id) == "audit_event_default"


def test_the_command_and_the_task_do_the_same() -> None:
    make_months()
    out = StringIO()
    call_command("make_months", "--ahead", "4", stdout=out)
    assert out.getvalue().startswith("audit_event_")
    task()
    call_command("make_months", stdout=out)
    assert "All months are there." in out.getvalue()
