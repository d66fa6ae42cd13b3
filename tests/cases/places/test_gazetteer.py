"""A place is found by its name in Latin or in its own script, and never guessed at."""

import pytest

from cases.places import find, named


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Poipet", "Paoy Paet", "KH"),
        ("ប៉ោយប៉ែត", "Paoy Paet", "KH"),
        ("ระนอง", "Ranong", "TH"),
        ("แม่สอด", "Mae Sot", "TH"),
        ("ວຽງຈັນ", "Vientiane", "LA"),
        ("မန္တလေးမြို့", "Mandalay", "MM"),
        ("曼谷", "Bangkok", "TH"),
        ("Đà Nẵng", "Da Nang", "VN"),
        ("coxs bazar", "Cox’s Bāzār", "BD"),
        ("Aranya Prathet", "Aranyaprathet", "TH"),
        ("Sihanouk", "Sihanoukville", "KH"),
        ("Myawaddi", "Myawaddy", "MM"),
    ],
)
def test_a_place_is_found_by_any_of_its_names(text: str, name: str, country: str) -> None:
    assert (name, country) in [(place.name, place.country) for place in find(text)[:3]]


def test_the_country_hinted_at_comes_first() -> None:
    assert find("San Jose", country="CR")[0].country == "CR"
    assert find("San Jose", country="PH")[0].country == "PH"


def test_one_name_of_many_places_is_not_guessed() -> None:
    assert {"US", "CR", "PH"} <= {place.country for place in named("San Jose")}
    assert [place.country for place in named("Poipet")] == ["KH"]
    assert named("San Jose", country="TH") == []


def test_coordinates_are_a_place_of_their_own() -> None:
    (place,) = find("13°39'29\"N 102°33'49\"E", country="KH")
    assert (place.source, place.country, place.lat) == ("coordinates", "KH", 13.65806)


@pytest.mark.parametrize(
    "text", ["", " ", "x", "'", "%", "\x00", "../../passwd", "Москва", "🏝", "q" * 10_000, "k.k.park"]
)
def test_what_is_not_there_is_not_found(text: str) -> None:
    assert find(text) == []


def test_an_answer_is_bounded() -> None:
    assert len(find("ba", most=1_000)) == 20
