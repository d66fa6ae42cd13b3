"""What the pages and the API read of operations, always through a viewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from access.decide import allowed, levels_on
from access.paging import Cursor, cut
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from operations.codes import COUNTED, REPORTING, State, Status
from operations.models import Delegation, Increment, Mark, Operation, Site, Standing

PAGE = 50
MOST_WAITING = 1_000
MOST_DOUBLES = 1_000  # persons


@dataclass(frozen=True)
class Narrowing:
    """By what results are filtered; what is empty filters nothing."""

    category: str = ""
    status: str = ""
    agency: UUID | None = None
    site: UUID | None = None
    day: date | None = None
    nationality: str = ""
    doubled: bool = False

    def of(self, rows: QuerySet[Increment], viewer: Viewer, operation: Operation) -> QuerySet[Increment]:
        """The rows that match. A site that the viewer does not see matches nothing."""
        plain = {
            name: getattr(self, name) for name in ("category", "day", "nationality", "agency_id") if getattr(self, name)
        }
        rows = rows.filter(**plain)
        if self.status:
            rows = rows.filter(Q(standing__status=self.status) | Q(reverses__standing__status=self.status))
        if self.site:
            seen = Site.objects.visible_to(viewer).filter(pk=self.site)
            rows = rows.filter(site__in=seen)
        return rows.filter(pk__in=_doubled(viewer, operation)) if self.doubled else rows

    @property
    def agency_id(self) -> UUID | None:
        """The agency's id, by the field's name."""
        return self.agency


@dataclass(frozen=True)
class Line:
    """A result as this viewer reads it: without what is withheld from it."""

    row: Increment
    status: str
    net: int
    site: Site | None
    case: Case | None
    doubles: list[str]
    inside: bool

    @property
    def note(self) -> str:
        """The note, for the country itself and the coordinating agency."""
        return self.row.note if self.inside else ""

    @property
    def person(self) -> str:
        """Who reported it, for the same."""
        return self.row.person.name if self.inside else ""

    @property
    def unconfirmed(self) -> bool:
        """Whether it was entered for a country that has not spoken since."""
        return self.row.on_behalf and self.status in (Status.REPORTED, Status.DISPUTED)


@dataclass(frozen=True)
class Results:
    """A page of results, with sealed cursors to the pages on both sides (empty: there is none)."""

    rows: list[Line]
    older: str
    newer: str


def results(
    viewer: Viewer, operation: Operation, narrowing: Narrowing = Narrowing(), *, after: str = "", size: int = PAGE
) -> Results:  # fmt: skip
    """A page of results, newest first."""
    cursor = Cursor.unseal(after) if after else None
    rows = narrowing.of(_rows(viewer).filter(operation=operation), viewer, operation)
    backwards = cursor is not None and cursor.newer
    if cursor is not None:
        side = "gt" if backwards else "lt"
        later = Q(**{f"created_at__{side}": cursor.sort_at}) | Q(
            created_at=cursor.sort_at, **{f"pk__{side}": cursor.pk}
        )
        rows = rows.filter(later)
    order = ("created_at", "pk") if backwards else ("-created_at", "-pk")
    page = cut(list(rows.order_by(*order)[: size + 1]), cursor, size)
    return Results(lines(viewer, operation, page.rows), older=page.older, newer=page.newer)


def one_result(viewer: Viewer, operation: Operation, row: Increment) -> Line:
    """One result, fetched through `access`, as this viewer reads it."""
    return lines(viewer, operation, [row])[0]


def _rows(viewer: Viewer) -> QuerySet[Increment]:
    related = ("standing", "reverses__standing", "agency", "person", "operation")
    return Increment.objects.visible_to(viewer).select_related(*related).annotate(updated_at=F("created_at"))


def lines(viewer: Viewer, operation: Operation, rows: Iterable[Increment]) -> list[Line]:
    """Results with what hangs on them, as far as the viewer sees it: three queries at most."""
    rows = list(rows)
    sites = _seen(Site, viewer, (row.site_id for row in rows))
    cases = _seen(Case, viewer, (row.case_id for row in rows))
    doubles = _doubles(viewer, operation, rows)
    found = []
    for row in rows:
        standing = (row.reverses if row.reverses_id else row).standing  # type: ignore[union-attr]
        inside = row.within(viewer)
        net = 0 if row.reverses_id else standing.net
        twice = doubles.get(row.pk, []) if inside else []
        site, case = sites.get(row.site_id), cases.get(row.case_id)
        found.append(Line(row, standing.status, net, site, case, twice, inside))
    return found


def _seen(model: Any, viewer: Viewer, ids: Iterable[UUID | None]) -> dict[UUID | None, Any]:
    wanted = {pk for pk in ids if pk}
    return {row.pk: row for row in model.objects.visible_to(viewer).filter(pk__in=wanted)} if wanted else {}


def _doubles(viewer: Viewer, operation: Operation, rows: list[Increment]) -> dict[UUID, list[str]]:
    """By result the other countries that count the same person: their names, and nothing else of it."""
    tokens = {bytes(row.token) for row in rows if row.token}
    if not tokens:
        return {}
    same = (
        _counted(viewer).filter(operation=operation, token__in=tokens).values_list("token", "agency_id", "agency__name")
    )
    others: dict[bytes, set[tuple[UUID, str]]] = {}
    for token, agency, name in same:
        others.setdefault(bytes(token), set()).add((agency, name))
    return {
        row.pk: sorted(name for agency, name in others.get(bytes(row.token), ()) if agency != row.agency_id)
        for row in rows
        if row.token and row.standing.net and row.standing.status in COUNTED
    }


def _counted(viewer: Viewer) -> QuerySet[Increment]:
    return Increment.objects.visible_to(viewer).filter(standing__net__gt=0, standing__status__in=COUNTED)


def possible_doubles(viewer: Viewer, operation: Operation) -> int:
    """How many results may count a person whom another country counts too; one's own, or all to who coordinates."""
    return _doubled(viewer, operation).count()


