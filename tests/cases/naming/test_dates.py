"""Dates known in part."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cases.naming.dates import Agreement, PartialDate
from cases.naming.months import MONTHS

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2050, 12, 31))
DIGITS = {
    "thai": "๐๑๒๓๔๕๖๗๘๙",
    "lao": "໐໑໒໓໔໕໖໗໘໙",
    "khmer": "០១២៣៤៥៦៧៨៩",
    "burmese": "၀၁၂၃၄၅၆၇၈၉",
    "bengali": "০১২৩৪৫৬৭৮৯",
}


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1980", "1980"), ("2523", "1980"), ("๒๕๒๓", "1980"), ("1980-05", "1980-05"), ("05/1980", "1980-05"),
        ("1980-05-17", "1980-05-17"), ("17/05/2523", "1980-05-17"), ("3/4/2523", "1980-04-03"),
        ("17-05-1980", "1980-05-17"),
        ("05/17/1980", "1980-05-17"), ("5/5/1980", "1980-05-05"), ("๑๗ พฤษภาคม พ.ศ. ๒๕๒๓", "1980-05-17"),
        ("17 พ.ค. 2523", "1980-05-17"),
        ("พ.ค. 2523", "1980-05"), ("May 1980", "1980-05"), ("17th of May 1980", "1980-05-17"),
        ("May 17, 1980", "1980-05-17"),
        ("BE 2523", "1980"), ("ค.ศ. 1980", "1980"), ("1980年5月17日", "1980-05-17"),
        ("ngày 17 tháng 5 năm 1980", "1980-05-17"),
        ("໑໗ ພຶດສະພາ ໒໕໒໓", "1980-05-17"), ("១៧ ឧសភា ១៩៨០", "1980-05-17"), ("29/02/2523", "1980-02-29"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(text: str, iso: str) -> None:
    assert PartialDate.parse(text).iso == iso


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03/04/1980", "ambiguous"), ("80", "short_year"), ("17 May 80", "short_year"),
        ("17/05/23", "short_year"), ("1342", "year"),
        ("2700", "year"), ("31/02/1980", "no_such_day"), ("29/02/2522", "no_such_day"), ("1980-13", "no_such_day"),
        ("1980-0-1", "no_such_day"), ("AD 2523", "era"), ("พ.ศ. 1980", "era"), ("May", "no_year"), ("", "unreadable"),
        ("soon", "unreadable"), ("198005", "unreadable"), ("1980-05-17T10:00", "unreadable"), ("-1980", "unreadable"),
        ("1980-", "unreadable"), ("17 May June 1980", "unreadable"), ("1" * 500, "unreadable"),
        ("1980-05-17\x00x", "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_date_or_could_be_two_is_refused_with_a_sentence(text: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PartialDate.parse(text)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


@given(days, st.sampled_from([0, 4, 7, 10]))
def test_what_it_writes_it_reads(day: date, length: int) -> None:
    text = day.isoformat()[: max(length, 4)]
    assert PartialDate.parse(text).iso == text


@given(days, st.sampled_from(sorted(DIGITS)))
def test_buddhist_years_and_digits_of_any_script(day: date, script: str) -> None:
    text = f"{day.day}/{day.month}/{day.year + 543}".translate(str.maketrans("0123456789", DIGITS[script]))
    assert PartialDate.parse(text).earliest == day


@given(days, st.sampled_from(sorted(MONTHS)))
def test_named_months_leave_nothing_to_guess(day: date, word: str) -> None:
    assert PartialDate.parse(f"1 {word} {day.year}").iso == f"{day.year}-{MONTHS[word]:02d}-01"


@given(days)
def test_day_and_month_are_refused_or_right_never_guessed(day: date) -> None:
    text = f"{day.day}/{day.month}/{day.year}"
    if day.day > 12 or day.day == day.month:
        assert PartialDate.parse(text).earliest == day
    else:
        with pytest.raises(ValidationError, match="or"):
            PartialDate.parse(text)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = PartialDate.parse(text)
    except ValidationError:
        return
    assert found.earliest <= found.latest
    assert PartialDate.parse(found.iso) == found


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("1980-05-17", "1980-05-17", Agreement.EXACT),
        ("1980", "1980-05-17", Agreement.PARTIAL),
        ("1980-05", "1980", Agreement.PARTIAL),
        ("1980-04-03", "1980-03-04", Agreement.SWAPPED),
        ("1980-05-17", "1980-05-18", Agreement.NONE),
        ("1980", "1981", Agreement.NONE),
        ("1980-04-03", "1981-03-04", Agreement.NONE),
        ("1980-04", "1980-03-04", Agreement.NONE),
    ],
)
def test_how_two_dates_agree(one: str, other: str, how: Agreement) -> None:
    a, b = PartialDate.parse(one), PartialDate.parse(other)
    assert a.matches(b) is how
    assert b.matches(a) is how


def test_the_days_it_may_be() -> None:
    assert PartialDate(1980).latest == date(1980, 12, 31)
    assert PartialDate(1980, 2).latest == date(1980, 2, 29)
    assert PartialDate(1980, 5).earliest == date(1980, 5, 1)


@pytest.mark.parametrize("parts", [(1980, None, 5), (1980, 13), (1980, 0), (0,), (1980, 2, 30)])
def test_what_is_no_date_cannot_be_made(parts: tuple[int | None, ...]) -> None:
    with pytest.raises(ValueError):
        PartialDate(*parts)  # type: ignore[arg-type]
