"""A route: a named line from origin over transit to destination, by places in order or by the entries that name it."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import JSONField
from django.urls import reverse
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from cases.chronology.codes import OnTheWay
from cases.chronology.placing import Spot, spot
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, changing
from cases.search.index import drop, keep
from cases.tracking import tracked
from coordination_center.errors import Invalid

EDITABLE = ("name", "note", "stops")
MOST_STOPS = 40


@tracked()
class Route(Record):
    """A way people took. `stops`: {place, country, lat, lon, role} in order; none: its entries are its stops."""

    noun: ClassVar[str] = "route"

    name = models.CharField(max_length=100)
    note = models.TextField(blank=True, max_length=5_000)
    stops = JSONField(default=list, blank=True)

    objects = ProtectedQuerySet["Route"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="route_newest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("case_route", args=[self.case_id, self.pk])

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        name: str,
        note: str = "",
        stops: Sequence[Spot] = (),
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    ) -> "Route":
        """A new route of the case. `Invalid` without a name, and as `cases.recording.adding` does."""
        with adding(case, by=by, action="case.entry", only=only) as readers:
            route = cls(case=case, agency=by.agency, author=by.person, only=readers)
            route.id = id or route.id
            route._write({"name": name, "note": note, "stops": stops})
            route.insert(by=by, verb="route.added", detail={"stops": len(route.stops)})
            route.index()
        return route

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change fields of `EDITABLE`; returns the new version. Only for the agency that supplied it."""
        with changing(self, by=by, action="case.entry", version=version, own=True):
            before = {field: getattr(self, field) for field in EDITABLE}
            self._write(facts)
            changed = [field for field in EDITABLE if getattr(self, field) != before[field]]
            if changed:
                self.change(*changed, by=by, verb="route.edited")
                self.index()
        return self.version

    def take_out(self, *, by: Viewer) -> None:
        """Remove the route; entries that named it stay, without it."""
        with changing(self, by=by, action="case.entry", own=True):
            drop(self)
            self.remove(by=by, verb="route.removed")

    def _write(self, facts: dict[str, Any]) -> None:
        unknown = facts.keys() - set(EDITABLE)
        if unknown:
            raise TypeError(f"A route has no {', '.join(sorted(unknown))}.")
        if "name" in facts and not facts["name"].strip():
            raise Invalid(fields={"name": [_("Give the route a name.")]})
        if "stops" in facts:
            facts = facts | {"stops": placed(facts["stops"])}
        for field, value in facts.items():
            setattr(self, field, value)

    def index(self) -> None:
        """Let search find the route by its name, its note and its stops."""
        places = " · ".join(stop["place"] for stop in self.stops)
        keep(self, texts={"name": self.name, "note": self.note, "stops": places})


def placed(stops: Sequence[Spot]) -> list[dict[str, Any]]:
    """Stops as a route keeps them, each with coordinates and its role; `Invalid` for one that is on no map."""
    if len(stops) == 1 or len(stops) > MOST_STOPS:
        raise Invalid(
            fields={"stops": [_("A route has two stops at least, and %(most)s at most.") % {"most": MOST_STOPS}]}
        )
    found = [spot(stop.place, stop.country, stop.lat, stop.lon) for stop in stops]
    lost = [stop.place for stop in found if stop.lat is None]
    if lost:
        sentence = _("Not found, or found more than once: %(places)s. Give the country or the coordinates.")
        raise Invalid(fields={"stops": [sentence % {"places": ", ".join(lost)}]})
    return [
        {
            "place": stop.place or f"{stop.lat}, {stop.lon}",
            "country": stop.country,
            "lat": stop.lat,
            "lon": stop.lon,
            "role": role_at(n, len(found)),
        }
        for n, stop in enumerate(found)
    ]


def role_at(n: int, of: int) -> str:
    """The first is the origin, the last the destination, what lies between is transit."""
    if n == 0:
        return OnTheWay.ORIGIN.value
    return OnTheWay.DESTINATION.value if n == of - 1 else OnTheWay.TRANSIT.value
