"""Jinja2 for the pages: one environment, strict about names, and the frame that every page shows."""

import uuid
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from agencies.countries import country_name
from agencies.devices import device
from agencies.languages import language_name
from agencies.models import Role
from cases.codes import Level, Part, State
from coordination_center import dates, marking
from coordination_center.frame import frame
from coordination_center.icons import icon

LEADING_VOWELS = "เแโใไເແໂໃໄ"
__all__ = ["environment", "frame"]


def environment(**options: Any) -> Environment:
    """The environment of every page: an unknown name is an error, not an empty string."""
    options |= {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)  # noqa: S701  (it is on)
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(_globals())
    env.filters |= {
        "when": dates.when,
        "moment": dates.moment,
        "day": dates.day,
        "weekday": dates.weekday,
        "country": country_name,
        "number": _number,
        "initials": _initials,
        "role": _role,
        "state": _state,
        "part": _part,
        "language": language_name,
        "device": device,
    }
    return env


def _globals() -> dict[str, Any]:
    """Functions for all templates, and what a page shows when it is rendered without a request (500)."""
    return {
        "static": static,
        "url": _url,
        "icon": icon,
        "once": lambda: str(uuid.uuid4()),
        "lang": get_language,
        "now": timezone.now,
        "HANDLING": marking.HANDLING,
        "TLP": marking.TLP,
        "PURPOSES": marking.PURPOSES,
        "viewer": None,
        "person": None,
        "theme": "",
        "notices": (),
        "languages": (),
        "demo": False,
        "here": "/",
    }


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def _number(value: int | None) -> str:
    return "–" if value is None else number_format(value, use_l10n=True, force_grouping=True)


def _initials(name: str) -> str:
    words = [word for word in str(name).split() if word[0].isalnum()]
    return (_first(words[0]) + (_first(words[-1]) if len(words) > 1 else "")).upper() if words else "·"


def _first(word: str) -> str:
    """The first letter that can stand alone: Thai and Lao write some vowels before their consonant."""
    return next((letter for letter in word if letter not in LEADING_VOWELS), word[0])


def _role(code: str) -> str:
    return str(Role(code).label)


@lru_cache
def _in_words(value: Any, language: str) -> str:
    """The label of a code in one language; kept, for lists say the same few words on every line."""
    return str(value.label)


def _state(code: str) -> str:
    return _in_words(State(code), get_language() or "")


def _part(code: str) -> str:
    """What an agency is in a case; `invited` stands for a part not yet accepted."""
    return _in_words(Part.PENDING if code == "invited" else Level(code), get_language() or "")
