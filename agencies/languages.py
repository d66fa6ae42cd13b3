"""Languages that agencies work in, and how each is called in the reader's language."""

from typing import Any

import pycountry
from django.utils.translation import gettext_lazy as _

LANGUAGES: dict[str, Any] = {
    "en": _("English"),
    "th": _("Thai"),
    "km": _("Khmer"),
    "lo": _("Lao"),
    "my": _("Burmese"),
    "vi": _("Vietnamese"),
    "id": _("Indonesian"),
    "ms": _("Malay"),
    "fil": _("Filipino"),
    "bn": _("Bengali"),
    "zh-hans": _("Chinese (simplified)"),
    "fr": _("French"),
    "es": _("Spanish"),
    "ar": _("Arabic"),
}


def language_name(code: str) -> str:
    """The language's name in the reader's language; of one we do not offer ISO 639's English name, else the code."""
    if code in LANGUAGES:
        return str(LANGUAGES[code])
    key = {2: "alpha_2", 3: "alpha_3"}.get(len(code))
    found = pycountry.languages.get(**{key: code}) if key else None
    return found.name if found else code


def language_choices(held: list[str]) -> list[tuple[str, str]]:
    """Every (code, name) that a form offers, with those in `held` that it would not offer by itself."""
    return [(code, language_name(code)) for code in [*LANGUAGES, *(code for code in held if code not in LANGUAGES)]]
