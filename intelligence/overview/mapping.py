"""Where reports say that something is, and which ways they describe: over parts that are not withheld.

Of a place or a way that few reports share, the figure is their content: those reports are read, and so recorded.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case as Choose
from django.db.models import CharField, Count, F, Func, Min, Q, UUIDField, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from access.viewer import Viewer
from cases.chronology.models.route import role_at
from intelligence.reports.codes import Piece
from intelligence.reports.models import Report
from intelligence.reports.narrowing import Narrowing
from intelligence.reports.spots import Spot, with_spot

MOST_PLACES, MOST_WAYS, MOST_LEGS = 200, 100, 150  # of one map, those of most reports
MOST_READ = 1_000  # routes that are read to be put together
FEW = 5  # from so many reports on, a figure says nothing of one of them
NUMBERS = Q(name__regex=r"^[-+0-9. ,]*$")  # coordinates in the place of a name
THINNEST, THICKEST = 2, 8  # pixels of a line


@dataclass(frozen=True)
class Placed:
    """A place with how many reports say it, and the address of their list; `id` is its mark on this page."""

    id: str
    spot: Spot
    number: int
    url: str


@dataclass(frozen=True)
class Way:
    """A route from origin to destination, with how many reports describe just this one."""

    id: str
    stops: tuple[Spot, ...]
    number: int
    url: str

    @property
    def roles(self) -> list[tuple[Spot, str]]:
        """The stops, each with `origin`, `transit` or `destination`."""
        return [(stop, role_at(n, len(self.stops))) for n, stop in enumerate(self.stops)]


@dataclass(frozen=True)
class Map:
    """Places and ways, those of most reports first; `more`: there are others that fewer reports say; `cut`: of more
    reports than a map is of, these are the latest (`MOST`)."""

    places: list[Placed]
    unplaced: list[Placed]
    ways: list[Way]
    more: bool
    cut: bool = False

    def data(self) -> dict[str, Any]:
        """As the page's map reads it: places, the stops of ways, and a line for every leg."""
        return {"places": [*map(_mark, self.places), *_stops(self.ways)], "routes": _legs(self.ways)}


def map_of(viewer: Viewer, narrowing: Narrowing) -> Map:
    """The map of what is meant: four queries, whatever there is."""
    places, few_here, more_places = _places(viewer, narrowing)
    ways, few_there, more_ways = _ways(viewer, narrowing)
    _read(viewer, [*few_here, *few_there])
    placed = [place for place in places if place.spot.is_placed]
    unplaced = [one for one in places if not one.spot.is_placed]
    return Map(placed, unplaced, ways, more_places or more_ways, narrowing.is_cut(viewer))


def _read(viewer: Viewer, few: Iterable[UUID]) -> None:
    """Fetch these reports for the viewer, so that the log says that they were consulted."""
    list(Report.objects.visible_to(viewer).filter(pk__in=set(few)))


def _some() -> Func:
    """The ids of the reports of a group, as far as they are few."""
    template = f"(%(expressions)s)[1:{FEW}]"
    return Func(ArrayAgg("report"), template=template, output_field=ArrayField(UUIDField()))


def _ids(row: dict[str, Any]) -> list[UUID]:
    return row["some"] if row["n"] < FEW else []


def _places(viewer: Viewer, narrowing: Narrowing) -> tuple[list[Placed], list[UUID], bool]:
    called = {name: Choose(When(lat=None, then=F(name)), default=Value(""), output_field=CharField())
              for name in ("name", "country")}  # fmt: skip
    rows: Any = with_spot(narrowing.parts(viewer, Piece.PLACE)).order_by()
    rows = rows.annotate(**{f"only_{name}": value for name, value in called.items()})
    rows = rows.values("lat", "lon", "only_name", "only_country").annotate(
        n=Count("pk"), some=_some(), said=Coalesce(Min("name", filter=~NUMBERS), Min("name")), land=Min("country")
    )
    found = list(rows.order_by("-n", "said", "lat", "lon")[: MOST_PLACES + 1])
    shown = found[:MOST_PLACES]
    places = [_placed(narrowing, n, row) for n, row in enumerate(shown)]
    return places, [pk for row in shown for pk in _ids(row)], len(found) > MOST_PLACES


