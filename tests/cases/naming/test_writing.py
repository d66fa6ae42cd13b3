"""Scripts, Zawgyi, and the words of texts that know no spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.naming.script import Script, in_unicode, is_zawgyi, script_of, scripts
from cases.naming.segment import lexemes, tsquery, words
from cases.naming.writing import folded, tidy


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Somchai", Script.LATIN),
        ("Nguyễn Văn Ân", Script.VIETNAMESE),
        ("René Müller", Script.LATIN),
        ("สมชาย", Script.THAI),
        ("ສົມພອນ", Script.LAO),
        ("សុខ", Script.KHMER),
        ("ကျော်", Script.BURMESE),
        ("রহমান", Script.BENGALI),
        ("王小明", Script.HAN),
        ("Иван", Script.OTHER),
        ("123", Script.OTHER),
    ],
)
def test_the_script_of_a_name(text: str, script: Script) -> None:
    assert script_of(text) is script


def test_a_text_of_several_scripts_names_the_largest_first() -> None:
    assert scripts("สมชาย (Som) 12") == (Script.THAI, Script.LATIN)


@pytest.mark.parametrize(
    ("zawgyi", "unicode"),
    [("ေအာင္ေက်ာ္မိုး", "အောင်ကျော်မိုး"), ("ျမန္မာ", "မြန်မာ"), ("မဂၤလာပါ", "မင်္ဂလာပါ"), ("ခင္", "ခင်")],
)
def test_zawgyi_becomes_unicode(zawgyi: str, unicode: str) -> None:
    assert is_zawgyi(zawgyi)
    assert in_unicode(zawgyi) == unicode


@pytest.mark.parametrize(
    "text",
    [
        "အောင်ကျော်မိုး",
        "မြန်မာ",
        "မင်္ဂလာပါ",
        "စန္ဒာ",
        "လှရွှေ",
        "ဦး",
        "သိန်းဟန်",
        "ငါးဖမ်းလှေပေါ်တွင်",
        "အလုပ်လုပ်ကြသည်",
        "နေ့ရွေး",
        "Aung",
        "สมชาย",
    ],
)
def test_unicode_stays_as_it_is(text: str) -> None:
    assert not is_zawgyi(text)
    assert in_unicode(text) == text


def test_a_zawgyi_word_among_others_is_found_alone() -> None:
    assert in_unicode("မင်္ဂလာပါ ေအာင္") == "မင်္ဂလာပါ အောင်"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("นายสมชายเดินทางไปกัมพูชา", "กัมพูชา"),
        ("ខ្ញុំទៅប្រទេសថៃដើម្បីធ្វើការ", "ប្រទេស"),
        ("ຂ້ອຍໄປປະເທດໄທ", "ປະເທດ"),
        ("ကျွန်တော်ထိုင်းနိုင်ငံသို့သွားသည်", "ထိုင်း"),
        ("我去泰国工作", "泰国"),
        ("Café in Đà Nẵng", "nẵng"),
    ],
)
def test_words_are_found_in_every_script(text: str, word: str) -> None:
    assert word in words(text)
    assert word in lexemes(text)


def test_what_is_part_of_a_sentence_is_asked_for_as_pairs_too() -> None:
    kept = set(lexemes("我去泰国工作"))
    assert "·去泰" in tsquery("去泰国")
    assert {"·去泰", "·泰国", "·国"} <= kept


def test_latin_is_asked_for_without_marks_and_digits_as_0_to_9() -> None:
    assert tsquery("Nguyễn ๑๒๓") == "(('nguyen')) & (('123'))"


def test_nothing_to_search_for_is_no_query() -> None:
    assert tsquery(" ,.!? ") == ""


@given(st.text(max_size=200))
def test_any_text_has_words_and_a_query_of_quoted_lexemes_alone(text: str) -> None:
    assert all(0 < len(lexeme) <= 61 for lexeme in lexemes(text))
    query = tsquery(text)
    assert "\x00" not in query
    outside = query.replace("\\\\", "").replace("''", "").split("'")[::2]
    assert set("".join(outside)) <= set("()&| ")


@given(st.text(max_size=100))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_folding_leaves_other_scripts_alone() -> None:
    assert folded("Đặng Thuỳ สมชาย ខ្មែរ") == "dang thuy สมชาย ខ្មែរ"
