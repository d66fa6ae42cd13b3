"""What the pages, the API and the desk read of requests for information, always through a viewer."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Min, Q, QuerySet, Value, When
from django.db.models import Case as Choose
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from access.decide import allowed, levels_on
from access.paging import PAGE, Cursor, Page
from access.policy import ASKER
from access.viewer import Viewer
from cases.models import Case
from cases.search.index import has_words
from coordination_center.clocks import Clock
from intelligence.reports.models import Report
from intelligence.rfis.acts import Button, buttons
from intelligence.rfis.clocks import clock_of
from intelligence.rfis.codes import OPEN, Answer, Refusal, Said, State
from intelligence.rfis.models import Addressee, Message, Rfi

LAPSED = Q(state__in=OPEN, paused_at=None, expires_at__lte=Now())
AWAITED = Q(state__in=OPEN) & ~Q(paused_at=None, expires_at__lte=Now())


def told() -> QuerySet[Addressee]:
    """Lines with `lapsed` by the database's clock, and what they name; to be scoped."""
    lapsed = Choose(When(LAPSED, then=Value(True)), default=Value(False))
    rows = Addressee.objects.select_related("rfi", "rfi__originator", "agency", "person")
    return rows.annotate(lapsed=ExpressionWrapper(lapsed, output_field=BooleanField()))


def owed(viewer: Viewer, *, ended: bool = False, q: str = "", after: str = "", size: int = PAGE) -> Page[Addressee]:
    """A page of what the acting agency is asked: what is due first, or what has ended, the latest first."""
    rows: Any = told().visible_to(viewer).filter(agency=viewer.agency)  # type: ignore[attr-defined]
    if q:
        rows = rows.filter(rfi__in=holding(viewer, q))
    if not ended:
        return _page(rows.filter(AWAITED), "due_at", after=after, size=size)
    over = rows.exclude(AWAITED).exclude(state=State.WITHDRAWN)
    return _page(over.annotate(over_at=Coalesce("ended_at", "expires_at")), "-over_at", after=after, size=size)


def asked(viewer: Viewer, *, ended: bool = False, q: str = "", after: str = "", size: int = PAGE) -> Page[Rfi]:
    """A page of what the acting agency asks: what is due first, or what waits for nobody, the latest first.

    Each has `lines`, `awaited`, `answered`, `back` (asked back) and `next_due`.
    """
    rows: Any = Rfi.objects.permitted(viewer, "rfi.follow").select_related("author")
    if q:
        rows = rows.filter(pk__in=holding(viewer, q))
    rows = rows.annotate(**_counts())
    if ended:
        return _page(rows.filter(awaited=0), "-created_at", after=after, size=size)
    return _page(rows.filter(awaited__gt=0), "next_due", after=after, size=size)


def _counts() -> dict[str, Any]:
    awaited = _of_lines(AWAITED)
    return {
        "lines": Count("addressees", filter=~Q(addressees__state=State.WITHDRAWN)),
        "awaited": Count("addressees", filter=awaited),
        "answered": Count("addressees", filter=Q(addressees__state=State.ANSWERED)),
        "back": Count("addressees", filter=awaited & Q(addressees__paused_at__isnull=False)),
        "next_due": Min("addressees__due_at", filter=awaited),
    }


def _of_lines(condition: Q) -> Q:
    """The same condition, asked of a request's lines."""
    found = Q(_connector=condition.connector, _negated=condition.negated)
    for child in condition.children:
        found.children.append(_of_lines(child) if isinstance(child, Q) else (f"addressees__{child[0]}", child[1]))  # type: ignore[index]
    return found


def _page(rows: Any, order: str, *, after: str, size: int) -> Page[Any]:
    """Rows in the order of one time; `after` is a sealed cursor of the page before."""
    name, backwards = order.removeprefix("-"), order.startswith("-")
    cursor = Cursor.unseal(after) if after else None
    if cursor:
        beyond = TupleLessThan if backwards else TupleGreaterThan
        rows = rows.filter(beyond(Tuple(name, "pk"), (cursor.sort_at, cursor.pk)))
    found = list(rows.order_by(order, "-pk" if backwards else "pk")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], older=Cursor(getattr(last, name), last.pk).seal() if last else "")


def holding(viewer: Viewer, q: str) -> Any:
    """The ids of requests that hold all the words in the question, or in one message that the viewer reads."""
    words = has_words(q)
    if words is None:
        return []
    questions = Rfi.objects.visible_to(viewer).filter(words).values("pk")
    said = messages_for(viewer).filter(words).values("addressee__rfi")
    return questions.union(said)


def messages_for(viewer: Viewer) -> QuerySet[Message]:
    """The messages this viewer reads: of its own threads, without those of an agency that has shut it out."""
    return Message.objects.visible_to(viewer).exclude(agency__in=sorted(viewer.shut_originators))


