"""The REST API of case review meetings: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import Serializer, ViewSet
from access.decide import require, require_role
from access.paging import page_for
from cases.api import AFTER, KEY
from cases.api_answers import Answers
from cases.reviews import serializers as shapes
from cases.reviews.acts import ACTS, Act
from cases.reviews.codes import ReviewState
from cases.reviews.creation import create
from cases.reviews.posting import sitting
from cases.reviews.reading import Sitting, with_seats
from coordination_center.errors import Stale


class Meetings(Answers, ViewSet):  # type: ignore[misc]
    """Shared by the view sets of a meeting."""

    def sitting(self, pk: UUID, action: str = "review.see") -> Sitting:
        """The meeting of the address, for doing `action`."""
        return sitting(self.viewer, pk, action)

    def meeting(self, pk: UUID, status: int = 200) -> Response:
        """The answer that shows one meeting."""
        return Response(self.meeting_out(pk), status=status)

    def meeting_out(self, pk: UUID) -> Any:
        """One meeting as the viewer sees it."""
        now = self.sitting(pk)
        return shapes.ReviewDetail(now.review, context={"sitting": now}).data


class ReviewViewSet(Meetings):
    """Case review meetings."""

    @extend_schema(operation_id="reviews_list", parameters=[AFTER], responses=shapes.ReviewPage)
    def list(self, request: Request) -> Response:
        """The acting agency's meetings, newest activity first: `results`, and cursors `older` and `newer` or null."""
        page = page_for(self.viewer, with_seats(self.viewer), after=request.query_params.get("after", ""))
        rows = shapes.ReviewOut(page.rows, many=True).data
        return Response({"results": rows, "older": page.older or None, "newer": page.newer or None})

    @extend_schema(
        operation_id="reviews_create", parameters=[KEY], request=shapes.ReviewIn, responses={201: shapes.ReviewDetail}
    )
    def create(self, request: Request) -> Response:
        """Plan a meeting, hosted by the acting agency."""
        require_role(self.viewer, "review.create")
        data = self.valid(shapes.ReviewIn(data=request.data, context={"viewer": self.viewer}))
        return self.meeting(self.once("reviews_create", lambda: create(by=self.viewer, **data)), status=201)

    @extend_schema(operation_id="reviews_retrieve", responses=shapes.ReviewDetail)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One meeting, with what was done since the one before."""
        return self.meeting(pk)

    @extend_schema(operation_id="reviews_edit", request=shapes.ReviewEdit, responses=shapes.ReviewDetail)
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change fields; 409 with the meeting as it stands in `current` when `version` is not the newest."""
        review = self.sitting(pk, "review.host").review
        data = self.valid(shapes.ReviewEdit(data=request.data, context={"viewer": self.viewer}))
        try:
            review.edit(by=self.viewer, **data)
        except Stale as stale:
            stale.context["shown"] = self.meeting_out(pk)
            raise
        return self.meeting(pk)

    @extend_schema(operation_id="reviews_minutes", responses=shapes.MinutesOut)
    def minutes(self, request: Request, pk: UUID) -> Response:
        """The minutes of the cases that the viewer reads: as they stand, or as they were fixed."""
        now = self.sitting(pk)
        fixed = now.review.state == ReviewState.CLOSED
        return Response({"fixed": fixed, "cases": shapes.ContentOut(now.contents, many=True).data})


class ActViewSet(Meetings):
    """Runs one verb on one meeting."""

    act: Act
    into: Any = None

    def run(self, request: Request, pk: UUID) -> Response:
        """The meeting as it then stands; 204 when it is no longer yours to see."""
        review = self.sitting(pk).review
        self.once(f"reviews_act {self.act.path} {pk}", lambda: self._done(review), status=200)
        return Response(status=204) if self.act.leaves else self.meeting(pk)

    def _done(self, review: Any) -> Any:
        require(self.viewer, self.act.action, review)
        data = self.valid(self.into(data=self.request.data)) if self.into else {}
        self.act.run(review, self.viewer, data)
        return review


def view_of(act: Act) -> Any:
    """The view of one verb, described for OpenAPI by the verb's own words and fields."""
    name = f"Review{act.path.title()}"
    sent = {shapes.SENT_AS[field][0]: shapes.SENT_AS[field][1]() for field in act.fields}
    body = type(f"{name}In", (Serializer,), sent) if sent else None

    def post(self: ActViewSet, request: Request, pk: UUID) -> Response:
        return self.run(request, pk)

    described = extend_schema(
        operation_id=f"reviews_{act.path}",
        summary=str(act.label),
        description=str(act.says),
        parameters=[KEY],
        request=body,
        responses={204: None} if act.leaves else {200: shapes.ReviewDetail},
    )
    view: Any = type(f"{name}View", (ActViewSet,), {"act": act, "into": body, "post_one": described(post)})
    return view.as_view({"post": "post_one"})


VIEWS = {path: view_of(act) for path, act in ACTS.items()}