def _placed(narrowing: Narrowing, n: int, row: dict[str, Any]) -> Placed:
    degrees = [None if row[name] is None else float(row[name]) for name in ("lat", "lon")]
    spot = Spot(row["said"], row["land"], *degrees)
    return Placed(f"place-{n}", spot, row["n"], _list(narrowing.but(spot=spot)))


def _ways(viewer: Viewer, narrowing: Narrowing) -> tuple[list[Way], list[UUID], bool]:
    """Routes whose stops are the same places, put together however they were written."""
    rows: Any = narrowing.parts(viewer, Piece.ROUTE).order_by().values("data")
    read = list(rows.annotate(n=Count("pk"), some=_some()).order_by("-n", "data")[: MOST_READ + 1])
    numbers: Counter[tuple[Any, ...]] = Counter()
    stops: dict[tuple[Any, ...], tuple[Spot, ...]] = {}
    few: dict[tuple[Any, ...], list[UUID]] = {}
    for row in read[:MOST_READ]:
        told = tuple(Spot.of(stop) for stop in row["data"].get("stops", []))
        key = tuple(spot.key for spot in told)
        numbers[key] += row["n"]
        stops.setdefault(key, told)
        few.setdefault(key, []).extend(_ids(row))
    ranked = sorted(numbers, key=lambda key: (-numbers[key], [spot.name for spot in stops[key]]))
    shown = ranked[:MOST_WAYS]
    ways = [
        Way(f"way-{n}", stops[key], numbers[key], _list(narrowing.but(way=stops[key]))) for n, key in enumerate(shown)
    ]
    behind = [pk for key in shown if numbers[key] < FEW for pk in few[key]]
    return ways, behind, len(ranked) > MOST_WAYS or len(read) > MOST_READ


def _list(narrowing: Narrowing) -> str:
    return f"{reverse('reports')}?{narrowing.query}"


# --- what is drawn ---
def _mark(place: Placed) -> dict[str, Any]:
    return {"id": place.id, "count": place.number, "kind": "event"} | _at(place.spot)


def _at(spot: Spot) -> dict[str, Any]:
    return {"lat": spot.lat, "lon": spot.lon, "label": spot.name}


def _stops(ways: list[Way]) -> list[dict[str, Any]]:
    """A mark for every place that ways pass, with the ways; `event` where it is more than one thing to them."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for way in ways:
        for stop, role in way.roles:
            if stop.is_placed:
                made = {"id": f"stop-{len(found)}", "ids": [], "kind": role, "count": 0} | _at(stop)
                mark = found.setdefault(stop.key, made)
                mark["ids"] = list(dict.fromkeys([*mark["ids"], way.id]))
                mark["kind"] = role if mark["kind"] == role else "event"
    return list(found.values())


def _legs(ways: list[Way]) -> list[dict[str, Any]]:
    """A line for every two places that follow one another, the thicker the more reports say so."""
    numbers: Counter[tuple[Spot, Spot]] = Counter()
    named: dict[tuple[Any, ...], tuple[Spot, Spot]] = {}
    ids: dict[tuple[Spot, Spot], list[str]] = {}
    for way in ways:
        placed = [stop for stop in way.stops if stop.is_placed]
        for one, other in pairwise(placed):
            leg = named.setdefault((one.key, other.key), (one, other))
            numbers[leg] += way.number
            ids.setdefault(leg, []).append(way.id)
    drawn = numbers.most_common(MOST_LEGS)
    most = max([FEW, *(number for _leg, number in drawn[:1])])  # a lone report makes no thick line
    return [
        {
            "id": f"leg-{n}", "ids": ids[one, other], "legs": [_at(one), _at(other)],
            "bend": 0.12, "colour": 0, "width": round(THINNEST + (THICKEST - THINNEST) * number / most, 1),
        }
        for n, ((one, other), number) in enumerate(drawn)
    ]  # fmt: skip
