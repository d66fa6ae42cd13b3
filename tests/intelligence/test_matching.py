"""Two names, one person? The bands, the reasons, and what dates of birth change."""

from time import monotonic

import pytest

from intelligence.matching import compare
from intelligence.matching.thresholds import MATCH, POSSIBLE


def _band(left: str, right: str, left_born: str = "", right_born: str = "") -> str:
    return compare(left, right, left_born=left_born, right_born=right_born).band


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("สมชาย ใจดี", "Somchai Jaidee"),
        ("JAIDEE, Somchai", "นายสมชาย ใจดี"),
        ("សុខ ចាន់ធូ", "Chanthou Sok"),
        ("ບຸນມີ ແສງດາລາ", "Bounmy Sengdara"),
        ("အောင်ကျော်မိုး", "U Aung Kyaw Moe"),
        ("Nguyễn Văn Đức", "NGUYEN VAN DUC"),
        ("陈志强", "Tan Chee Keong"),
        ("陈志强", "Chen, Zhiqiang"),
        ("Huang Zhiming", "Hwang Chih-ming"),
        ("মোঃ রফিকুল ইসলাম", "Mohammad Rafiqul Islam"),
        ("Mohd Yusof bin Ali", "Muhammad Yusuf Ali"),
        ("Tjahjono Soekarto", "Cahyono Sukarto"),
        ("Ma. Cristina dela Cruz", "Maria Cristina Dela Cruz"),
        ("Juan P. Santos", "Juan Pablo Santos"),
        ('Prasit "Lek" Thongdee', "ประสิทธิ์ ทองดี"),
        ("Prasit Thongdee @ Lek", "ประสิทธิ์ ทองดี"),
        ("Sam Oeun Keo", "Keo Samoeun"),
    ],
)
def test_one_name_in_two_spellings_is_a_match(left: str, right: str) -> None:
    assert _band(left, right) == _band(right, left) == "match"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("สมชาย ใจดี", "Somsak Jaidee"),
        ("สมชาย ใจดี", "Somchai Rakthai"),
        ("Nguyễn Thị Mai", "Nguyễn Thị Mây"),
        ("Nguyen Van Hung", "Nguyen Van Huong"),
        ("Aung Kyaw Moe", "Aung Kyaw Oo"),
        ("陈志强", "Tan Chee Seng"),
        ("Zhang Wei", "Zhang Min"),
        ("Martin Keller", "Martina Keller"),
        ("Rosmah binti Ali", "Rosnah binti Ali"),
        ("Md. Jamal Hossain", "Md. Kamal Hossain"),
    ],
)
def test_relatives_and_near_names_are_no_match(left: str, right: str) -> None:
    assert _band(left, right) != "match"


def test_a_missing_surname_is_possible_at_most_unless_the_birth_dates_agree() -> None:
    assert _band("สมชาย", "Somchai Jaidee") == "possible"
    assert _band("สมชาย", "Somchai Jaidee", "1980-05-17", "1980-05-17") == "match"
    assert _band("สมชาย", "Somchai Jaidee", "1980-05-17", "1981-05-17") == "possible"


def test_a_nickname_alone_is_possible_at_most() -> None:
    assert _band('Prasit "Lek" Thongdee', "Lek") == "possible"


@pytest.mark.parametrize(
    ("left_born", "right_born", "reason"),
    [
        ("1980-05-17", "17/05/2523", "born on the same date"),
        ("1980", "1980-05-17", "born in the same year, as far as one side says"),
        ("1980-05-07", "1980-07-05", "day and month of birth swapped"),
        ("05/07/1980", "1980-07-05", "born on the same date"),
        ("1980-05-17", "1980-05-18", "born one day apart: perhaps a slip"),
        ("1980-12-31", "1981-01-01", "born one day apart: perhaps a slip"),
        ("1980-05-17", "1981-05-17", "birth years one apart: perhaps a slip"),
        ("1980-05-17", "1990-05-17", "birth dates differ in one place: perhaps a slip"),
        ("1980-05-17", "1982-01-02", "birth dates differ"),
        ("1980-05-17", "1966-01-02", "birth dates clash"),
        ("1980-05-17", "about forty", "a birth date cannot be read and was left aside"),
    ],
)
def test_how_the_birth_dates_agree_is_said(left_born: str, right_born: str, reason: str) -> None:
    match = compare("Somchai Jaidee", "สมชาย ใจดี", left_born=left_born, right_born=right_born)
    assert reason in match.why


def test_a_clash_of_births_lowers_the_score_and_a_missing_one_does_not() -> None:
    plain = compare("Somchai Jaidee", "สมชาย ใจดี")
    assert compare("Somchai Jaidee", "สมชาย ใจดี", left_born="1980") == plain
    clash = compare("Somchai Jaidee", "สมชาย ใจดี", left_born="1980-05-17", right_born="1966-01-02")
    assert clash.score < plain.score
    assert clash.band == "no"


def test_a_shared_birthday_does_not_make_two_names_one() -> None:
    assert _band("Somchai Jaidee", "Wipa Rakthai", "1980-05-17", "1980-05-17") == "no"


def test_zawgyi_is_converted_and_said() -> None:
    match = compare("ေအာင္ေက်ာ္မိုး", "Aung Kyaw Moe")
    assert match.band == "match"
    assert "Zawgyi text was converted" in match.why
    assert _band("ေအာင္ေက်ာ္မိုး", "အောင်ကျော်မိုး") == "match"


def test_the_reasons_name_what_agrees_what_clashes_and_what_is_missing() -> None:
    assert compare("สมชาย ใจดี", "Somsak Jaidee").why == (
        "first names clash: สมชาย, somsak",
        "surname alike: ใจดี ~ jaidee",
    )
    assert "only on one side: jaidee" in compare("Somchai", "Somchai Jaidee").why


@pytest.mark.parametrize("empty", ["", " ", "123", "'\"", "\x00", "—"])
def test_an_empty_name_matches_nothing(empty: str) -> None:
    match = compare(empty, "Somchai")
    assert (match.score, match.band) == (0.0, "no")
    assert compare("Somchai", empty).band == "no"


@pytest.mark.parametrize("odd", ["\ud800", "🙂 Somchai", "." * 5000, "อ" * 300, "a b c d e f g h i j k", "ក្្", "ੴ"])
def test_what_is_no_name_breaks_nothing(odd: str) -> None:
    assert 0 <= compare(odd, "Somchai Jaidee").score < MATCH


@pytest.mark.parametrize("word", ["Nguyễn ", "陈", "အောင်", "Somchai @ ", "สมชาย ", "Li "])
def test_a_very_long_text_is_answered_soon(word: str) -> None:
    start = monotonic()
    compare(word * 400, word * 399 + "Jaidee")
    assert monotonic() - start < 5


def test_the_bands_stand_in_order() -> None:
    assert 0 < POSSIBLE < MATCH < 1
