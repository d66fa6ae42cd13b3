"""Which reports a list, a figure or a map is of: a period, a form of exploitation, a grade, a platform, a place, a way.

Everything is asked of parts that are not withheld: a report whose place is withheld is not found by its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone

from access.paging import PAGE, Cursor, Page, Window, cut, latest_for, page_for
from access.viewer import Viewer
from cases.chronology.moments import Moment
from cases.subjects.said import partial_day
from coordination_center.errors import Invalid
from coordination_center.sealing import seal_json, unseal_json
from intelligence.grades import GRADES
from intelligence.reports.codes import Exploitation, Piece, PlatformKind
from intelligence.reports.models import Part, Report
from intelligence.reports.reading import COVER, SHOWN, reports
from intelligence.reports.spots import Spot, passing, standing_at

MOST = 5_000  # reports that figures and the map are over


@dataclass(frozen=True)
class Narrowing:
    """What is meant; empty: all. `since`, `until`: partial ISO dates. `grade`: `4x4.B2` or `admiralty.b2`.

    `agency` is the acting one: places are sealed for it, so that no address tells another where something was.
    """

    agency: UUID
    show: str = ""
    since: str = ""
    until: str = ""
    form: str = ""
    grade: str = ""
    platform: str = ""
    originator: str = ""
    spot: Spot | None = None
    way: tuple[Spot, ...] = ()

    @classmethod
    def of(cls, viewer: Viewer, query: QueryDict) -> "Narrowing":
        """What an address asks for. A word that is none is left out rather than refused."""
        sealed = f"places {viewer.agency_id}"
        said = {name: read(query.get(name, "")) for name, read in _READ.items()}
        spots = {name: _unsealed(query.get(name, ""), sealed) for name in ("spot", "way")}
        return cls(viewer.agency_id, **said, spot=next(iter(spots["spot"]), None), way=spots["way"])

    def but(self, **changes: Any) -> "Narrowing":
        """The same, but for these."""
        return replace(self, **changes)

    def only_cover(self) -> "Narrowing":
        """What of it is said of covers: a figure counts the parts itself."""
        return self.but(grade="", platform="", spot=None, way=())

    @property
    def query(self) -> str:
        """As an address says it; empty for all."""
        said = {name: getattr(self, name) for name in _READ if getattr(self, name)}
        spots = {"spot": [self.spot] if self.spot else [], "way": list(self.way)}
        sealed = {name: [spot.as_list() for spot in many] for name, many in spots.items() if many}
        purpose = f"places {self.agency}"
        return urlencode(said | {name: seal_json(many, purpose=purpose) for name, many in sealed.items()})

    @property
    def on(self) -> list[str]:
        """The names of what narrows, but for whose reports."""
        return [one.name for one in fields(self) if one.name not in ("agency", "show") and getattr(self, one.name)]

    def latest(self, viewer: Viewer) -> QuerySet[Report]:
        """What figures are over: of the `MOST` latest reports of the period and agency that the viewer sees, those of
        the form. Each has `dated`."""
        rows: Any = latest_for(viewer, Report.objects.alias(dated=_dated()), self._window)
        found: QuerySet[Report] = rows.filter(exploitation__contains=[self.form]) if self.form else rows
        return found

    def is_cut(self, viewer: Viewer) -> bool:
        """Whether figures are over the `MOST` latest alone, because there are so many at least."""
        rows = latest_for(viewer, Report.objects.all(), self._window)
        return rows.count() >= MOST

    def parts(self, viewer: Viewer, piece: str) -> QuerySet[Part]:
        """The parts of one piece that are not withheld, of the reports that figures are over."""
        found: QuerySet[Part] = Part.objects.beside_latest(viewer, self.latest(viewer), piece=piece)
        return found

    def meant(self, viewer: Viewer) -> QuerySet[Report]:
        """The reports that are meant, by their covers and by their parts; without an end, for lists."""
        held: Any = Report.objects.held_by(viewer).alias(dated=_dated())
        rows: QuerySet[Report] = held.filter(self._of_cover())
        for piece, narrow in self._by_parts():
            rows = rows.filter(pk__in=narrow(Part.objects.held_by(viewer, piece=piece)).values("report"))
        return rows

    @property
    def _window(self) -> Window:
        agency = UUID(self.originator) if self.originator else None
        bounds: dict[str, Any] = {"since": self._since, "before": self._before, "originator": agency}
        return Window(MOST, levels=SHOWN.get(self.show), **bounds)

    @property
    def _since(self) -> datetime | None:
        return Moment.of(self.since, zone=timezone.get_current_timezone()).first if self.since else None

    @property
    def _before(self) -> datetime | None:
        """The first instant after the period, in the reader's zone."""
        last = Moment.of(self.until, zone=timezone.get_current_timezone()).last if self.until else None
        return last + timedelta(seconds=1) if last else None

    def _of_cover(self) -> Q:
        found = Q()
        if self.since:
            found &= Q(dated__gte=self._since)
        if self.until:
            found &= Q(dated__lt=self._before)
        if self.form:
            found &= Q(exploitation__contains=[self.form])
        if self.originator:
            found &= Q(originator=self.originator)
        if self.show:
            ours = Q(originator=self.agency)
            found &= ours if self.show == "ours" else ~ours
        return found

    def _by_parts(self) -> Iterator[tuple[str, Any]]:
        if self.grade:
            scheme, grade = self.grade.split(".")
            data = {"scheme": scheme, "source": grade[0], "information": grade[1]}
            yield Piece.GRADES, lambda rows: rows.filter(data__contains=data)
        if self.platform:
            yield Piece.PLATFORMS, lambda rows: rows.filter(data__contains={"used": [{"kind": self.platform}]})
        if self.spot:
            yield Piece.PLACE, lambda rows: standing_at(rows, self.spot)
        if self.way:
            yield Piece.ROUTE, lambda rows: passing(rows, self.way)


