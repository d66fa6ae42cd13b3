"""Text people send: readable characters only; sealing: what was sealed opens for its purpose only."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from coordination_center.fields import EmailLine, TextArea, TextLine
from coordination_center.sealing import seal, seal_json, unseal, unseal_json
from coordination_center.text import BIDI_CONTROLS, plain

CONTROLS = ["\0", "\x07", "\x7f", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("character", [*BIDI_CONTROLS, *CONTROLS, "\ud800"])
@pytest.mark.parametrize("multiline", [True, False])
def test_hidden_characters_are_refused(character: str, multiline: bool) -> None:
    with pytest.raises(ValidationError) as caught:
        plain(f"Ranong {character}trawlers", multiline=multiline)
    assert caught.value.messages[0].endswith(".")


@pytest.mark.parametrize("text", ["<b>", "</b>", "<!--", "<?php", "a<Script src=x>"])
def test_markup_is_refused_unless_asked_for(text: str) -> None:
    with pytest.raises(ValidationError):
        plain(text, multiline=True)
    assert plain(text, multiline=True, markup=True) == text


@pytest.mark.parametrize(
    "text", ["a < b", "<3", "x<1 and y>2", "สมชาย", "សុខ ចាន់ធូ", "မောင်", "محمد", "👩‍🚒", "zero\u200dwidth\u200cjoiners"]
)
def test_what_people_write_is_taken_as_it_is(text: str) -> None:
    assert plain(text, multiline=False) == text


def test_lines_and_tabs_are_for_long_texts() -> None:
    assert plain("one\r\ntwo\rthree\tfour", multiline=True) == "one\ntwo\nthree\tfour"
    for text in ("one\ntwo", "one\ttwo"):
        with pytest.raises(ValidationError, match="one line"):
            plain(text, multiline=False)


@given(st.text())
def test_what_passes_can_be_stored(text: str) -> None:
    try:
        kept = plain(text, multiline=True)
    except ValidationError:
        return
    assert "\0" not in kept.encode().decode()
    assert plain(kept, multiline=True) == kept


@pytest.mark.parametrize(
    ("field", "bad"),
    [(TextLine(max_length=5), "sixsix"), (TextLine(max_length=5), "a\nb"), (TextLine(max_length=5), "a\0"),
     (TextArea(max_length=9), "a\u202eb"), (TextLine(max_length=5), ""), (EmailLine(), "a@exa\u202emple.org")],
)  # fmt: skip
def test_fields_say_one_thing_that_is_wrong(field: forms.Field, bad: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        field.clean(bad)
    assert len(caught.value.messages) == 1


@given(st.binary(), st.binary())
def test_what_is_sealed_opens_for_its_purpose_only(value: bytes, aad: bytes) -> None:
    sealed = seal(value, aad)
    assert unseal(sealed, aad) == value
    with pytest.raises(ValueError, match="sealed"):
        unseal(sealed, aad + b"x")


def test_sealing_twice_gives_two_texts() -> None:
    assert seal(b"secret", b"a") != seal(b"secret", b"a")


@given(st.text())
def test_nothing_else_opens(text: str) -> None:
    with pytest.raises(ValueError):
        unseal_json(text, "page")


def test_json_comes_back(settings: Any) -> None:
    sealed = seal_json({"at": [1, None, "ក"]}, "page")
    assert unseal_json(sealed, "page") == {"at": [1, None, "ក"]}
    settings.FIELD_KEY = "A" * 43 + "="
    with pytest.raises(ValueError, match="sealed"):
        unseal_json(sealed, "page")


@pytest.mark.parametrize("key", ["", "short", "A" * 44, "!" * 44])
def test_a_wrong_key_is_said_so(settings: Any, key: str) -> None:
    settings.FIELD_KEY = key
    with pytest.raises(ImproperlyConfigured):
        seal(b"x", b"y")
