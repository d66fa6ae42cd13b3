"""Places of reports as figures and maps take them: those that are less than a kilometre apart are one."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import CharField, DecimalField, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce

from intelligence.reports.models import Part

NEAREST = Decimal("0.01")  # of a degree
_DEGREES = DecimalField(max_digits=9, decimal_places=2)


@dataclass(frozen=True)
class Spot:
    """A place: its name, country, and degrees to two decimals; None where they are not known."""

    name: str
    country: str = ""
    lat: float | None = None
    lon: float | None = None

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Spot":
        """The place that a stop or a place of a report says."""
        lat, lon = data.get("lat"), data.get("lon")
        if lat is None or lon is None:
            return cls(data.get("place", ""), data.get("country", ""))
        return cls(data.get("place", ""), data.get("country", ""), _rounded(lat), _rounded(lon))

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two places one: where they are, else what they are called."""
        return (self.lat, self.lon) if self.is_placed else (self.name, self.country)

    @property
    def is_placed(self) -> bool:
        """Whether it can be put on a map."""
        return self.lat is not None

    def as_list(self) -> list[Any]:
        """As it is sealed into an address."""
        return [self.name, self.country, self.lat, self.lon]


def _rounded(degrees: float) -> float:
    """As PostgreSQL rounds a numeric: halves away from zero."""
    return float(Decimal(str(degrees)).quantize(NEAREST, ROUND_HALF_UP))


def with_spot(rows: QuerySet[Part]) -> QuerySet[Part]:
    """Parts that say a place, with its `lat`, `lon`, `name` and `country`."""
    return rows.annotate(**_said("data"))


def standing_at(rows: QuerySet[Part], spot: Spot | None) -> QuerySet[Part]:
    """Those whose place is this one."""
    return rows.alias(**_said("data")).filter(**_same(spot)) if spot else rows


def passing(rows: QuerySet[Part], way: tuple[Spot, ...]) -> QuerySet[Part]:
    """Those whose route has exactly these stops."""
    for n, spot in enumerate(way):
        rows = rows.alias(**_said(_stop(n), prefix=f"stop{n}_")).filter(**_same(spot, prefix=f"stop{n}_"))
    return rows.alias(further=_stop(len(way))).filter(further__isnull=True)


def _stop(n: int) -> KeyTransform:
    return KeyTransform(n, KeyTransform("stops", "data"))


def _said(where: Any, *, prefix: str = "") -> dict[str, Any]:
    words = {"name": "place", "country": "country"}
    degrees = {f"{prefix}{name}": Cast(KeyTextTransform(name, where), _DEGREES) for name in ("lat", "lon")}
    return degrees | {
        f"{prefix}{name}": Coalesce(KeyTextTransform(word, where), Value(""), output_field=CharField())
        for name, word in words.items()
    }


def _same(spot: Spot, *, prefix: str = "") -> dict[str, Any]:
    said: dict[str, Any] = {"name": spot.name, "country": spot.country, "lat": None}
    if spot.is_placed:
        said = {"lat": Decimal(str(spot.lat)), "lon": Decimal(str(spot.lon))}
    return {f"{prefix}{name}": value for name, value in said.items()}
