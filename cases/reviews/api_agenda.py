"""The REST API of a meeting's agenda: cases, decisions, figures."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.decide import get_for
from cases.api import KEY
from cases.reviews import serializers as shapes
from cases.reviews.api import Meetings
from cases.reviews.models import AgendaItem, Decision, Figure
from cases.reviews.reading import Sitting, item_of
from coordination_center.errors import Stale

AGENDA, DECISIONS, FIGURES = map(shapes.list_of, (shapes.ItemOut, shapes.DecisionOut, shapes.FigureOut))


class AgendaViewSet(Meetings):
    """The cases of a meeting, as far as the viewer reads them."""

    @extend_schema(operation_id="reviews_agenda_list", responses=AGENDA)
    def list(self, request: Request, pk: UUID) -> Response:
        """The agenda, in its order."""
        return Response({"results": shapes.ItemOut(self.sitting(pk).items, many=True).data})

    @extend_schema(
        operation_id="reviews_agenda_create", parameters=[KEY], request=shapes.ItemIn, responses={201: shapes.ItemOut}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Put a case on the agenda; nobody sees more of it by this."""
        review = self.sitting(pk, "review.decide").review
        data = self.valid(shapes.ItemIn(data=request.data, context={"viewer": self.viewer}))
        made = self.once(f"reviews_agenda {pk}", lambda: review.put_up(by=self.viewer, **data))
        return self.one(pk, made, status=201)

    @extend_schema(operation_id="reviews_agenda_retrieve", responses=shapes.ItemOut)
    def retrieve(self, request: Request, pk: UUID, item: UUID) -> Response:
        """One case of the agenda."""
        return self.one(pk, item)

    @extend_schema(operation_id="reviews_agenda_write", request=shapes.TextsIn, responses=shapes.ItemOut)
    def partial_update(self, request: Request, pk: UUID, item: UUID) -> Response:
        """Write what was achieved and agreed; 409 with the item as it stands in `current` when stale."""
        found = self.item(pk, item)
        data = self.valid(shapes.TextsIn(data=request.data))
        try:
            found.write(by=self.viewer, **data)
        except Stale as stale:
            stale.context["shown"] = shapes.ItemOut(self.item(pk, item)).data
            raise
        return self.one(pk, item)

    @extend_schema(operation_id="reviews_agenda_discussion", parameters=[KEY], request=None, responses=shapes.ItemOut)
    def discuss(self, request: Request, pk: UUID, item: UUID) -> Response:
        """Say that the case was walked through."""
        found = self.item(pk, item)
        self.once(f"reviews_discussion {item}", lambda: self._discussed(found), status=200)
        return self.one(pk, item)

    def _discussed(self, item: AgendaItem) -> AgendaItem:
        item.discuss(by=self.viewer)
        return item

    @extend_schema(operation_id="reviews_agenda_removal", request=None, responses={204: None})
    def take_off(self, request: Request, pk: UUID, item: UUID) -> Response:
        """Take the case off the agenda."""
        self.item(pk, item).take_off(by=self.viewer)
        return Response(status=204)

    def item(self, pk: UUID, item: UUID) -> AgendaItem:
        """The item of the address, for writing on it."""
        return item_of(self.sitting(pk, "review.decide"), item)

    def one(self, pk: UUID, item: UUID, status: int = 200) -> Response:
        """The answer that shows one item."""
        return Response(shapes.ItemOut(item_of(self.sitting(pk), item)).data, status=status)


class DecisionViewSet(AgendaViewSet):
    """Decisions on a case of the agenda."""

    @extend_schema(operation_id="reviews_decisions_list", responses=DECISIONS)
    def list(self, request: Request, pk: UUID, item: UUID) -> Response:  # type: ignore[override]
        """What was decided on the case, in its order."""
        return self._decisions(item_of(self.sitting(pk), item))

    @extend_schema(
        operation_id="reviews_decisions_create", parameters=[KEY], request=shapes.DecisionIn, responses={201: DECISIONS}
    )
    def create(self, request: Request, pk: UUID, item: UUID) -> Response:  # type: ignore[override]
        """Take a decision; answers with all decisions on the case."""
        found = self.item(pk, item)
        context = {"viewer": self.viewer, "case": found.case}
        data = self.valid(shapes.DecisionIn(data=request.data, context=context))
        self.once(f"reviews_decisions {item}", lambda: found.decide(by=self.viewer, **data))
        return self._decisions(found, status=201)

    @extend_schema(operation_id="reviews_decisions_removal", request=None, responses={204: None})
    def take_back(self, request: Request, pk: UUID, item: UUID, decision: UUID) -> Response:
        """Take a decision back; its item stays on the plan."""
        rows = Decision.objects.select_related("item__case", "item__review")
        found = get_for(self.viewer, "case.read", rows, pk=decision, item=self.item(pk, item))
        found.take_back(by=self.viewer)
        return Response(status=204)

    def _decisions(self, item: AgendaItem, status: int = 200) -> Response:
        rows: Any = Decision.objects.visible_to(self.viewer).filter(item=item).order_by("created_at", "id")
        rows = rows.select_related("owner", "agency", "item__case")
        return Response({"results": shapes.DecisionOut(rows, many=True).data}, status=status)


class FigureViewSet(Meetings):
    """Figures stated by hand."""

    @extend_schema(operation_id="reviews_figures_list", responses=FIGURES)
    def list(self, request: Request, pk: UUID) -> Response:
        """What was stated, as far as the viewer may see it."""
        return self._figures(self.sitting(pk))

    @extend_schema(
        operation_id="reviews_figures_create", parameters=[KEY], request=shapes.FigureIn, responses={201: FIGURES}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """State a figure; answers with all that the viewer may see."""
        now = self.sitting(pk, "review.decide")
        context = {"viewer": self.viewer, "review": now.review}
        data = self.valid(shapes.FigureIn(data=request.data, context=context))
        self.once(f"reviews_figures {pk}", lambda: now.review.state_figure(by=self.viewer, **data))
        return self._figures(self.sitting(pk), status=201)

    @extend_schema(operation_id="reviews_figures_removal", request=None, responses={204: None})
    def take_back(self, request: Request, pk: UUID, figure: UUID) -> Response:
        """Take a figure back."""
        self.sitting(pk, "review.decide")
        rows = Figure.objects.select_related("item__case", "item__review", "review")
        get_for(self.viewer, "review.see", rows, pk=figure, review_id=pk).take_back(by=self.viewer)
        return Response(status=204)

    def _figures(self, now: Sitting, status: int = 200) -> Response:
        return Response({"results": shapes.FigureOut(now.figures, many=True).data}, status=status)
