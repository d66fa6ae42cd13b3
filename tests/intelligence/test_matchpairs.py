"""`manage.py matchpairs`: a table of pairs in, the same table with score, band and reasons out."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def _run(path: Path, **options: object) -> tuple[list[dict[str, str]], str]:
    out, err = StringIO(), StringIO()
    call_command("matchpairs", str(path), stdout=out, stderr=err, **options)
    return list(csv.DictReader(StringIO(out.getvalue()))), err.getvalue()


def _file(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "pairs.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_each_row_gets_a_score_a_band_and_reasons(tmp_path: Path) -> None:
    rows, err = _run(_file(tmp_path, "left,right\nสมชาย ใจดี,Somchai Jaidee\nสมชาย ใจดี,Wipa Rakthai\n"))
    assert [row["band"] for row in rows] == ["match", "no"]
    assert float(rows[0]["score"]) > 0.9
    assert "surname alike: ใจดี ~ jaidee" in rows[0]["why"]
    assert err == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_columns_stand_in_any_order_and_others_are_kept(tmp_path: Path, encoding: str) -> None:
    text = 'no,right_born,right,left,left_born\n7,2523,"Jaidee, Somchai",สมชาย ใจดี,1980\n'
    (row,), _err = _run(_file(tmp_path, text, encoding))
    assert list(row) == ["no", "right_born", "right", "left", "left_born", "score", "band", "why"]
    assert row["no"] == "7"
    assert row["band"] == "match"


def test_an_unreadable_date_is_said_and_is_no_error(tmp_path: Path) -> None:
    (row,), _err = _run(_file(tmp_path, "left,right,left_born,right_born\nA Ba,A Ba,soon,1980\n"))
    assert "a birth date cannot be read and was left aside" in row["why"]
    assert row["band"] == "match"


def test_an_empty_name_scores_nothing(tmp_path: Path) -> None:
    (row,), _err = _run(_file(tmp_path, "left,right\n,Somchai\n"))
    assert (row["score"], row["band"]) == ("0.000", "no")


def test_labels_are_measured_by_script(tmp_path: Path) -> None:
    path = _file(tmp_path, "left,right,same\nสมชาย ใจดี,Somchai Jaidee,yes\nTan Ah Kow,Lim Bee Choo,0\n")
    _rows, err = _run(path)
    assert "thai-latin" in err
    assert "latin-latin" in err
    assert err.splitlines()[-1].split() == ["all", "2", "1.000", "1.000", "1.000", "1.000"]


def test_a_file_may_be_written_and_read_again(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    rows, _err = _run(_file(tmp_path, "left,right\nสมชาย ใจดี,Somchai Jaidee\n"), out=out)
    assert rows == []
    again, _err = _run(out)
    assert list(again[0]) == ["left", "right", "score", "band", "why"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Row 1: the column “left” is missing."),
        ("left\na\n", "Row 1: the column “right” is missing."),
        ("left,right,left\na,b,c\n", "Row 1: the column “left” stands there twice."),
        ("left,right\na,b\nc\n", "Row 3 ends before the column “right”."),
        ("left,right\na,b,c\n", "Row 2 has 3 cells, after the last column “right” too many. Is a comma unquoted?"),
        ("left,right,same\na,b,perhaps\n", "Row 2, column “same”: “perhaps” is neither yes nor no."),
    ],
)
def test_a_bad_table_is_refused_by_row_and_column(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CommandError, match=f"^{message.replace('?', '[?]')}$"):
        _run(_file(tmp_path, text))


@pytest.mark.parametrize("text", ["left,right\nก,ข\n", "left,right,ก\na,b,c\n"])
def test_another_encoding_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CommandError, match="UTF-8"):
        _run(_file(tmp_path, text, "tis-620"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.csv"):
        _run(tmp_path / "nowhere.csv")


def test_a_report_needs_labels(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="“same” is missing"):
        _run(_file(tmp_path, "left,right\na,b\n"), report=True)
