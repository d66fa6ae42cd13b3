"""What the pages and the API read of sources, always through a viewer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from access.decide import allowed, levels_on
from access.policy import PAIR, READERS
from access.viewer import Viewer
from agencies.models import Membership, Person
from intelligence.sources.codes import Answer, Way
from intelligence.sources.models import Grade, Handover, Source


@dataclass(frozen=True)
class SourcePage:
    """One source as this viewer may see it: the codename alone, or who handles it and how it was graded too."""

    viewer: Viewer
    source: Source
    levels: frozenset[str]

    @classmethod
    def of(cls, viewer: Viewer, source: Source) -> "SourcePage":
        """The page of a source that the viewer was given."""
        return cls(viewer, source, levels_on(viewer, source))

    @property
    def handles(self) -> bool:
        return allowed(self.viewer, "source.handle", self.levels)

    @property
    def oversees(self) -> bool:
        return allowed(self.viewer, "source.oversee", self.levels)

    @property
    def knows(self) -> bool:
        """Whether more than the codename is shown."""
        return self.handles or self.oversees

    @property
    def handover(self) -> Handover | None:
        """The open hand-over, for those who know more than the codename and for whom it was offered to."""
        rows = Handover.objects.under(self.viewer, self.source).filter(answer=Answer.OPEN)
        found = rows.select_related("taker", "giver", "proposed_by").first()
        mine = found is not None and found.taker_id == self.viewer.person_id
        return found if self.knows or mine else None

    @property
    def answers(self) -> list[Answer]:
        """What the viewer may answer to the open hand-over."""
        found, me = self.handover, self.viewer.person_id
        if found is None:
            return []
        may: list[Answer] = []
        if found.way == Way.OFFERED and found.taker_id == me:
            may += [Answer.TAKEN, Answer.DECLINED]
        if found.way == Way.ASSIGNED and self.oversees and me not in (found.proposed_by_id, found.taker_id):
            may += [Answer.CONFIRMED, Answer.REFUSED]
        if self.oversees or found.proposed_by_id == me:
            may.append(Answer.WITHDRAWN)
        return may

    @property
    def context(self) -> dict[str, Any]:
        """The template's context."""
        orphaned = self.knows and self.source.is_orphaned
        handover = self.handover
        assigns = orphaned and allowed(self.viewer, "source.assign", self.levels)
        return {
            "source": self.source,
            "handles": self.handles,
            "knows": self.knows,
            "orphaned": orphaned,
            "assigns": assigns and handover is None,
            "offers": self.handles and handover is None,
            "grades": list(grades_of(self)),
            "handover": handover,
            "answers": self.answers,
        }


def grades_of(page: SourcePage) -> QuerySet[Grade]:
    """The grading history, newest first; nothing for those who know the codename only."""
    rows = Grade.objects.under(page.viewer, page.source).select_related("author")
    return rows if page.knows else rows.none()


def waiting(viewer: Viewer) -> list[Handover]:
    """The open hand-overs that the viewer can answer: offered to them, or to be confirmed by them."""
    rows = Handover.objects.visible_to(viewer).filter(answer=Answer.OPEN).select_related("source", "taker")
    mine = Q(way=Way.OFFERED, taker=viewer.person_id)
    if PAIR & viewer.roles:
        others = ~Q(proposed_by=viewer.person_id) & ~Q(taker=viewer.person_id)
        mine |= Q(way=Way.ASSIGNED) & others
    return list(rows.filter(mine).order_by("proposed_at"))


def colleagues(viewer: Viewer, source: Source) -> QuerySet[Person]:
    """Whom the viewer may name as the next handler: people in office of the source's agency, by name."""
    live = Membership.objects.live().filter(agency=source.originator_id, roles__overlap=[str(role) for role in READERS])
    others = Person.objects.filter(pk__in=live.values("person")).exclude(pk__in=[source.handler_id, viewer.person_id])
    return others.order_by("name", "pk")
