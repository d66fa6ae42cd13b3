"""The REST API of the action plan: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access import api
from cases.api import AFTER, KEY
from cases.api_records import Records
from cases.plan import serializers as shapes
from cases.plan.acts import ACTS, Act
from cases.plan.codes import ActionState
from cases.plan.models import Action
from cases.plan.reading import items

STATE = OpenApiParameter("state", OpenApiTypes.STR, enum=ActionState.values, description="Only items in this state.")


class ActionViewSet(Records):
    """Items of the action plan of a case."""

    model = Action
    action_of_writers = "case.plan"
    shape = shapes.ActionOut

    def rows(self) -> Any:
        """Items with their owner."""
        return items()

    @extend_schema(operation_id="cases_actions_list", parameters=[AFTER, STATE], responses=shapes.ActionPage)
    def list(self, request: Request, pk: UUID) -> Response:
        """The items the viewer may see, newest first."""
        state = request.query_params.get("state", "")
        return self.listed(request, pk, self.rows().filter(state=state) if state in ActionState.values else None)

    @extend_schema(
        operation_id="cases_actions_create", parameters=[KEY], request=shapes.ActionIn,
        responses={201: shapes.ActionOut},
    )  # fmt: skip
    def create(self, request: Request, pk: UUID) -> Response:
        """Put an item on the plan: open where the lead or the agency itself writes it, else proposed to it."""
        return self.made("cases_actions", pk, shapes.ActionIn, self._add)

    def _add(self, case: Any, data: dict[str, Any]) -> Action:
        return Action.add(case, by=self.viewer, **data)

    @extend_schema(operation_id="cases_actions_retrieve", responses=shapes.ActionOut)
    def retrieve(self, request: Request, pk: UUID, action: UUID) -> Response:
        """One item."""
        return self.one(pk, action)

    @extend_schema(operation_id="cases_actions_edit", request=shapes.ActionEdit, responses=shapes.ActionOut)
    def partial_update(self, request: Request, pk: UUID, action: UUID) -> Response:
        """Change text and day; 409 with the item as it stands in `current` when `version` is not the newest."""
        return self.moved(
            "cases_action_edit", pk, action, shapes.ActionEdit, lambda row, data: row.edit(by=self.viewer, **data)
        )

    @extend_schema(operation_id="cases_actions_comments_list", responses=shapes.CommentList)
    def comments(self, request: Request, pk: UUID, action: UUID) -> Response:
        """What was said about an item, oldest first."""
        return self._comments(self.found(pk, action))

    @extend_schema(
        operation_id="cases_actions_comments_create", parameters=[KEY], request=shapes.CommentIn,
        responses={201: shapes.CommentList},
    )  # fmt: skip
    def add_comment(self, request: Request, pk: UUID, action: UUID) -> Response:
        """Say something about an item; answers with all that was said."""
        item = self.found(pk, action, "case.plan")
        text = self.valid(shapes.CommentIn(data=request.data))["text"]
        self.once(f"cases_action_comment {action}", lambda: (item.comment(by=self.viewer, text=text), item)[1])
        return self._comments(item, status=201)

    def _comments(self, item: Action, status: int = 200) -> Response:
        rows = item.comments.visible_to(self.viewer).select_related("author", "agency", "action")
        return Response({"results": shapes.CommentOut(rows, many=True).data}, status=status)


class _ActView(ActionViewSet):
    """Runs one verb on one item."""

    act: Act
    into: Any = None

    def run(self, request: Request, pk: UUID, action: UUID) -> Response:
        """The item as it then stands."""
        return self.moved(
            f"cases_action_{self.act.path}", pk, action, self.into,
            lambda row, data: self.act.run(row, self.viewer, data),
        )  # fmt: skip


def view_of(act: Act) -> Any:
    """The view of one verb, described for OpenAPI by the verb's own words and fields."""
    name = f"Action{act.path.title().replace('_', '')}"
    sent = {field: shapes.SENT_AS[field]() for field in act.fields}
    body = type(f"{name}In", (api.Serializer,), sent) if sent else None

    def post(self: _ActView, request: Request, pk: UUID, action: UUID) -> Response:
        return self.run(request, pk, action)

    described = extend_schema(
        operation_id=f"cases_actions_{act.path}",
        summary=str(act.label),
        description=str(act.says),
        parameters=[KEY],
        request=body,
        responses={200: shapes.ActionOut},
    )
    view: Any = type(f"{name}View", (_ActView,), {"act": act, "into": body, "post_one": described(post)})
    return view.as_view({"post": "post_one"})


VIEWS = {path: view_of(act) for path, act in ACTS.items()}
