"""Walking through an agenda: one case, with what its page shows and what the viewer may do there."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from access.decide import allowed, levels_on
from cases.reviews.codes import ReviewState
from cases.reviews.comparison import COUNTED
from cases.reviews.content import Content
from cases.reviews.models import AgendaItem, Decision, Figure
from cases.reviews.readers import ForViewer
from cases.reviews.reading import Sitting, Tile, stated, strictest
from cases.reviews.words import label
from cases.reviews.writing import written


@dataclass(frozen=True)
class Walk:
    """A case of the agenda as one viewer meets it. `place` counts among the cases that this viewer sees, from 1."""

    sitting: Sitting
    item: AgendaItem
    content: Content | None
    decisions: list[Decision]
    works: bool  # on the case, for an agency at the table

    @classmethod
    def of(cls, sitting: Sitting, item: AgendaItem) -> "Walk":
        """The walk at an item of the sitting."""
        rows = Decision.objects.visible_to(sitting.viewer).filter(item=item).order_by("created_at", "id")
        decisions = list(rows.select_related("owner", "agency", "action", "item__case"))
        levels = levels_on(sitting.viewer, item.case)
        works = sitting.attends and sitting.may("review.decide") and allowed(sitting.viewer, "case.plan", levels)
        return cls(sitting, item, _content(sitting, item), decisions, works)

    @property
    def place(self) -> int:
        return [other.pk for other in self.sitting.items].index(self.item.pk) + 1

    @property
    def before(self) -> AgendaItem | None:
        return self.sitting.items[self.place - 2] if self.place > 1 else None

    @property
    def after(self) -> AgendaItem | None:
        return self.sitting.items[self.place] if self.place < len(self.sitting.items) else None

    @property
    def figures(self) -> list[Figure]:
        """What was stated by hand of this case."""
        return [figure for figure in self.sitting.figures if figure.item_id == self.item.pk]

    @property
    def may_write(self) -> bool:
        return self.works and self.sitting.review.state != ReviewState.CLOSED

    @property
    def may_decide(self) -> bool:
        return self.works and self.sitting.review.state == ReviewState.OPEN

    @property
    def may_take_off(self) -> bool:
        return self.may_write and self.item.agency_id == self.sitting.viewer.agency_id and not self.decisions

    def tiles(self) -> list[Tile]:
        """What was done in this case since the meeting before."""
        counts = self.content.counts if self.content else {}
        counted = [Tile(line.name, label(line.name), counts[line.name]) for line in COUNTED if line.name in counts]
        return counted + stated(self.figures)

    def marking(self) -> dict[str, Any] | None:
        """The case's own marking."""
        return strictest([self.item.case])


def _content(sitting: Sitting, item: AgendaItem) -> Content | None:
    """What the minutes say of this case: now, or as it was fixed; None where nothing was fixed for the agency."""
    if sitting.review.state == ReviewState.CLOSED:
        return next((content for content in sitting.contents if content.item == str(item.pk)), None)
    reader = ForViewer(sitting.viewer, [item.case_id])
    (content,) = written(sitting.review, [item], reader, until=timezone.now())
    return content
