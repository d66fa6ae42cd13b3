"""Tables of subjects: read by their headings, shown row by row, written down together and once."""

import re
from contextlib import suppress
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from access.viewer import Viewer
from cases.models import Case
from cases.subjects import importing
from cases.subjects.models import Subject, SubjectName
from cases.subjects.tables import Column, decoded, read_table
from coordination_center.errors import DomainError, Invalid
from tests.agencies.door import browser
from tests.cast import taken_in

COLUMNS = (Column("name", ("name", "ชื่อ")), Column("phone", ("phone",), several=True))
TABLE = (
    "ชื่อ\tOther names\trole\tborn\tnationality\tphone\tpassport\n"
    "สมชาย\tSomchai; Toto\tsuspect\t17/5/2523\tTH, Myanmar\t081 234 5678\tAA1\n"
    "Min Aung\t\trecruiter\t1991\tMM\t\t\n"
)
db = pytest.mark.django_db


def read(text: str) -> Any:
    return read_table(text, COLUMNS, required=("name",))


# --- reading  ---
@pytest.mark.parametrize("sign", ["\t", ",", ";"])
def test_cells_by_their_headings(sign: str) -> None:
    table = read(f"Phone{sign}NAME{sign}phone{sign}shoe\n1{sign}A{sign}2{sign}44\n\n{sign}B{sign}{sign}\n")
    rows = [(row.number, row.one("name"), row.all("phone")) for row in table.rows]
    assert rows == [(2, "A", ["1", "2"]), (4, "B", [])]
    assert table.unknown == ["shoe"]


@pytest.mark.parametrize(
    "text",
    ["", "  \n", "colour\nred", "name\tname\nA\tB", 'name\n"A', "name\n" + "A\n" * 1001, "name\0\nA"],
)
def test_what_is_no_table(text: str) -> None:
    with pytest.raises(Invalid):
        read(text)


def test_what_is_wrong_with_a_cell_is_said_of_its_row() -> None:
    rows = read("name,phone\n<b>A,1\nB\u202e,2\nC,3,4\n" + "x" * 4001).rows
    assert [bool(row.errors) for row in rows] == [True, True, True, True]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_by_their_mark(encoding: str) -> None:
    assert decoded("ชื่อ".encode(encoding)).lstrip("\ufeff") == "ชื่อ"


def test_thai_of_windows_is_read_where_it_is_said_and_never_guessed() -> None:
    assert decoded("ชื่อ".encode("cp874"), encoding="cp874") == "ชื่อ"
    with pytest.raises(Invalid):
        decoded("ชื่อ".encode("cp874"))


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(DomainError):
        assert len(read(text).rows) <= 1000


# --- what it would make  ---
@db
def test_a_preview_says_what_would_be_made_and_writes_nothing(ranong: Case, thai_analyst: Viewer) -> None:
    first, second = importing.preview(thai_analyst, ranong, TABLE).drafts
    assert [name.text for name in first.names] == ["สมชาย", "Somchai", "Toto"]
    assert first.facts == {"role": "suspect", "born": "1980-05-17", "nationality": ["TH", "MM"]}
    assert [(n.kind, n.value) for n in first.numbers] == [("phone", "081 234 5678"), ("passport", "AA1")]
    assert (second.number, second.facts["born"]) == (3, "1991")
    assert not Subject.objects.unscoped("test").exists()


@db
@pytest.mark.parametrize(
    ("heading", "cell"),
    [("role", "potential victim"), ("role", "friend"), ("kind", "Ghost"), ("born", "1/2/1980"), ("nationality", "Siam"),
     ("name", ""), ("tags", "x" * 50)],
)  # fmt: skip
def test_errors_are_said_row_by_row(ranong: Case, thai_analyst: Viewer, heading: str, cell: str) -> None:
    head, row = ("name\tnote", f"{cell}\tn") if heading == "name" else (f"name\t{heading}", f"A\t{cell}")
    found = importing.preview(thai_analyst, ranong, f"{head}\n{row}\n")
    assert (len(found.good), len(found.bad[0].errors)) == (0, 1)


@db
def test_what_may_be_there_already(ranong: Case, suspect: Subject, hidden: Subject, khmer_liaison: Viewer) -> None:
    """By a number in another writing, by a name in another script; the hidden is no candidate for a stranger to it."""
    table = "name\tphone\nSomeone\t+66 81 234 5678\nSomchai Jaidee\t\nsomeone\t\nColonel Secret\t+66899999999\n"
    found = importing.preview(khmer_liaison, ranong, table).drafts
    assert [[one.label for one in draft.likely] for draft in found] == [["สมชาย ใจดี"], ["สมชาย ใจดี"], ["Someone"], []]


