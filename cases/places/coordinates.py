"""Coordinates as people write them: decimal degrees, or degrees, minutes and seconds, with or without letters."""

import re
from typing import NamedTuple

MOST_CHARACTERS = 80
_DEGREES, _MINUTES, _SECONDS = "°ºd˚", "'’′‘`", '"”″“'
_NUMBER = r"[-+]?\d+(?:[.,]\d+)?"
_PART = re.compile(
    rf"""\s*(?P<before>[NSEW])?\s*(?P<degrees>{_NUMBER})\s*(?:[{_DEGREES}]|\s)?\s*
    (?:(?P<minutes>\d+(?:\.\d+)?)\s*(?:[{_MINUTES}]|\s)\s*
        (?:(?P<seconds>\d+(?:\.\d+)?)\s*(?:[{_SECONDS}]|'')?\s*)?)?
    (?P<after>[NSEW])?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = re.compile(r"([-+]?\d+(?:\.\d+)?)(?:\s*[;,]\s+|\s*;\s*|\s+)([-+]?\d+(?:\.\d+)?)")
_TIGHT = re.compile(r"([-+]?\d+\.\d+),([-+]?\d+\.\d+)")  # `13,65` is one number to half the world, and is not read
_COMMAS = re.compile(r"([-+]?\d+,\d+)(?:\s*;\s*|\s+)([-+]?\d+,\d+)")  # 13,65; 102,56


class Point(NamedTuple):
    """A place on the earth in degrees (WGS 84): north and east are positive."""

    lat: float
    lon: float


def coordinates_of(text: str) -> Point | None:
    """The point that `text` writes, to five decimals (a metre); None where it writes none, or one off the earth.

    Read are `13.65, 102.56`, `13,65; 102,56`, `13.65N 102.56E`, `13°39′29″N 102°33′49″E`, `13 39 29 N, 102 33 49 E`,
    `N13°39.5' E102°33.8'`, east before north where letters say so, `geo:13.65,102.56`, and digits of any script.
    """
    text = text.strip().removeprefix("geo:").replace("−", "-")
    if len(text) > MOST_CHARACTERS:
        return None
    plain = _PLAIN.fullmatch(text) or _TIGHT.fullmatch(text) or _COMMAS.fullmatch(text)
    if plain:
        lat, lon = (float(part.replace(",", ".")) for part in plain.groups())
        return _on_earth(lat, lon)
    return _lettered(text)


def _lettered(text: str) -> Point | None:
    """A pair whose parts each carry a letter of the compass."""
    for cut in _cuts(text):
        first, second = _part(text[:cut]), _part(text[cut:].lstrip(",; "))
        if first and second and first[0] != second[0]:
            found = dict((first, second))
            return _on_earth(found["lat"], found["lon"])
    return None


def _cuts(text: str) -> list[int]:
    """Where the second part may begin: after a letter, a comma or a blank, and before a letter."""
    return [i for i in range(1, len(text)) if text[i] in "NSEWnsew,; " or text[i - 1] in "NSEWnsew"]


def _part(text: str) -> tuple[str, float] | None:
    found = _PART.fullmatch(text.rstrip(",; "))
    letters = [letter for letter in (found["before"], found["after"]) if letter] if found else []
    if found is None or len(letters) != 1:
        return None
    degrees = float(found["degrees"].replace(",", "."))
    minutes, seconds = float(found["minutes"] or 0), float(found["seconds"] or 0)
    if degrees < 0 or minutes >= 60 or seconds >= 60:
        return None
    value = degrees + minutes / 60 + seconds / 3600
    letter = letters[0].upper()
    return ("lat" if letter in "NS" else "lon"), (-value if letter in "SW" else value)


def _on_earth(lat: float, lon: float) -> Point | None:
    return Point(round(lat, 5), round(lon, 5)) if abs(lat) <= 90 and abs(lon) <= 180 else None
