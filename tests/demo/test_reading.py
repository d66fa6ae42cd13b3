"""A file's bytes become values with places, or an error that names the line."""

import json
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.nodes import Node
from demo.problems import Problem
from demo.reading import MAX_BYTES, parse, read


def values(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: values(child) for key, child in node.value.items()}
    return [values(child) for child in node.value] if isinstance(node.value, list) else node.value


def problem(text: str | bytes, name: str = "w.yaml") -> str:
    with pytest.raises(Problem) as caught:
        parse(name, text if isinstance(text, bytes) else text.encode())
    return str(caught.value)


def test_each_value_knows_its_line_and_path() -> None:
    node = parse("w.yaml", b"cases:\n  - key: a\n    lead: rtp\n")
    assert str(node.child("cases").value[0].child("lead").place) == "w.yaml, line 3: cases[0].lead"  # type: ignore[union-attr,index]


def test_json_values_know_them_too() -> None:
    node = parse("w.json", b'{"cases": [\n\t{"key": "a",\n\t "lead": "rtp"}]}')
    assert str(node.child("cases").value[0].child("lead").place) == "w.json, line 3: cases[0].lead"  # type: ignore[union-attr,index]


def test_plain_words_and_dates_stay_text() -> None:
    node = parse("w.yaml", b"{country: NO, at: 2017-03-01, due: +3d, on: yes, empty: ~, n: 12, t: true, q: '12'}")
    assert values(node) == {
        "country": "NO", "at": "2017-03-01", "due": "+3d", "on": "yes", "empty": None, "n": 12, "t": True, "q": "12",
    }  # fmt: skip


readable = st.text(st.characters(exclude_categories=["Cc", "Cs"]))
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | readable,
    lambda inner: st.lists(inner) | st.dictionaries(readable, inner),
    max_leaves=20,
)


@given(plain_json, st.sampled_from([None, 1, "\t"]))
def test_json_reads_as_the_standard_library_reads_it(value: object, indent: int | str | None) -> None:
    assert values(parse("w.json", json.dumps(value, indent=indent).encode())) == value


@given(st.text(), st.sampled_from(["w.yaml", "w.json"]))
def test_any_text_is_read_or_refused_with_a_place(text: str, name: str) -> None:
    with suppress(Problem):
        assert parse(name, text.encode("utf-8", "surrogatepass")).place.line >= 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: [1, 2\n", "w.yaml, line 3: expected YAML"),
        ("a: 1\nb: 2\na: 3\n", "w.yaml, line 3: a: expected each key once"),
        ("a: 1\n---\nb: 2\n", "w.yaml, line 2: expected one document"),
        ("", "w.yaml, line 1: expected a mapping, found an empty file"),
        ("a: !!python/object:os.system x\n", "w.yaml, line 1: a: expected a value without a tag"),
        ("a: b\nc: d\x00\n", "line 2: expected readable text, found the character U+0000"),
        ('a: 1\nb: "\\0"\n', "w.yaml, line 2: b: expected readable text, found the character U+0000"),
        ("a: &x [*x]\n", "w.yaml, line 1: a[0]: expected an alias of an earlier value"),
        ("a: *nobody\n", "w.yaml, line 1: a: expected an alias of an earlier value"),
        ("? [a]\n: b\n", "expected a word as key"),
    ],
)
def test_yaml_errors_name_the_line(text: str, said: str) -> None:
    assert said in problem(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1,\n "a": 2}', "w.json, line 2: a: expected each key once"),
        ('{"a": 1,\n b: 2}', "w.json, line 2: expected a key in double quotes, found “b”"),
        ('{"a": 1\n "b": 2}', "w.json, line 2: expected “,” or “}”"),
        ('{"a":\n NaN}', "w.json, line 2: expected a JSON value"),
        ('{"a":\n 01}', "w.json, line 2: expected a JSON value"),
        ('{"b": 1,\n "a": "x\\u0000"}', "w.json, line 2: a: expected readable text"),
        ('{"b": 1,\n "a": "\\ud800"}', "w.json, line 2: a: expected readable text, found the character U+D800"),
        ('{"a": 1}\n{}', "w.json, line 2: expected the end of the file"),
        ('{"a": "x\n"}', "w.json, line 1: expected JSON text"),
        ("", "w.json, line 1: expected a JSON value, found the end of the file"),
    ],
)
def test_json_errors_name_the_line(text: str, said: str) -> None:
    assert said in problem(text, "w.json")


def test_bytes_that_are_not_text_name_the_line() -> None:
    assert problem(b"a: 1\nb: \xff\n") == "w.yaml, line 2: expected text in UTF-8"


def test_a_nest_of_aliases_is_refused() -> None:
    rows = [f"{name}: &{name} [{', '.join([f'*{below}'] * 9)}]" for below, name in pairwise("abcdefgh")]
    assert "expected aliases that repeat at most" in problem("a: &a [1]\n" + "\n".join(rows))


@pytest.mark.parametrize("name", ["w.yaml", "w.json"])
def test_deep_nesting_is_refused(name: str) -> None:
    assert "levels of nesting" in problem("[" * 200_000, name)


def test_an_alias_may_repeat_a_value() -> None:
    assert values(parse("w.yaml", b"a: &p [x, y]\nb: *p\n")) == {"a": ["x", "y"], "b": ["x", "y"]}


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(Problem, match="expected a file of at most"):
        read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="expected a file that can be read: No such file"):
        read(tmp_path / "none.yaml")
