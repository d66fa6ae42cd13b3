"""How languages, devices, countries and names are put into words."""

import pytest
from django.utils import translation

from agencies.countries import country_name
from agencies.devices import device
from agencies.languages import language_choices, language_name
from coordination_center.jinja import environment

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "words"),
    [(FIREFOX, "Firefox on Windows"), (PHONE, "Chrome on Android"), ("curl/8.5", "curl/8.5"), ("", "Unknown program")],
)
def test_a_session_says_what_it_runs_on(agent: str, words: str) -> None:
    assert device(agent) == words


@pytest.mark.parametrize(("code", "name"), [("fil", "Filipino"), ("mr", "Marathi"), ("shn", "Shan"), ("xx", "xx")])
def test_a_language_has_a_name(code: str, name: str) -> None:
    assert language_name(code) == name


def test_a_form_offers_what_the_agency_has_already() -> None:
    assert [code for code, _name in language_choices(["th", "shn"])][-2:] == ["ar", "shn"]


@pytest.mark.parametrize(("language", "name"), [("en", "Viet Nam"), ("th", "เวียดนาม")])
def test_a_country_is_called_as_it_calls_itself(language: str, name: str) -> None:
    with translation.override(language):
        assert country_name("VN") == name


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Somsak Rattanaphon", "SR"),
        ("สมชาย ใจดี", "สจ"),
        ("เอก", "อ"),
        ("Vũ Hoài An", "VA"),
        ("សុខ ចាន់ធូ", "សច"),
        ("", "·"),
    ],
)
def test_initials_stand_alone_in_every_script(name: str, initials: str) -> None:
    assert environment().filters["initials"](name) == initials
