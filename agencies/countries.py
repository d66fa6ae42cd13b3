"""Countries by ISO 3166-1 alpha-2 code, from pycountry; there is no table to keep."""

import gettext
from functools import cache

import pycountry
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

# As these states and the United Nations write them in English; pycountry's common names are others.
OWN_NAMES = {"LA": "Lao PDR", "VN": "Viet Nam"}


def validate_country(code: str) -> None:
    """Raise `ValidationError` unless `code` is an ISO 3166-1 alpha-2 code in capitals."""
    if pycountry.countries.get(alpha_2=code) is None or code != code.upper():
        raise ValidationError(_("“%(code)s” is not a country code (ISO 3166-1)."), params={"code": code})


def country_name(code: str) -> str:
    """The country's short name in the active language, or in English where pycountry has no translation."""
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return code
    if code in OWN_NAMES and (get_language() or "en").startswith("en"):
        return OWN_NAMES[code]
    name: str = getattr(country, "common_name", country.name)
    catalogue = _catalogue(get_language() or "en")
    translated = catalogue.gettext(name)
    formal = catalogue.gettext(country.name)  # pycountry translates “Viet Nam” and not “Vietnam”
    return formal if translated == name and formal != country.name else translated


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)


def country_choices() -> list[tuple[str, str]]:
    """Every (code, name) in the active language, by name."""
    return list(countries_in(get_language() or "en"))


@cache
def countries_in(language: str) -> tuple[tuple[str, str], ...]:
    """Every (code, name) in this language, by name."""
    with override(language):
        named = ((country.alpha_2, country_name(country.alpha_2)) for country in pycountry.countries)
        return tuple(sorted(named, key=lambda pair: pair[1]))
