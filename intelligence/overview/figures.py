"""Figures over the reports that a viewer may see. A part that is withheld from the viewer does not count.

Each figure carries the address of the list of exactly the reports that it counts.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import ExtractMonth, ExtractYear, Now
from django.urls import reverse
from django.utils.formats import date_format

from access.viewer import Viewer
from agencies.models import Agency
from cases.chronology.moments import in_words
from cases.subjects.said import typed_day
from intelligence.grades import GRADES, Scheme
from intelligence.releases.codes import State
from intelligence.releases.models import Release
from intelligence.reports.codes import Exploitation, Piece, PlatformKind
from intelligence.reports.narrowing import MOST, Narrowing

MONTHS = 24  # the latest that are shown one by one
SHADES = 5
Month = tuple[int, int]


@dataclass(frozen=True)
class Figure:
    """How many reports, under which code and words, and the address of the list of them (empty: there is none).

    `share` is of the largest of its kind, 0 to 100; `shade` the same in steps, 0 for none to `SHADES`.
    """

    code: str
    label: str
    number: int
    url: str = ""
    share: int = 0

    @property
    def shade(self) -> int:
        return -(-self.share * SHADES // 100)


@dataclass(frozen=True)
class Column(Figure):
    """A month: `label` is its name with the year, `short` and `year` what stands under its column."""

    short: str = ""
    year: str = ""


@dataclass(frozen=True)
class Matrix:
    """Reports by the evaluation of source (rows) and information (columns) of one scheme."""

    scheme: str
    label: str
    informations: list[tuple[str, str]]
    lines: list[tuple[tuple[str, str], list[Figure]]]

    @property
    def total(self) -> int:
        """How many reports are graded by this scheme."""
        return sum(figure.number for _source, row in self.lines for figure in row)


@dataclass(frozen=True)
class Overview:
    """The figures of a page; `earlier` counts what lies before the months shown, `given` and `received` by agency.

    `cut`: of more reports than figures are over, these are the latest (`MOST`).
    """

    total: int
    ours: int
    grades: list[Matrix]
    months: list[Column]
    earlier: Figure | None
    forms: list[Figure]
    platforms: list[Figure]
    received: list[Figure]
    given: list[Figure]
    cut: bool

    @property
    def others(self) -> int:
        """How many of the reports are of other agencies."""
        return self.total - self.ours

    @property
    def graded(self) -> int:
        """How many are graded, as far as the viewer may read it."""
        return sum(matrix.total for matrix in self.grades)


def overview_of(viewer: Viewer, narrowing: Narrowing) -> Overview:
    """The figures over what is meant: five queries, whatever there is."""
    months, agencies = _by_month_and_agency(viewer, narrowing)
    shown, earlier = _months(narrowing, months)
    forms, cut = _forms(viewer, narrowing)
    return Overview(
        total=months.total(), ours=sum(n for (pk, _name), n in agencies.items() if pk == viewer.agency_id),
        grades=_matrices(viewer, narrowing), months=shown, earlier=earlier, forms=forms,
        platforms=_platforms(viewer, narrowing), received=_received(viewer, narrowing, agencies),
        given=_given(viewer, narrowing), cut=cut,
    )  # fmt: skip


def _by_month_and_agency(viewer: Viewer, narrowing: Narrowing) -> tuple[Counter[Month], Counter[tuple[UUID, str]]]:
    """How many reports a month, in the reader's zone, and of which originator."""
    rows = narrowing.latest(viewer).order_by()
    found = rows.values("originator", "originator__name", y=ExtractYear("dated"), m=ExtractMonth("dated"))
    months: Counter[Month] = Counter()
    agencies: Counter[tuple[UUID, str]] = Counter()
    counted: Any = found.annotate(n=Count("pk"))
    for row in counted:
        months[row["y"], row["m"]] += row["n"]
        agencies[row["originator"], row["originator__name"]] += row["n"]
    return months, agencies


def _months(narrowing: Narrowing, found: Counter[Month]) -> tuple[list[Column], Figure | None]:
    """Every month from the first with a report, at most `MONTHS` up to the last, and what lies before them."""
    if not found:
        return [], None
    first, last = _number(min(found)), _number(max(found))
    begin = max(first, last - MONTHS + 1)
    shown = [_month(n) for n in range(begin, last + 1)]
    most = max(found[month] for month in shown)
    figures = [_of_month(narrowing, month, found[month], most) for month in shown]
    before = sum(n for month, n in found.items() if _number(month) < begin)
    until = _iso(_month(begin - 1))
    return figures, _figure(narrowing, until, "", before, before, until=until) if before else None


def _of_month(narrowing: Narrowing, month: Month, number: int, most: int) -> Column:
    """A month; where the period begins or ends within it, its list does too."""
    iso = _iso(month)
    bounds = {name: getattr(narrowing, name) for name in ("since", "until")}
    query = narrowing.but(**{name: bound if bound.startswith(iso) else iso for name, bound in bounds.items()}).query
    return Column(
        iso, in_words(iso), number, f"{reverse('reports')}?{query}", 100 * number // most,
        short=date_format(date(*month, 1), "M"), year=typed_day(iso)[:4],
    )  # fmt: skip


