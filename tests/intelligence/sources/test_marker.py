"""A word planted in what the vault keeps of a source is found nowhere else: no page, no API, no log, no table."""

import json
import logging
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from access.viewer import Viewer
from intelligence.sources.models import Source
from intelligence.sources.registering import register
from tests.agencies.door import browser
from tests.api import Program

pytestmark = pytest.mark.django_db
MARKER = "Zanzibarkrokodil"
COLUMNS = """SELECT table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type IN
    ('text', 'character varying', 'character', 'jsonb', 'json', 'bytea', 'ARRAY', 'tsvector')"""


@pytest.fixture
def heron(thai_analyst: Viewer) -> Source:
    """A source whose whole identity is the marker, opened once."""
    source = register(by=thai_analyst, codename="Heron", real_name=MARKER, contact=f"At {MARKER}")
    page = browser(thai_analyst, stepped_up=True)
    where = f"/sources/{source.pk}"
    assert page.post(f"{where}/identity/", {"notes": f"Notes on {MARKER}"}).status_code == 302
    paid = {"on": date(2026, 3, 1), "amount": Decimal("41772.31"), "currency": "THB", "note": MARKER}
    assert page.post(f"{where}/payments/", paid | {"once": "k"}).status_code == 302
    api = {"real_name": MARKER, "contact": MARKER}
    assert Program(thai_analyst).post(f"{where}/identity/", api).status_code == 204
    shown = page.post(f"{where}/reveal/", {"purpose": "safety"}).content.decode()
    assert MARKER in shown
    assert "41772.31" in shown
    return source


def test_no_table_holds_it_in_the_clear(heron: Source) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        columns = cursor.fetchall()
        assert ("vault_vaultfield", "sealed", "bytea") in columns
        for table, column, kind in columns:
            text = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            for word in (MARKER, "41772.31"):
                cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {text} ILIKE %s', [f"%{word}%"])
                assert cursor.fetchone() == (0,), f"{table}.{column}"


def test_no_page_and_no_answer_shows_it(
    heron: Source, thai_analyst: Viewer, thai_supervisor: Viewer, thai_admin: Viewer, overseer: Viewer,
    malay_liaison: Viewer, khmer_liaison: Viewer,
) -> None:  # fmt: skip
    where = f"/sources/{heron.pk}/"
    pages = ["/", "/sources/", where, f"{where}identity/", f"{where}payments/", f"{where}handover/", f"{where}reveal/",
             "/oversight/"]  # fmt: skip
    for viewer in (thai_analyst, thai_supervisor, thai_admin, overseer, malay_liaison, khmer_liaison):
        reader = browser(viewer, stepped_up=True)
        for page in pages:
            assert MARKER.encode() not in reader.get(page).content, page
        for address in ("/sources/", where, f"{where}grades/", "/events/"):
            assert MARKER.encode() not in Program(viewer).get(address).content, address


def test_a_refused_form_shows_it_to_its_writer_alone_and_keeps_nothing(heron: Source, thai_analyst: Viewer) -> None:
    page = browser(thai_analyst)
    typed = page.post(f"/sources/{heron.pk}/identity/", {"real_name": f"{MARKER}\u202e"})
    assert typed.status_code == 422
    assert MARKER in typed.content.decode()
    test_no_table_holds_it_in_the_clear(heron)


def test_what_is_shown_of_a_world_has_ids_only(heron: Source) -> None:
    said = StringIO()
    call_command("world", "show", stdout=said)
    assert MARKER not in said.getvalue()
    assert "Heron" not in json.dumps(said.getvalue())


def test_no_logger_hears_of_it(thai_analyst: Viewer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    source = register(by=thai_analyst, codename="Egret", real_name=MARKER)
    page = browser(thai_analyst, stepped_up=True)
    page.post(f"/sources/{source.pk}/reveal/", {"purpose": "safety"})
    page.post(f"/sources/{source.pk}/payments/", {"note": MARKER})
    assert MARKER not in caplog.text


def test_objects_say_nothing_of_themselves(heron: Source) -> None:
    assert "Heron" not in f"{heron!r}{heron}"