def _doubled(viewer: Viewer, operation: Operation) -> QuerySet[Increment]:
    """Those results: first the tokens that two countries have, from their index alone, then what still counts."""
    rows = Increment.objects.under(viewer, operation).exclude(token=b"").order_by()
    shared = rows.values("token").annotate(countries=Count("agency", distinct=True)).filter(countries__gt=1)
    tokens = list(shared.values_list("token", flat=True)[:MOST_DOUBLES])
    counted = _counted(viewer).filter(operation=operation, token__in=tokens)
    twin = counted.filter(token=OuterRef("token")).exclude(agency=OuterRef("agency"))
    found = counted.filter(Exists(twin))
    return found if viewer.agency_id == operation.originator_id else found.filter(agency=viewer.agency_id)


def waiting(viewer: Viewer, operation: Operation) -> int:
    """How many of the own results (of all, for who coordinates) wait for a verdict; `MOST_WAITING` + 1 is more."""
    rows = Standing.objects.under(viewer, operation).filter(status=Status.REPORTED)
    if viewer.agency_id != operation.originator_id:
        rows = rows.filter(delegation__agency=viewer.agency_id)
    return rows[: MOST_WAITING + 1].count()


def marks_of(viewer: Viewer, row: Increment) -> list[Mark]:
    """The verdicts on a result, first to last."""
    return list(Mark.objects.visible_to(viewer).filter(increment=row).select_related("agency", "person", "increment"))


def reversals_of(viewer: Viewer, row: Increment) -> list[Increment]:
    """The corrections of a result, first to last."""
    return list(_rows(viewer).filter(reverses=row).order_by("created_at", "pk"))


@dataclass(frozen=True)
class OperationPage:
    """What every page of one operation needs."""

    viewer: Viewer
    operation: Operation
    levels: frozenset[str]
    delegations: list[Delegation]

    @classmethod
    def of(cls, viewer: Viewer, operation: Operation) -> "OperationPage":
        """The page of an operation that the viewer sees."""
        rows = Delegation.objects.under(viewer, operation).filter(ended_at=None)
        parts = rows.select_related("agency", "coordinator", "operation").order_by("agency__country", "agency__name")
        return cls(viewer, operation, levels_on(viewer, operation), list(parts))

    def may(self, action: str) -> bool:
        """The policy, for the levels already read."""
        return allowed(self.viewer, action, self.levels)

    @property
    def own(self) -> Delegation | None:
        """The acting agency's delegation, where it has one."""
        mine = (line for line in self.delegations if line.agency_id == self.viewer.agency_id)
        return next((line for line in mine if line.part == "delegation"), None)

    @property
    def speaks(self) -> bool:
        """Whether the viewer speaks for its country."""
        return self.own is not None and self.own.speaks(self.viewer)

    @property
    def reports(self) -> bool:
        """Whether the viewer may report now, for its own country or on behalf of others."""
        takes = self.operation.state in REPORTING
        return takes and ((self.own is not None and self.may("operation.report")) or self.may("operation.run"))

    @property
    def next_move(self) -> tuple[str, str] | None:
        """The verb that moves the operation on, and its word; None where there is none, or not for this viewer."""
        words = {
            State.PLANNING: ("approval", _("Approve the plan")),
            State.APPROVED: ("beginning", _("Begin the action days")),
            State.TACTICAL: ("closing", _("End the action days")),
            State.CLOSING: ("freezing", _("Freeze the figures")),
            State.FROZEN: ("publication", _("Publish the figures")),
        }
        return words.get(State(self.operation.state)) if self.may("operation.run") else None

    @property
    def reporters(self) -> list[Agency]:
        """The countries for which the viewer may report: its own first, all where it coordinates."""
        own = [self.own.agency] if self.own else []
        rest = [line.agency for line in self.delegations if line.part == "delegation" and line.agency not in own]
        return own + (rest if self.may("operation.run") else [])