def _number(month: Month) -> int:
    return month[0] * 12 + month[1] - 1


def _month(number: int) -> Month:
    return number // 12, number % 12 + 1


def _iso(month: Month) -> str:
    return date(*month, 1).isoformat()[:7]


def _matrices(viewer: Viewer, narrowing: Narrowing) -> list[Matrix]:
    """The 4x4, and other schemes where they were used: one is never converted into the other."""
    rows = narrowing.parts(viewer, Piece.GRADES).order_by()
    names = ("scheme", "source", "information")
    said: Any = rows.values(**{f"said_{name}": KeyTextTransform(name, "data") for name in names}).annotate(
        n=Count("pk")
    )
    found = {tuple(row[f"said_{name}"] for name in names): row["n"] for row in said}
    made = [_matrix(narrowing, scheme, found) for scheme in GRADES]
    return [matrix for matrix in made if matrix.total or matrix.scheme == Scheme.EUROPOL]


def _matrix(narrowing: Narrowing, scheme: str, found: dict[Any, int]) -> Matrix:
    sources, informations = GRADES[scheme]
    most = max((n for grade, n in found.items() if grade[0] == scheme), default=0)
    lines = [
        (
            (str(source), str(label)),
            [
                _figure(narrowing, f"{source}{i}", f"{source}{i}", found.get((scheme, source, i), 0), most,
                        grade=f"{scheme}.{source}{i}")
                for i in informations.values
            ],
        )
        for source, label in sources.choices
    ]  # fmt: skip
    columns = [(str(code), str(label)) for code, label in informations.choices]
    return Matrix(scheme, str(Scheme(scheme).label), columns, lines)


def _forms(viewer: Viewer, narrowing: Narrowing) -> tuple[list[Figure], bool]:
    """By form, and whether there are more reports than figures are over: counted before a form narrows them."""
    wanted = Q(exploitation__contains=[narrowing.form]) if narrowing.form else Q()
    counts = {code: Count("pk", filter=wanted & Q(exploitation__contains=[code])) for code in Exploitation.values}
    found = narrowing.but(form="").latest(viewer).aggregate(met=Count("pk"), **counts)
    return _ranked(narrowing, found, Exploitation, "form"), found["met"] >= MOST


def _platforms(viewer: Viewer, narrowing: Narrowing) -> list[Figure]:
    """By kind; a report with two platforms of a kind counts once."""
    used = {code: Q(data__contains={"used": [{"kind": code}]}) for code in PlatformKind.values}
    counts = {code: Count("pk", filter=condition) for code, condition in used.items()}
    found = narrowing.parts(viewer, Piece.PLATFORMS).aggregate(**counts)
    return _ranked(narrowing, found, PlatformKind, "platform")


def _ranked(narrowing: Narrowing, found: dict[str, int], words: Any, name: str) -> list[Figure]:
    """The codes that occur, the most frequent first, then in the order of the list."""
    most = max((found[code] for code in words.values), default=0)
    codes = sorted((code for code in words.values if found[code]), key=lambda code: -found[code])
    return [_figure(narrowing, code, str(words(code).label), found[code], most, **{name: code}) for code in codes]


def _received(viewer: Viewer, narrowing: Narrowing, agencies: Counter[tuple[UUID, str]]) -> list[Figure]:
    """Reports of others, by originator."""
    others = {holder: n for holder, n in agencies.items() if holder[0] != viewer.agency_id}
    most = max(others.values(), default=0)
    ranked = sorted(others.items(), key=lambda one: (-one[1], one[0][1]))
    return [_figure(narrowing, str(pk), name, n, most, show="received", originator=str(pk)) for (pk, name), n in ranked]


def _given(viewer: Viewer, narrowing: Narrowing) -> list[Figure]:
    """Reports of ours that others hold now, by agency, of the releases and reports that the viewer sees."""
    if narrowing.show == "received":
        return []
    ours = narrowing.but(show="ours").latest(viewer).values("pk")
    rows: Any = Release.objects.visible_to(viewer).filter(state=State.ACTIVE, until__gt=Now(), report__in=ours)
    name = Agency.objects.filter(pk=OuterRef("asker")).values("name")  # once for each agency, after counting
    held = rows.order_by().values("asker").annotate(n=Count("report", distinct=True)).annotate(name=Subquery(name))
    ranked = sorted(held, key=lambda row: (-row["n"], row["name"]))
    most = ranked[0]["n"] if ranked else 0
    return [Figure(str(row["asker"]), row["name"], row["n"], "", 100 * row["n"] // most) for row in ranked]


def _figure(narrowing: Narrowing, code: str, label: str, number: int, most: int, **narrower: Any) -> Figure:
    query = narrowing.but(**narrower).query
    return Figure(code, label, number, f"{reverse('reports')}?{query}", 100 * number // most if most else 0)
