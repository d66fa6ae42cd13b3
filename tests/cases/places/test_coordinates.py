"""Coordinates are read however people write them, and nothing else is taken for coordinates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.places import Point, coordinates_of

POIPET = Point(13.65806, 102.56361)


@pytest.mark.parametrize(
    "text",
    [
        "13.65806, 102.56361",
        "13.65806,102.56361",
        "13.65806 102.56361",
        "13,65806; 102,56361",
        "geo:13.65806,102.56361",
        "13.65806N 102.56361E",
        "N13.65806 E102.56361",
        "102.56361E, 13.65806N",
        "13°39'29\"N 102°33'49\"E",
        "13° 39′ 29″ N, 102° 33′ 49″ E",
        "13 39 29 n 102 33 49 e",
        "N 13°39'29'' E 102°33'49''",
        "๑๓.๖๕๘๐๖, ๑๐๒.๕๖๓๖๑",
    ],
)
def test_one_place_written_in_many_ways(text: str) -> None:
    assert coordinates_of(text) == POIPET


def test_south_and_west_are_negative() -> None:
    assert coordinates_of("3°41.4'S, 128°10.8'W") == Point(-3.69, -128.18)
    assert coordinates_of("−3.69, −128.18") == Point(-3.69, -128.18)


@pytest.mark.parametrize(
    "text",
    ["", "Poipet", "13.65", "13,65", "13, ", "91, 10", "10, 181", "13.65N 102.56N", "13°60'N 102°E", "-5N 5E",
     "13 39 29", "1 2 3 4 5 6 7", "nan, nan", "inf, 1", "1e3, 2", "13.65, 102.56, 7", "9" * 200],
)  # fmt: skip
def test_what_is_no_place_on_earth_is_none(text: str) -> None:
    assert coordinates_of(text) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_written_in_decimals_comes_back(lat: float, lon: float) -> None:
    found = coordinates_of(f"{lat:.5f}, {lon:.5f}")
    assert found == pytest.approx((lat, lon), abs=1e-5)


@given(st.text(alphabet="0123456789.,;NSEW°'\"′″ -+", max_size=100))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = coordinates_of(text)
    assert found is None or (abs(found.lat) <= 90 and abs(found.lon) <= 180)
