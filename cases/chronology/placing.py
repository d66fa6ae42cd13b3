"""Putting an entry or a stop on the map: by coordinates, or by a name that means one place alone."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agencies.countries import country_name
from cases.chronology.codes import Located
from cases.places import Place, coordinates_of, named
from cases.places.building import REGION
from coordination_center.errors import Invalid

OUTWEIGHS = 10  # a city so many times larger than the next of its name is meant


@dataclass(frozen=True)
class Spot:
    """Where something happened: a name, a country, and the coordinates where they are known."""

    place: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    located: str = Located.NOWHERE

    def as_dict(self) -> dict[str, Any]:
        """The fields of an entry."""
        return {"place": self.place, "country": self.country, "lat": self.lat, "lon": self.lon, "located": self.located}


def spot(place: str = "", country: str = "", lat: float | None = None, lon: float | None = None) -> Spot:
    """What these say: given coordinates stand, a name that means one place is looked up, any other stays a name.

    Raises `Invalid` for half a pair of coordinates, and for one that is not on earth.
    """
    if (lat is None) != (lon is None) or not (-90 <= (lat or 0) <= 90 and -180 <= (lon or 0) <= 180):
        raise Invalid(fields={"coordinates": [_("Give both latitude and longitude, in degrees.")]})
    if lat is not None and lon is not None:
        return Spot(place, country, round(lat, 5), round(lon, 5), Located.GIVEN)
    found = coordinates_of(place) if place else None
    if found:
        return Spot(place, country, found.lat, found.lon, Located.GIVEN)
    meant = the_one_meant(place, country) if place else None
    if meant is None:
        return Spot(place, country)
    return Spot(place, country or meant.country, round(meant.lat, 5), round(meant.lon, 5), Located.LOOKED_UP)


def the_one_meant(place: str, country: str = "") -> Place | None:
    """The place that a name means beyond doubt; None where none or several have it."""
    found = candidates(place, country)
    if not found or (len(found) > 1 and found[0].people < OUTWEIGHS * found[1].people):
        return None
    return found[0]


def candidates(place: str, country: str = "") -> list[Place]:
    """Places of this very name, those of the region alone where there are any."""
    found = named(place, country=country)
    near = [one for one in found if one.country in REGION]
    return near or found


def doubt(place: str, country: str = "") -> str:
    """What to ask of the writer where several places have the name; empty where there is no doubt."""
    found = candidates(place, country)
    if len(found) < 2 or the_one_meant(place, country):
        return ""
    if country:
        return _("Several places in this country are called so: give the coordinates, or leave it off the map.")
    countries = ", ".join(sorted({country_name(one.country) for one in found}))
    sentence = _("Several places are called so (%(countries)s): choose the country, or give the coordinates.")
    return sentence % {"countries": countries}


_COUNTRY = re.compile(r"(?P<place>.+),\s*(?P<country>[A-Z]{2})")


def stop_of(line: str) -> Spot:
    """A stop as a line says it: `Poipet, KH`, `Pier 3, KH, 13.65, 102.56`, or coordinates alone.

    Raises `Invalid` on `stops` for a name that is no place, or several.
    """
    for cut in [0, *(n + 1 for n, sign in enumerate(line) if sign == ",")]:
        point = coordinates_of(line[cut:])
        if point:
            place, country = _with_country(line[: max(cut - 1, 0)].strip())
            return spot(place or f"{point.lat}, {point.lon}", country, point.lat, point.lon)
    place, country = _with_country(line)
    meant = spot(place, country)
    if meant.lat is None:
        question = doubt(place, country) or _("No such place is known: add its coordinates.")
        raise Invalid(fields={"stops": [f"{line}: {question}"]})
    return meant


def line_of(stop: dict[str, Any]) -> str:
    """A stop as a line of the form, with its coordinates, so that saving again moves nothing."""
    return ", ".join(str(part) for part in (stop["place"], stop["country"], stop["lat"], stop["lon"]) if part != "")


def _with_country(text: str) -> tuple[str, str]:
    found = _COUNTRY.fullmatch(text)
    return (found["place"].strip(), found["country"]) if found else (text, "")
