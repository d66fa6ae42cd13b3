"""For whom minutes are made: a viewer who looks now, or an agency at the table when the meeting closes.

Both answer the same questions over the same cases, so that what was seen in session is what is fixed.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from access import registry
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.plan.models import Action
from cases.reviews.codes import Seat
from cases.reviews.models import AgendaItem, Attendance, Decision, Figure, Review

WHY = "the minutes of one agency: rows without an audience, or with this agency in it"


class ForViewer:
    """Rows of these cases that the viewer may see now."""

    def __init__(self, viewer: Viewer, cases: Iterable[UUID]) -> None:
        self.viewer, self.cases = viewer, list(cases)

    def of(self, child: registry.Child) -> Any:
        """Rows of a child of cases."""
        model: Any = child.model
        return model.objects.visible_to(self.viewer).filter(**{f"{child.path}__in": self.cases})

    def actions(self) -> Any:
        """Items of the plans."""
        return Action.objects.visible_to(self.viewer).filter(case__in=self.cases)

    def decisions(self) -> Any:
        """Decisions of every meeting."""
        return Decision.objects.visible_to(self.viewer).filter(item__case__in=self.cases)

    def figures(self, review: Review) -> Any:
        """Figures of this meeting that are about a case."""
        return Figure.objects.visible_to(self.viewer).filter(review=review, item__case__in=self.cases)


class ForAgency:
    """Rows of these cases that an agency which takes part in them may see, whoever of its people looks.

    Nobody is asked here: the verb that closes a meeting knows that the agency takes part, and each person who opens
    the minutes is asked for the case again. Rows that also hang on other records (`also`) are left out.
    """

    def __init__(self, agency: Agency, cases: Iterable[UUID]) -> None:
        self.agency, self.cases = agency, list(cases)

    def of(self, child: registry.Child) -> Any:
        """Rows of a child of cases."""
        model: Any = child.model
        rows = model.objects.unscoped(WHY).filter(**{f"{child.path}__in": self.cases})
        rows = rows.filter(**dict.fromkeys(registry.removals(child.model)))
        for path in child.audience:
            rows = rows.filter(self._within(child.model, path))
        return rows.none() if child.also else rows

    def actions(self) -> Any:
        """Items of the plans."""
        rows = Action.objects.unscoped(WHY).filter(case__in=self.cases, removed_at=None)
        return rows.filter(self._within(Action, "only"))

    def decisions(self) -> Any:
        """Decisions of the meetings at which the agency sat."""
        rows = Decision.objects.unscoped(WHY).filter(item__case__in=self.cases, removed_at=None)
        seats = Attendance.objects.unscoped(WHY).filter(agency=self.agency, state=Seat.ACCEPTED)
        sat = Q(item__review__in=seats.values("review")) | Q(item__review__originator=self.agency)
        return rows.filter(sat, self._within(Decision, "only"), item__removed_at=None)

    def figures(self, review: Review) -> Any:
        """Figures of this meeting that are about a case."""
        return Figure.objects.unscoped(WHY).filter(review=review, item__case__in=self.cases, removed_at=None)

    def _within(self, model: Any, path: str) -> Q:
        above = path.rpartition("__")[0]
        nothing = Q(**{f"{above}__isnull": True}) if above and registry.may_be_empty(model, above) else Q(pk__in=[])
        return Q(**{path: []}) | Q(**{f"{path}__contains": [self.agency.pk]}) | nothing


Reader = ForViewer | ForAgency


def items_of(review: Review) -> Any:
    """The agenda with what its lines show; to be scoped."""
    return AgendaItem.objects.filter(review=review).select_related("case__originator", "agency", "review")


def child_named(name: str) -> registry.Child | None:
    """The child of cases that the log calls `name`; None where its room is not installed."""
    return next((child for child in registry.children_of(Case) if child.name == name), None)
