"""Whatever a file is called, its cleaned name is one safe line with the ending of its kind."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from coordination_center.files.kinds import KINDS
from coordination_center.files.names import MOST_BYTES, cleaned
from coordination_center.text import BIDI_CONTROLS

PIECES = st.sampled_from(
    ["..", "/", "\\", ".exe", ".pdf", "\u202e", "\x00", "\r\n", "CON", "ก", "ြ", "é", " ", "a" * 90]
)
NAMES = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=30).map("".join))


@given(name=NAMES, kind=st.sampled_from(sorted(KINDS)))
def test_it_is_safe_and_says_its_kind(name: str, kind: str) -> None:
    got = cleaned(name, kind=kind)
    ending = KINDS[kind].extension
    assert got.endswith(ending)
    assert got != ending
    assert len(got.encode()) <= MOST_BYTES
    assert not set(got) & {"/", "\\", "\x00", "\r", "\n", *BIDI_CONTROLS, *'<>:"|?*%'}
    assert not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in got)
    assert not got.startswith((".", " "))


@given(name=NAMES, kind=st.sampled_from(sorted(KINDS)))
def test_cleaning_twice_changes_nothing(name: str, kind: str) -> None:
    once = cleaned(name, kind=kind)
    assert cleaned(once, kind=kind) == once