# --- writing it down  ---
def sealed_in(page: str) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', page)
    assert found
    return found[1]


def previewed(viewer: Viewer, case: Case, **sent: Any) -> str:
    answer = browser(viewer).post(f"/cases/{case.pk}/subjects/import/", {"encoding": ""} | sent)
    assert answer.status_code == 200
    return sealed_in(answer.content.decode())


@db
def test_what_was_shown_is_written_down_once(ranong: Case, thai_analyst: Viewer) -> None:
    sealed, address = previewed(thai_analyst, ranong, text=TABLE), f"/cases/{ranong.pk}/subjects/import/run/"
    client = browser(thai_analyst)
    for _again in range(3):
        assert client.post(address, {"sealed": sealed}).status_code == 302
    assert sorted(Subject.objects.visible_to(thai_analyst).values_list("label", flat=True)) == ["Min Aung", "สมชาย"]
    assert SubjectName.objects.visible_to(thai_analyst).count() == 4


@db
def test_a_row_that_is_ticked_is_left_out(ranong: Case, thai_analyst: Viewer) -> None:
    sent = {"sealed": previewed(thai_analyst, ranong, text=TABLE), "skip": ["2", "x"]}
    browser(thai_analyst).post(f"/cases/{ranong.pk}/subjects/import/run/", sent)
    assert [row.label for row in Subject.objects.visible_to(thai_analyst)] == ["Min Aung"]


@db
def test_a_file_for_some_agencies(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    file = SimpleUploadedFile("s.csv", TABLE.replace("\t", ",").replace("TH, ", "").encode("utf-16"))
    sealed = previewed(thai_analyst, ranong, file=file, only=[str(thai_analyst.agency_id)])
    browser(thai_analyst).post(f"/cases/{ranong.pk}/subjects/import/run/", {"sealed": sealed})
    assert Subject.objects.visible_to(thai_analyst).count() == 2
    assert not Subject.objects.visible_to(khmer_liaison).exists()


@db
def test_a_preview_is_of_one_person_and_one_case(
    ranong: Case, foreign: Subject, thai_analyst: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    taken_in(ranong, malay_liaison, by=thai_analyst)
    sealed = previewed(malay_liaison, ranong, text=TABLE)
    elsewhere = f"/cases/{foreign.case_id}/subjects/import/run/"
    assert browser(malay_liaison).post(elsewhere, {"sealed": sealed}).status_code == 422
    for viewer, sent in ((thai_liaison, sealed), (malay_liaison, sealed[:-4] + "AAAA"), (malay_liaison, "")):
        assert browser(viewer).post(f"/cases/{ranong.pk}/subjects/import/run/", {"sealed": sent}).status_code == 422
    assert Subject.objects.unscoped("test").count() == 1


@db
def test_all_or_nothing(ranong: Case, thai_analyst: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importing.preview(thai_analyst, ranong, TABLE)
    broken = [*found.drafts, importing.Draft(9, [], [], {})]
    with pytest.raises(Invalid):
        importing.write_down(ranong, by=thai_analyst, drafts=broken)
    assert not Subject.objects.unscoped("test").exists()


@db
def test_nothing_or_both_is_refused_and_kept(ranong: Case, thai_analyst: Viewer) -> None:
    client, address = browser(thai_analyst), f"/cases/{ranong.pk}/subjects/import/"
    assert client.post(address, {"text": "", "encoding": ""}).status_code == 422
    file = SimpleUploadedFile("s.csv", b"name\nA")
    answer = client.post(address, {"text": "name\nTyped", "file": file, "encoding": ""})
    assert (answer.status_code, b"Typed" in answer.content) == (422, True)


@db
def test_an_observer_imports_nothing(ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    address = f"/cases/{ranong.pk}/subjects/import/"
    assert browser(malay_liaison).post(address, {"text": TABLE}).status_code == 404
    taken_in(ranong, malay_liaison, by=thai_analyst, level="observer")
    assert browser(malay_liaison).post(address, {"text": TABLE}).status_code == 403
    assert browser(malay_liaison).post(f"{address}run/", {"sealed": "x"}).status_code == 403
