"""Cards of potential victims over the API."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import KEY
from cases.api_records import listing, making
from cases.subjects.api import bodies, shapes
from cases.subjects.api.moving import Moving, told_as
from cases.subjects.models import Card


class Cards(Moving):
    """Pseudonymous cards."""

    model = Card
    action_of_writers = "case.card"
    shaped = shapes.CardOut

    @listing("cards", shapes.CardPage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """The cards the viewer sees, newest first."""
        return self.listed(request, pk)

    @making("cards", bodies.CardIn, shapes.CardOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Make a card, under a pseudonym that is drawn here."""
        make = lambda case, data: Card.add(case, by=self.viewer, **data)  # noqa: E731
        return self.made("cases_cards", pk, bodies.CardIn, make)

    @extend_schema(operation_id="cases_cards_retrieve", responses=shapes.CardOut)
    def retrieve(self, request: Request, pk: UUID, card: UUID) -> Response:
        """One card."""
        return self.one(pk, card)

    @told_as("cards_edit", bodies.CardEdit, shapes.CardOut)
    def partial_update(self, request: Request, pk: UUID, card: UUID) -> Response:
        """Change a card of one's own agency; 409 with the card as it stands when `version` is not the newest."""
        run: Any = lambda row, data: row.edit(by=self.viewer, **data)  # noqa: E731
        return self.moved("cases_card_edit", pk, card, bodies.CardEdit, run)

    @extend_schema(operation_id="cases_cards_removal", parameters=[KEY], request=None, responses={204: None})
    def removal(self, request: Request, pk: UUID, card: UUID) -> Response:
        """Remove a card of one's own agency."""
        return self.removed("cases_card_removal", pk, card)
