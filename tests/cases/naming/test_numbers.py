"""Two writings of one number have one normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.naming.numbers import LONGEST, looser_forms, normal_form, readings

KINDS = ["phone", "email", "passport", "id_card", "plate", "account", "wallet", "handle", "url", "imei", "other"]


@pytest.mark.parametrize(
    ("kind", "one", "other", "country"),
    [
        ("phone", "081-234-5678", "+66 81 234 5678", "TH"),
        ("phone", "๐๘๑ ๒๓๔ ๕๖๗๘", "0066812345678", "TH"),
        ("phone", "+66 (0)81 234 5678", "66812345678", ""),
        ("phone", "012 345 678", "+85512345678", "KH"),
        ("phone", "+66812345678 ext 12", "+66812345678", ""),
        ("plate", "กข 1234 กทม.", "กข-1234 กรุงเทพมหานคร", ""),
        ("plate", "2A-1234", "2a 1234", ""),
        ("passport", "AA 123-4567", "aa1234567", ""),
        ("id_card", "1-2345-67890-12-3", "๑๒๓๔๕๖๗๘๙๐๑๒๓", ""),
        ("account", "012-3-45678-9", "0123456789", ""),
        ("wallet", "0xAbCdEf0123", "0xabcdef0123", ""),
        ("imei", "49-015420-323751-8", "490154203237518", ""),
        ("imei", "4901542032375101", "490154203237518", ""),
        ("email", "Boss@Example.COM", " boss@example.com", ""),
        ("handle", "@Boss_1", "boss_1", ""),
        ("url", "https://www.example.org/a/?utm_source=x&b=2#top", "example.org/a?b=2", ""),
        ("url", "http://m.example.org", "https://example.org/", ""),
    ],
)
def test_two_writings_of_one_number(kind: str, one: str, other: str, country: str) -> None:
    assert normal_form(kind, one, country=country) == normal_form(kind, other, country=country) != ""


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("account", "0123456789", "123456789"),
        ("wallet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1a1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        ("phone", "+66812345678", "+66812345679"),
        ("plate", "กข 1234 กทม.", "กข 1234 เชียงใหม่"),
        ("email", "a.b@example.com", "ab@example.com"),
    ],
)
def test_two_numbers_stay_two(kind: str, one: str, other: str) -> None:
    assert normal_form(kind, one) != normal_form(kind, other)


def test_a_number_nobody_can_read_keeps_its_digits() -> None:
    assert normal_form("phone", "081-234-5678") == "0812345678"
    assert normal_form("phone", "12") == "12"
    assert normal_form("other", "--- / ---") == ""


def test_a_search_reads_a_number_of_unknown_kind_in_every_way() -> None:
    found = readings("081-234-5678")
    assert {"+66812345678", "0812345678"} <= found
    assert "กข1234" in readings("กข 1234 กรุงเทพฯ") | looser_forms(normal_form("plate", "กข 1234 กทม"))
    assert "boss@example.com" in readings("Boss@Example.com")


@given(st.sampled_from(KINDS), st.text(max_size=80), st.sampled_from(["", "TH", "KH", "XX"]))
def test_any_text_has_a_form_that_is_its_own(kind: str, text: str, country: str) -> None:
    form = normal_form(kind, text, country=country)
    assert len(form) <= LONGEST
    assert "\x00" not in form
    if kind not in ("imei", "url", "handle", "phone", "wallet"):
        assert normal_form(kind, form, country=country) == form


@given(st.integers(610_000_000, 659_999_999), st.lists(st.sampled_from(" -."), min_size=3, max_size=3))
def test_separators_never_change_a_phone(number: int, signs: list[str]) -> None:
    digits = f"0{number}"
    written = digits[:3] + signs[0] + digits[3:5] + signs[1] + digits[5:7] + signs[2] + digits[7:]
    assert normal_form("phone", written, country="TH") == normal_form("phone", digits, country="TH")


def test_a_very_long_value_is_cut() -> None:
    assert len(normal_form("other", "9" * 100_000)) == LONGEST
