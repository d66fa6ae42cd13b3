"""A word planted in the sheet and the messages is found nowhere else: no page, no API, no mail, no log, no table."""

import logging
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from access.viewer import Viewer
from agencies.models import Agency
from cases.alerts.codes import Word
from cases.alerts.models import Alert
from cases.models import Case
from notifications.dispatching import dispatch
from notifications.sending import send_due
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.alerts.conftest import MARKER, desk_of
from tests.cast import member
from tests.intelligence.sources.test_marker import COLUMNS

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(alert: Alert, malay_liaison: Viewer, thai_liaison: Viewer) -> Alert:
    """The alert with messages, opened once by a desk, and told to everybody."""
    Agency.objects.update(desk_email="desk@example.org")
    desk = alert.acknowledge(by=malay_liaison, word=Word.INFORMATION, text=f"Seen {MARKER}")
    alert.write(desk, by=thai_liaison, text=f"Where was {MARKER}?")
    shown = browser(malay_liaison, stepped_up=True).post(f"/alerts/{alert.pk}/sheet/reveal/", {"purpose": "search"})
    assert MARKER in shown.content.decode()
    dispatch()
    send_due()
    return alert


def in_tables(*words: str) -> list[str]:
    """The columns of the database in which one of these words stands."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column, kind in cursor.fetchall():
            text = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            for word in words:
                cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {text} ILIKE %s', [f"%{word}%"])
                if cursor.fetchone() != (0,):
                    found.append(f"{table}.{column}")
    return found


def test_no_table_holds_it_in_the_clear(busy: Alert) -> None:
    assert in_tables(MARKER) == []


def test_after_the_end_nothing_sealed_is_left(busy: Alert, thai_liaison: Viewer) -> None:
    def sealed() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), count(r.sealed_key) FROM vault_vaultrecord r LEFT JOIN vault_vaultfield f"
                           " ON f.record_id = r.id WHERE r.kind LIKE 'alert%%' AND f.id IS NOT NULL")  # fmt: skip
            return cursor.fetchone()

    assert sealed() != (0, 0)
    busy.close(by=thai_liaison, outcome="safe")
    assert sealed() == (0, 0)
    assert in_tables(MARKER) == []


def test_no_mail_says_it_nor_whose_alert_it_is(busy: Alert) -> None:
    assert len(mail.outbox) >= 2
    said = "".join(f"{one.subject}{one.body}{one.extra_headers}" for one in mail.outbox)
    assert MARKER not in said
    assert busy.number not in said
    assert "Ranong" not in said


def test_no_page_and_no_answer_shows_it(
    busy: Alert, ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer, khmer_liaison: Viewer,
    thai_admin: Viewer, overseer: Viewer, centre_admin: Viewer,
) -> None:  # fmt: skip
    where = f"/alerts/{busy.pk}/"
    line = f"{where}desks/{desk_of(busy, malay_liaison).pk}/messages/"
    pages = ["/", "/alerts/", where, f"{where}live/", f"{where}sheet/reveal/", f"{where}desks/", line, f"{line}reveal/",
             f"{where}closure/", "/inbox/", "/inbox/clocks/", f"/cases/{ranong.pk}/", f"/cases/{ranong.pk}/log/",
             "/oversight/"]  # fmt: skip
    caseworker = member(malay_liaison.agency, "caseworker")
    everybody = (
        thai_liaison,
        malay_liaison,
        lao_liaison,
        khmer_liaison,
        thai_admin,
        overseer,
        centre_admin,
        caseworker,
    )
    for viewer in everybody:
        reader, program = browser(viewer, stepped_up=True), Program(viewer)
        for page in pages:
            assert MARKER.encode() not in reader.get(page).content, (page, viewer)
        for address in ("/alerts/", where, f"{where}desks/", "/events/", "/notifications/"):
            assert MARKER.encode() not in program.get(address).content, (address, viewer)
        found = reader.post("/cases/search/", {"q": "scar bus station mother"}).content
        assert MARKER.encode() not in found


def test_those_who_may_not_get_nothing_out_of_a_reveal(
    busy: Alert, malay_liaison: Viewer, lao_liaison: Viewer, khmer_liaison: Viewer, thai_admin: Viewer, overseer: Viewer
) -> None:
    where, line = f"/alerts/{busy.pk}/", desk_of(busy, malay_liaison).pk
    admin = member(malay_liaison.agency, "admin")
    caseworker = member(malay_liaison.agency, "caseworker")
    for viewer, status in ((khmer_liaison, 404), (thai_admin, 404), (overseer, 404), (admin, 404), (caseworker, 403)):
        answer = browser(viewer, stepped_up=True).post(f"{where}sheet/reveal/", {"purpose": "search"})
        assert answer.status_code == status
        assert MARKER not in answer.content.decode()
    thread = f"{where}desks/{line}/messages/reveal/"
    assert browser(lao_liaison, stepped_up=True).post(thread, {"purpose": "answer"}).status_code == 404
    own = browser(malay_liaison, stepped_up=True).post(thread, {"purpose": "answer"})
    assert f"Where was {MARKER}?" in own.content.decode()


def test_no_logger_hears_of_it(busy: Alert, thai_liaison: Viewer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    page = browser(thai_liaison, stepped_up=True)
    page.post(f"/alerts/{busy.pk}/sheet/reveal/", {"purpose": "correction"})
    page.post(f"/alerts/{busy.pk}/desks/", {"desks": MARKER})
    assert MARKER not in caplog.text