def _dated() -> Coalesce:
    """A recipient reads the day of validation alone: what is released is validated. Grants keep it too (`dated`)."""
    return Coalesce("validated_at", "created_at")


def page_of(viewer: Viewer, narrowing: Narrowing, *, after: str = "", size: int = PAGE) -> Page[Report]:
    """A page of the reports that are meant, newest change first: as `page_for`, where nothing but `show` narrows."""
    if not narrowing.on:
        return page_for(viewer, reports(), after=after, size=size, levels=SHOWN.get(narrowing.show))
    cursor = Cursor.unseal(after) if after else None
    backwards = cursor is not None and cursor.newer
    rows: Any = narrowing.meant(viewer).select_related(*COVER)
    if cursor:
        place = (cursor.sort_at, cursor.pk)
        rows = rows.filter(_beyond(place, backwards=backwards))
    order = ("updated_at", "pk") if backwards else ("-updated_at", "-pk")
    return cut(list(rows.order_by(*order)[: size + 1]), cursor, size)


def _beyond(place: tuple[datetime, UUID], *, backwards: bool) -> Q:
    at, pk = place
    side = "gt" if backwards else "lt"
    return Q(**{f"updated_at__{side}": at}) | Q(**{"updated_at": at, f"pk__{side}": pk})


# --- what an address may say ---
def _one_of(words: Any) -> Any:
    return lambda text: text if text in words else ""


def _partial(text: str) -> str:
    try:
        return partial_day(text[:60], field="since")
    except Invalid:
        return ""


def _id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _unsealed(text: str, purpose: str) -> tuple[Spot, ...]:
    try:
        return tuple(Spot(*one) for one in unseal_json(text, purpose=purpose)) if text else ()
    except (ValueError, TypeError):
        return ()


_GRADE = {
    f"{scheme}.{source}{information}"
    for scheme, (sources, informations) in GRADES.items()
    for source in sources.values
    for information in informations.values
}
_READ: dict[str, Any] = {
    "show": _one_of(SHOWN), "since": _partial, "until": _partial, "form": _one_of(Exploitation.values),
    "grade": _one_of(_GRADE), "platform": _one_of(PlatformKind.values), "originator": _id,
}  # fmt: skip
