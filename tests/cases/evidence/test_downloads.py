"""A file leaves through the access check alone, whole, as a download, and on the record."""

import hashlib
import logging
from uuid import UUID

import pytest

from access.viewer import Viewer
from audit.models import Event, Led
from cases.evidence.models import Evidence, EvidenceFile
from cases.models import Case
from coordination_center.files import keeping
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.evidence.conftest import newest, upload
from tests.cast import case_of, taken_in
from tests.frame.files import sound

pytestmark = pytest.mark.django_db


def where(item: Evidence, file: EvidenceFile | None = None, *, case: Case | None = None, small: bool = False) -> str:
    pk, file = (case or item.case).pk, file or newest(item)
    return f"/cases/{pk}/evidence/{item.pk}/files/{file.pk}/" + ("thumbnail/" if small else "")


def downloads() -> list[tuple[str, list[UUID]]]:
    rows = Event.objects.filter(verb="evidence.downloaded").order_by("id")
    return [(row.led, row.recipients) for row in rows]


def test_a_reader_gets_the_bytes_and_the_log_says_so(
    statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    for by in (thai_analyst, khmer_liaison):
        got = browser(by).get(where(statement))
        assert got.status_code == 200
        assert hashlib.sha256(got.content).hexdigest() == newest(statement).sha256
        assert got["Content-Disposition"].startswith('attachment; filename="statement.pdf"')
        assert "sandbox" in got["Content-Security-Policy"]
        assert got["Cache-Control"] == "no-store"
    assert downloads() == [(Led.CONSULTATION, []), (Led.DISCLOSURE, [khmer_liaison.agency_id])]
    assert Event.objects.filter(verb="case.consulted", agency=khmer_liaison.agency_id).count() == 1


def test_a_program_gets_the_same(statement: Evidence, khmer_liaison: Viewer) -> None:
    got = Program(khmer_liaison).get(where(statement))
    assert (got.status_code, got.content) == (200, sound.pdf())
    assert len(downloads()) == 1


def test_a_download_moves_no_case(statement: Evidence, khmer_liaison: Viewer) -> None:
    before = Case.objects.values().get(pk=statement.case_id)
    browser(khmer_liaison).get(where(statement))
    assert Case.objects.values().get(pk=statement.case_id) == before


def test_whoever_may_not_read_it_gets_what_an_absent_one_gets(
    ranong: Case, ours: Evidence, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    nowhere = where(ours).replace(str(newest(ours).pk), "00000000-0000-4000-8000-000000000000")
    for by in (khmer_liaison, malay_liaison):
        absent = browser(by).get(nowhere)
        for address in (where(ours), where(ours, small=True)):
            got = browser(by).get(address)
            assert (got.status_code, got.content) == (404, absent.content)
            assert Program(by).get(where(ours)).status_code == 404
    assert downloads() == []


def test_the_file_of_one_item_is_not_reached_through_another(
    ranong: Case, statement: Evidence, ours: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    """A seen item, a seen case, and the id of a file that hangs elsewhere."""
    elsewhere = taken_in(case_of(khmer_liaison), thai_analyst, by=khmer_liaison)
    for by, address in (
        (khmer_liaison, where(statement, newest(ours))),
        (thai_analyst, where(statement, newest(ours))),
        (khmer_liaison, where(statement, case=elsewhere)),
        (thai_analyst, where(ours, case=elsewhere, small=True)),
    ):
        assert browser(by).get(address).status_code == 404
        assert Program(by).get(address.removesuffix("thumbnail/")).status_code == 404


def test_a_withdrawn_item_gives_out_nothing(statement: Evidence, thai_analyst: Viewer) -> None:
    statement.withdraw(by=thai_analyst, reason="x")
    assert browser(thai_analyst).get(where(statement)).status_code == 404


def test_an_ended_part_ends_the_downloads(
    ranong: Case, statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    tab = browser(khmer_liaison)
    assert tab.get(where(statement)).status_code == 200
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert tab.get(where(statement)).status_code == 404


@pytest.mark.parametrize("harm", ["changed", "cut", "gone", "swapped"])
def test_what_is_not_as_it_was_stored_is_not_given_out(
    ranong: Case, statement: Evidence, thai_analyst: Viewer, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    place = keeping.place(newest(statement).key)
    data = place.read_bytes()
    if harm == "gone":
        place.unlink()
    elif harm == "swapped":  # by somebody who has the key: sealed as it should be, and other bytes
        other = keeping.keep([b"%PDF-1.4 other"], name="a.pdf", kind="application/pdf")
        _reseal(newest(statement).key, other.key)
    else:
        place.write_bytes(data[:-5] if harm == "cut" else data[:-1] + bytes([data[-1] ^ 1]))
    with caplog.at_level(logging.CRITICAL):
        got = browser(thai_analyst).get(where(statement))
        assert Program(thai_analyst).get(where(statement)).status_code == 409
    assert got.status_code == 409
    assert b"%PDF" not in got.content
    assert "NOT as it was stored" in caplog.text
    assert Event.objects.filter(verb="evidence.damaged").count() == 2
    assert downloads() == []


def _reseal(key: str, other: str) -> None:
    """Put the other file's bytes where the first lies, sealed for it."""
    with keeping.opened(other) as file:
        data = file.read()
    with keeping.place(key).open("wb") as out:
        keeping._write_sealed(out, [data], key, keeping.AS_SENT)


def test_a_thumbnail_is_shown_to_readers(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    item = Evidence.add(ranong, by=thai_analyst, title="Pier", file=upload(sound.jpeg(), "pier.jpg"))
    got = browser(khmer_liaison).get(where(item, small=True))
    assert (got.status_code, got["Content-Type"]) == (200, "image/jpeg")
    assert got["Content-Disposition"].startswith("inline; ")
    assert downloads() == []


def test_a_file_without_a_thumbnail_or_with_a_damaged_one_has_none(
    statement: Evidence, ours: Evidence, thai_analyst: Viewer
) -> None:
    keeping.place(newest(ours).small_key).write_bytes(b"x")
    for item in (statement, ours):
        assert browser(thai_analyst).get(where(item, small=True)).status_code == 404


def test_a_table_with_a_formula_stays_as_it_is_and_a_download(ranong: Case, thai_analyst: Viewer) -> None:
    data = b"name,sum\nx,=1+1\n"
    item = Evidence.add(ranong, by=thai_analyst, title="Payments", file=upload(data, "payments.csv"))
    got = browser(thai_analyst).get(where(item))
    assert got.content == data
    assert got["Content-Disposition"].startswith("attachment; ")
