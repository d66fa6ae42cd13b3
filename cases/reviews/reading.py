"""What pages and the API read of meetings, always through a viewer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.decide import allowed, can, levels_on
from access.viewer import Viewer
from cases.codes import Handling, Tlp
from cases.reviews.acts import Button, buttons
from cases.reviews.codes import SEATED, Category, ReviewState, Seat
from cases.reviews.comparison import COUNTED, total
from cases.reviews.content import Content
from cases.reviews.models import AgendaItem, Attendance, Figure, MinutesPart, Review
from cases.reviews.readers import ForViewer, items_of
from cases.reviews.words import label, phrase
from cases.reviews.writing import written
from cases.waiting import Waiting
from coordination_center.dates import written_day
from coordination_center.errors import Unseen

FEW = 10
STRICTEST = list(Tlp.values)  # RED first


def with_seats(viewer: Viewer) -> QuerySet[Review]:
    """Meetings with the seats of those invited or attending, in one further query for a whole page."""
    seats = Attendance.objects.visible_to(viewer).filter(state__in=SEATED).select_related("agency", "review")
    ordered = seats.order_by("invited_at", "id")
    return Review.objects.select_related("originator", "follows").prefetch_related(
        Prefetch("attendances", queryset=ordered, to_attr="live_seats")
    )


def seat_of(viewer: Viewer, review: Any) -> str:
    """What the acting agency is at a meeting fetched by `with_seats`: "host", "invited", "accepted"."""
    if review.originator_id == viewer.agency_id:
        return "host"
    return next((str(seat.state) for seat in review.live_seats if seat.agency_id == viewer.agency_id), "")


@dataclass(frozen=True)
class Tile:
    """A figure with what it is called."""

    name: str
    label: str
    number: int


@dataclass(frozen=True)
class Sitting:
    """A meeting as one viewer sees it: what may be done, which cases, what was counted, decided and stated."""

    viewer: Viewer
    review: Any
    levels: frozenset[str]

    @classmethod
    def of(cls, viewer: Viewer, review: Review) -> "Sitting":
        """The meeting that `with_seats` fetched for this viewer."""
        return cls(viewer, review, levels_on(viewer, review))

    @cached_property
    def items(self) -> list[AgendaItem]:
        """The agenda, as far as this viewer reads its cases."""
        return list(items_of(self.review).visible_to(self.viewer).order_by("created_at", "id"))

    @cached_property
    def contents(self) -> list[Content]:
        """The minutes: as they stand now, or as they were fixed for the viewer's agency."""
        if self.review.state == ReviewState.CLOSED:
            parts = MinutesPart.objects.visible_to(self.viewer).filter(review=self.review)
            rows = parts.select_related("case", "review").order_by("item__created_at", "item_id")
            return [Content.read(part.content) for part in rows]
        reader = ForViewer(self.viewer, [item.case_id for item in self.items])
        return written(self.review, self.items, reader, until=timezone.now())

    @cached_property
    def figures(self) -> list[Figure]:
        """What was stated by hand, as far as this viewer may see it."""
        rows = Figure.objects.visible_to(self.viewer).filter(review=self.review)
        return list(rows.select_related("agency", "author", "item__case", "review").order_by("created_at", "id"))

    @property
    def seat(self) -> str:
        """What the acting agency is here."""
        return seat_of(self.viewer, self.review)

    @property
    def attends(self) -> bool:
        """Whether it sits at the table, as host or having accepted."""
        return self.seat in ("host", Seat.ACCEPTED)

    def may(self, action: str) -> bool:
        """The policy, for the levels already read."""
        return allowed(self.viewer, action, self.levels)

    @property
    def may_put_up(self) -> bool:
        """Whether a case may be put on the agenda now."""
        return self.attends and self.may("review.decide") and self.review.state != ReviewState.CLOSED

    @property
    def may_state(self) -> bool:
        """Whether figures may be stated now."""
        return self.attends and self.may("review.decide") and self.review.state == ReviewState.OPEN

    def buttons(self) -> list[Button]:
        """The verbs this viewer has now."""
        return buttons(self.viewer, self.review, self.levels, self.seat)

    def tiles(self) -> list[Tile]:
        """What was done since the meeting before: counted, then stated by hand; without zeros."""
        counts = total(content.counts for content in self.contents)
        counted = [Tile(line.name, label(line.name), counts[line.name]) for line in COUNTED if line.name in counts]
        return counted + stated(self.figures)

    def sentence(self) -> str:
        """The comparison in one sentence: "24 warrants updated, 12 victims rescued"."""
        return ", ".join(phrase(tile.name, tile.number) for tile in self.tiles())

    @staticmethod
    def said(counts: dict[str, int]) -> str:
        """The counts of one case in a sentence."""
        return ", ".join(phrase(name, n) for name, n in counts.items())

    def since(self) -> str:
        """The day from which it counts, in the reader's calendar; empty without a comparison."""
        start = self.review.counts_from
        return written_day(timezone.localtime(start).date()) if start else ""

    def before(self) -> Review | None:
        """The meeting before, where this viewer sees it."""
        follows: Review | None = self.review.follows
        return follows if follows is not None and can(self.viewer, "review.see", follows) else None

    def marking(self) -> dict[str, Any] | None:
        """The strictest marking of the cases that are shown; None where none is."""
        return strictest(item.case for item in self.items)

    def tabs(self, here: str) -> list[dict[str, Any]]:
        """The pages of the meeting."""
        named = [("review", _("Agenda")), ("review_minutes", _("Minutes"))]
        pk = self.review.pk
        return [{"url": reverse(name, args=[pk]), "label": text, "current": name == here} for name, text in named]


def stated(figures: Iterable[Figure]) -> list[Tile]:
    """Figures stated by hand, added up by category."""
    sums: Counter[str] = Counter()
    for figure in figures:
        sums[figure.category] += figure.number
    return [Tile(name, label(name), sums[name]) for name in Category.values if sums[name]]


def strictest(cases: Iterable[Any]) -> dict[str, Any] | None:
    """The marking that what quotes these cases inherits: the strictest TLP, every handling code, every note."""
    rows = list(cases)
    if not rows:
        return None
    notes = dict.fromkeys(case.handling_note for case in rows if case.handling_note)
    codes = {code for case in rows for code in case.handling}
    return {
        "tlp": min((case.tlp for case in rows), key=STRICTEST.index),
        "handling": [code for code in Handling.values if code in codes],
        "note": " · ".join(notes),
    }


def item_of(sitting: Sitting, pk: UUID) -> AgendaItem:
    """An item of this meeting's agenda that the viewer sees; `Unseen` for any other id."""
    found = next((item for item in sitting.items if item.pk == pk), None)
    if found is None:
        raise Unseen(object_type="agenda_item", object_id=pk, action="case.read")
    return found


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Invitations to meetings that the acting agency has not answered, the nearest first."""
    rows = Attendance.objects.visible_to(viewer).filter(agency=viewer.agency, state=Seat.INVITED)
    rows = rows.exclude(review__state=ReviewState.CLOSED).select_related("review__originator")
    return [_waiting(seat.review) for seat in rows.order_by("review__starts_at", "id")[:FEW]]


def _waiting(review: Review) -> Waiting:
    says = _("%(agency)s invites your agency to a meeting") % {"agency": review.originator.name}
    starts = _("On %(day)s") % {"day": written_day(timezone.localtime(review.starts_at).date())}
    return Waiting(review.title, review.get_absolute_url(), says, _("Read and answer"), ("neutral", starts))