def counts(viewer: Viewer) -> dict[str, int]:
    """How many answers are owed, how many own requests wait, how many agencies asked back, what is due first."""
    mine, ours = Q(agency=viewer.agency), Q(rfi__originator=viewer.agency)
    found: dict[str, int] = Addressee.objects.visible_to(viewer).filter(AWAITED).aggregate(
        owed=Count("pk", filter=mine), asked=Count("rfi", filter=ours, distinct=True),
        back=Count("pk", filter=ours & Q(paused_at__isnull=False)), first=Min("due_at", filter=mine),
    )  # fmt: skip
    return found


def next_clock(rfi: Any) -> Clock | None:
    """The clock of a request of `asked`: of the line that is due first."""
    if rfi.next_due is None:
        return None
    return clock_of(rfi.urgency, rfi.next_due, paused=rfi.back == rfi.awaited)


@dataclass(frozen=True)
class Line:
    """An addressee as its reader sees it: `hidden` where that agency has shut the reader out since.

    `report`: the report it was answered with, as long as the reader may open that.
    """

    addressee: Addressee
    thread: list[Message]
    hidden: bool
    buttons: list[Button]
    report: UUID | None

    @staticmethod
    def words_of(message: Message) -> str:
        """What the code of an answer or a refusal says."""
        return str((Refusal if message.kind == Said.REFUSAL else Answer)(message.code).label)


@dataclass(frozen=True)
class RfiPage:
    """What every page of one request needs."""

    viewer: Viewer
    rfi: Rfi
    levels: frozenset[str]

    @classmethod
    def of(cls, viewer: Viewer, rfi: Rfi) -> "RfiPage":
        """The page of a request that the viewer sees."""
        return cls(viewer, rfi, levels_on(viewer, rfi))

    def may(self, action: str) -> bool:
        """The policy, for the levels already read."""
        return allowed(self.viewer, action, self.levels)

    @property
    def asks(self) -> bool:
        """Whether the acting agency is the one that asks."""
        return ASKER in self.levels

    def case(self) -> Case | None:
        """The case, for who reads it; to everybody else there is none."""
        if self.rfi.case_id is None:
            return None
        return Case.objects.permitted(self.viewer, "case.read").filter(pk=self.rfi.case_id).first()

    def rows(self) -> list[Addressee]:
        """The lines this viewer may know of, by the name of the agency."""
        return list(told().under(self.viewer, self.rfi).order_by("agency__name", "sent_at", "pk"))  # type: ignore[attr-defined]

    def threads(self) -> dict[UUID, list[Message]]:
        """The messages by line, oldest first."""
        found: dict[UUID, list[Message]] = defaultdict(list)
        rows = messages_for(self.viewer).filter(addressee__rfi=self.rfi)
        for message in rows.select_related("author", "agency", "addressee__rfi").order_by("created_at", "pk"):
            found[message.addressee_id].append(message)
        return found

    @property
    def context(self) -> dict[str, Any]:
        """The template's context: `lines` that are this reader's business, `others` are the names of agencies only."""
        rows, threads = self.rows(), self.threads()
        own = [row for row in rows if self.asks or self._is_ours(row)]
        open_to_us = self._reports(own)
        others = [
            row.agency for row in rows if not self.asks and row.state != State.WITHDRAWN and not self._is_ours(row)
        ]
        return {
            "rfi": self.rfi,
            "asks": self.asks,
            "may_ask": self.asks and self.may("rfi.ask") and self.rfi.withdrawn_at is None,
            "lines": [self._line(row, threads[row.pk], open_to_us) for row in own],
            "others": others,
            "case": self.case(),
            "now": timezone.now(),
        }

    def _is_ours(self, row: Addressee) -> bool:
        return row.agency_id == self.viewer.agency_id and row.state != State.WITHDRAWN

    def _reports(self, rows: list[Addressee]) -> set[UUID]:
        """Of the reports that were answered with, those that the reader may open now: none after a recall."""
        ids = [row.report_id for row in rows if row.report_id]
        if not ids:
            return set()
        found: Any = Report.objects.visible_to(self.viewer).filter(pk__in=ids)
        return set(found.values_list("pk", flat=True))

    def _line(self, row: Addressee, thread: list[Message], open_to_us: set[UUID]) -> Line:
        row.rfi = self.rfi
        hidden = row.agency_id in self.viewer.shut_originators
        may = self.may("rfi.ask" if self.asks else "rfi.answer")
        report = row.report_id if row.report_id in open_to_us and not hidden else None
        return Line(row, thread, hidden, buttons(row, asks=self.asks) if may else [], report)
