"""The REST API of sources: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import APIView, ViewSet
from access.decide import get_for, require, require_role
from access.paging import page_for
from agencies.models import Person
from agencies.stepup import give_code
from cases.api import AFTER, KEY
from coordination_center.answers import refused
from coordination_center.errors import DomainError, Invalid
from coordination_center.sending import once
from intelligence.sources import serializers as shapes
from intelligence.sources.identity import keyed, open_identity
from intelligence.sources.models import Source
from intelligence.sources.reading import SourcePage, colleagues, grades_of


def _valid(serializer: Any) -> Any:
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


class SourceViewSet(ViewSet):
    """Sources of the acting agency."""

    @extend_schema(operation_id="sources_list", parameters=[AFTER], responses=shapes.SourcesPage)
    def list(self, request: Request) -> Response:
        """The codenames of the acting agency."""
        require_role(self.viewer, "source.create")
        page = page_for(self.viewer, Source.objects.all(), after=request.query_params.get("after", ""))
        results = shapes.SourceOut(page.rows, many=True).data
        return Response({"results": results, "older": page.older or None, "newer": page.newer or None})

    @extend_schema(operation_id="sources_create", request=shapes.SourceIn, responses={201: shapes.SourceDetail})
    def create(self, request: Request) -> Response:
        """Begin a source, handled by the token's person. Sent again it is refused: the codename is taken."""
        made = Source.begin(by=self.viewer, **_valid(shapes.SourceIn(data=request.data)))
        return self._shown(made.pk, 201)

    @extend_schema(operation_id="sources_retrieve", responses=shapes.SourceDetail)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One source."""
        return self._shown(pk)

    @extend_schema(operation_id="sources_identify", request=shapes.IdentityIn, responses={204: None})
    def identify(self, request: Request, pk: UUID) -> Response:
        """Write into the vault; the answer shows nothing of it."""
        source = self._source(pk, "source.handle")
        data = _valid(shapes.IdentityIn(data=request.data))
        if not data:
            raise Invalid(_("Write at least one of these."))
        source.identify(by=self.viewer, **data)
        return Response(status=204)

    @extend_schema(operation_id="sources_pay", parameters=[KEY], request=shapes.PaymentIn, responses={204: None})
    def pay(self, request: Request, pk: UUID) -> Response:
        """Note a payment. The same key again is one payment."""
        source = self._source(pk, "source.handle")
        data = _valid(shapes.PaymentIn(data=request.data))

        def paid() -> Source:
            source.pay(by=self.viewer, **data)
            return source

        key = request.headers.get("Idempotency-Key", "")
        once(self.viewer, route=f"sources_pay {pk}", key=key, body=keyed(request._request.body), make=paid, status=204)
        return Response(status=204)

    @extend_schema(operation_id="sources_grades_list", responses=shapes.GradeOut(many=True))
    def grades(self, request: Request, pk: UUID) -> Response:
        """The grading history, newest first; empty for those who know the codename alone."""
        page = SourcePage.of(self.viewer, self._source(pk, "source.see"))
        return Response(shapes.GradeOut(grades_of(page), many=True).data)

    @extend_schema(operation_id="sources_grade", request=shapes.GradeIn, responses={201: shapes.GradeOut})
    def grade(self, request: Request, pk: UUID) -> Response:
        """Add a line to the grading history."""
        source = self._source(pk, "source.handle")
        made = source.grade(by=self.viewer, **_valid(shapes.GradeIn(data=request.data)))
        return Response(shapes.GradeOut(made).data, status=201)

    @extend_schema(operation_id="sources_hand_over", request=shapes.TakerIn, responses=shapes.SourceDetail)
    def hand_over(self, request: Request, pk: UUID) -> Response:
        """Offer the source (its handler), or propose a handler in the place of one who is gone (a supervisor)."""
        source = self._source(pk, "source.see")
        handles = SourcePage.of(self.viewer, source).handles
        if not handles:
            require(self.viewer, "source.assign", source)
        wanted = _valid(shapes.TakerIn(data=request.data))["taker"]
        taker: Person | None = colleagues(self.viewer, source).filter(pk=wanted).first()
        if taker is None:
            raise Invalid(fields={"taker": [_("Choose a colleague of your agency who handles reports.")]})
        (source.offer if handles else source.propose)(by=self.viewer, taker=taker)
        return self._shown(pk)

    @extend_schema(operation_id="sources_answer", request=shapes.AnswerIn, responses=shapes.SourceDetail)
    def answer(self, request: Request, pk: UUID) -> Response:
        """Answer the open hand-over."""
        source = self._source(pk, "source.see")
        source.answer(by=self.viewer, **_valid(shapes.AnswerIn(data=request.data)))
        return self._shown(pk)

    def _source(self, pk: UUID, action: str) -> Source:
        return get_for(self.viewer, action, Source.objects.select_related("handler", "originator"), pk=pk)

    def _shown(self, pk: UUID, status: int = 200) -> Response:
        page = SourcePage.of(self.viewer, self._source(pk, "source.see"))
        shown: dict[str, Any] = {"id": pk, "codename": page.source.codename}
        shown["handler"] = page.source.handler if page.knows else None
        shown["orphaned"] = page.source.is_orphaned if page.knows else None
        handover: Any = page.handover
        if handover is not None:
            handover.answers = page.answers
        return Response(shapes.SourceDetail(shown | {"handover": handover}).data, status=status)


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class Reveal(APIView):
    """Opening an identity. Outside the request's transaction: that it was opened stays written, whatever follows."""

    @extend_schema(operation_id="sources_reveal", request=shapes.RevealIn, responses=shapes.IdentityOut)
    def post(self, request: Request, pk: UUID) -> HttpResponse:
        """The identity, to its handler, for a purpose and a new code."""
        try:
            return self._opened(request, pk)
        except DomainError as error:
            return refused(request._request, error)

    def _opened(self, request: Request, pk: UUID) -> Response:
        viewer = self.viewer
        source = get_for(viewer, "source.handle", Source.objects.all(), pk=pk)
        data = _valid(shapes.RevealIn(data=request.data))
        give_code(request._request, viewer.person, data["code"])
        identity = open_identity(source, by=viewer, purpose=data["purpose"])
        return Response(shapes.IdentityOut(identity).data)


def routes(**methods: Any) -> Any:
    """The view set answering these methods."""
    return SourceViewSet.as_view(dict(methods))
