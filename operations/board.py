"""The board: the running sums of an operation, as its viewers read them. A million increments cost it nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Sum

from access.viewer import Viewer
from agencies.models import Agency
from operations.codes import COUNTED, WITHIN_ARRESTS, Category, Dimension, Status
from operations.models import Operation, Site, Tally

MOST_DAYS = 120  # columns of the curve
Row = tuple[UUID, str, str, str, str, str, int]  # agency, dimension, value, category, currency, status, quantity


@dataclass
class Figure:
    """What is held of one category (and currency, for cash): the quantity by status."""

    category: str
    currency: str = ""
    by_status: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Status.values, 0))

    @property
    def label(self) -> str:
        """The category in words."""
        return str(Category(self.category).label)

    @property
    def total(self) -> int:
        """All that was reported and not withdrawn."""
        return sum(self.by_status[status] for status in COUNTED)

    @property
    def is_within_arrests(self) -> bool:
        """Whether it is one of the kinds that `arrests` counts as a whole."""
        return self.category in WITHIN_ARRESTS

    def __getattr__(self, name: str) -> int:
        """`figure.verified` and the other statuses."""
        if name in Status.values:
            return self.by_status[name]
        raise AttributeError(name)


class Figures(dict[tuple[str, str], Figure]):
    """Figures by category and currency, in the order of the categories."""

    def count(self, category: str, currency: str, status: str, quantity: int) -> None:
        """Add to a figure."""
        figure = self.setdefault((category, currency), Figure(category, currency))
        figure.by_status[status] += quantity

    @property
    def shown(self) -> list[Figure]:
        """Those of which anything was ever reported."""
        order = {value: n for n, value in enumerate(Category.values)}
        found = [figure for figure in self.values() if any(figure.by_status.values())]
        return sorted(found, key=lambda figure: (order[figure.category], figure.currency))

    def of(self, category: str) -> Figure:
        """One category (without a currency), with zeros where nothing was reported."""
        return self.get((category, ""), Figure(category))


@dataclass(frozen=True)
class Board:
    """The sums of one operation, for a viewer who sees it."""

    operation: Operation
    figures: Figures
    countries: list[tuple[Agency, Figures]]
    days: dict[date, Figures]
    nationalities: dict[str, Figures]
    sites: list[tuple[Site, Figures]]

    @classmethod
    def of(cls, viewer: Viewer, operation: Operation) -> "Board":
        """Read the sums: four queries. Sites that the viewer does not see are in the sums, and in no line."""
        rows = _sums(viewer, operation)
        by_agency = _grouped(rows, Dimension.TOTAL, lambda row: row[0])
        agencies = Agency.objects.in_bulk(list(by_agency))
        by_site = _grouped(rows, Dimension.SITE, lambda row: UUID(row[2]))
        sites = Site.objects.under(viewer, operation).filter(pk__in=by_site) if by_site else []
        days = _grouped(rows, Dimension.DAY, lambda row: date.fromisoformat(row[2]))
        return cls(
            operation=operation,
            figures=_grouped(rows, Dimension.TOTAL, lambda _row: "")[""],
            countries=[
                (agencies[pk], by_agency[pk])
                for pk in sorted(by_agency, key=lambda pk: (agencies[pk].country, agencies[pk].name))
            ],
            days={day: days[day] for day in sorted(days)},
            nationalities=dict(_grouped(rows, Dimension.NATIONALITY, lambda row: row[2])),
            sites=[(site, by_site[site.pk]) for site in sites],
        )

    def curve(self, category: str) -> list[tuple[date, int]]:
        """How many of a category each day, from the first to the last of the operation, and any day beside them."""
        first = min([self.operation.starts, *self.days])
        last = max([self.operation.ends, *self.days]) if self.days else self.operation.ends
        span = min((last - first).days, MOST_DAYS)
        days = (last - timedelta(days=span - n) for n in range(span + 1))
        return [(day, self.days[day].of(category).total if day in self.days else 0) for day in days]

    def digest(self, viewer: Viewer, *more: Any) -> str:
        """What this viewer is shown, in short: the same while nothing of it has changed."""
        told = [viewer.person_id, viewer.agency_id, self.operation.state, *more, *_told(self.figures)]
        told += [(agency.pk, *_told(figures)) for agency, figures in self.countries]
        told += [(site.pk, *_told(figures)) for site, figures in self.sites]
        told += [(str(day), *_told(figures)) for day, figures in self.days.items()]
        return sha256(repr(told).encode()).hexdigest()[:24]


def _sums(viewer: Viewer, operation: Operation) -> list[Row]:
    """The totals by agency; days, nationalities and sites over all agencies, added up by the database."""
    rows, what = Tally.objects.under(viewer, operation), ("dimension", "value", "category", "currency", "status")
    totals = rows.filter(dimension=Dimension.TOTAL).values_list("agency_id", *what, "quantity")
    others = rows.exclude(dimension=Dimension.TOTAL).values_list(*what).annotate(Sum("quantity"))
    return [*totals, *((operation.originator_id, *row) for row in others)]


def _grouped(rows: Iterable[Row], dimension: str, key: Any) -> "defaultdict[Any, Figures]":
    found: defaultdict[Any, Figures] = defaultdict(Figures)
    for row in rows:
        if row[1] == dimension:
            found[key(row)].count(row[3], row[4], row[5], row[6])
    return found


def _told(figures: Figures) -> Iterator[tuple[Any, ...]]:
    yield from ((key, *figures[key].by_status.values()) for key in sorted(figures))
