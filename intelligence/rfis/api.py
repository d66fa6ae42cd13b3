"""The REST API of requests for information: the same verbs and the same policy as the pages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import get_for, require_role
from cases.api import AFTER, KEY
from cases.api_answers import Answers
from coordination_center.errors import Stale
from intelligence.rfis import serializers as shapes
from intelligence.rfis.acts import ACTS, Act, require_side
from intelligence.rfis.models import Addressee, Rfi
from intelligence.rfis.reading import RfiPage, asked, owed, told
from intelligence.rfis.times import answered_to, asked_of

FILTERS = [
    OpenApiParameter("box", OpenApiTypes.STR, enum=["owed", "asked"], description="Default: owed."),
    OpenApiParameter("show", OpenApiTypes.STR, enum=["open", "ended"], description="Default: open."),
    OpenApiParameter("q", OpenApiTypes.STR, description="Words of the question, or of a message that you read."),
]
PAGES = PolymorphicProxySerializer(
    component_name="RfiPageOfABox", serializers=[shapes.OwedPage, shapes.AskedPage], resource_type_field_name=None
)


class RfiViewSet(Answers, ViewSet):  # type: ignore[misc]
    """Requests, their lines, and how fast agencies answer."""

    @extend_schema(operation_id="rfis_list", parameters=[AFTER, *FILTERS], responses=PAGES)
    def list(self, request: Request) -> Response:
        """What the acting agency owes, or what it asked; what is due first on top."""
        query = request.query_params
        box = "asked" if query.get("box") == "asked" else "owed"
        find: Callable[..., Any] = asked if box == "asked" else owed
        facts = {"ended": query.get("show") == "ended", "q": query.get("q", "")[:200], "after": query.get("after", "")}
        page = find(self.viewer, **facts)
        shape = shapes.AskedOut if box == "asked" else shapes.OwedOut
        return Response({"results": shape(page.rows, many=True).data, "older": page.older or None})

    @extend_schema(operation_id="rfis_create", parameters=[KEY], request=shapes.RfiIn, responses={201: shapes.RfiOut})
    def create(self, request: Request) -> Response:
        """Ask one or more agencies; each one's clock starts now."""
        require_role(self.viewer, "rfi.create")
        data = self.valid(shapes.RfiIn(data=request.data, context={"viewer": self.viewer}))
        return self.shown_rfi(self.once("rfis_create", lambda: Rfi.send(by=self.viewer, **data)), 201)

    @extend_schema(operation_id="rfis_retrieve", responses=shapes.RfiOut)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One request: all lines for its asker, for an addressee its own."""
        return self.shown_rfi(pk)

    @extend_schema(operation_id="rfis_add", parameters=[KEY], request=shapes.RfiAddIn, responses=shapes.RfiOut)
    def add(self, request: Request, pk: UUID) -> Response:
        """Ask further agencies."""
        rfi = self._rfi(pk, "rfi.ask")
        data = self.valid(shapes.RfiAddIn(data=request.data))
        return self._done(f"rfis_add {pk}", rfi, lambda: rfi.add(by=self.viewer, **data))

    @extend_schema(operation_id="rfis_introduce", request=None, responses=shapes.RfiOut)
    def introduce(self, request: Request, pk: UUID) -> Response:
        """Let the addressees see each other."""
        self._rfi(pk, "rfi.ask").show_each_other(by=self.viewer)
        return self.shown_rfi(pk)

    @extend_schema(operation_id="rfis_write", parameters=[KEY], request=shapes.RfiText, responses=shapes.RfiOut)
    def write(self, request: Request, pk: UUID) -> Response:
        """One message to every addressee that is still to answer."""
        rfi = self._rfi(pk, "rfi.ask")
        data = self.valid(shapes.RfiText(data=request.data))
        return self._done(f"rfis_write {pk}", rfi, lambda: rfi.write_to_all(by=self.viewer, **data))

    @extend_schema(operation_id="rfis_withdraw", request=None, responses=shapes.RfiOut)
    def withdraw(self, request: Request, pk: UUID) -> Response:
        """Take it back from all that have not answered."""
        self._rfi(pk, "rfi.ask").withdraw_all(by=self.viewer)
        return self.shown_rfi(pk)

    @extend_schema(operation_id="rfis_times", responses=shapes.RfiTimes)
    def times(self, request: Request) -> Response:
        """How fast others answered the acting agency, and it them."""
        pairs = {"asked": asked_of(self.viewer), "answered": answered_to(self.viewer)}
        return Response(shapes.RfiTimes(pairs).data)

    def act(self, act: Act, pk: UUID, line: UUID) -> Response:
        """Run one verb on one line; 409 with the request as it stands in `current` when `version` is not the newest."""
        row = get_for(self.viewer, "rfi.see", told(), pk=line, rfi_id=pk)
        self._rfi(pk, act.action)
        require_side(act, row, by=self.viewer)
        data = self.valid(shapes.SENT[act.path](data=self.request.data))
        try:
            return self._done(f"rfis_{act.path} {line}", row, lambda: act.run(row, self.viewer, data))
        except Stale as stale:
            stale.context["shown"] = self.shown_rfi(pk).data
            raise

    def _done(self, route: str, row: Rfi | Addressee, verb: Callable[[], object]) -> Response:
        """Run a verb once for one key, and show the request."""

        def make() -> Rfi | Addressee:
            verb()
            return row

        self.once(route, make, status=200)
        return self.shown_rfi(row.rfi_id if isinstance(row, Addressee) else row.pk)

    def shown_rfi(self, pk: UUID, status: int = 200) -> Response:
        """The answer that shows a request."""
        page = RfiPage.of(self.viewer, self._rfi(pk))
        return Response(shapes.RfiOut(page.context).data, status=status)

    def _rfi(self, pk: UUID, action: str = "rfi.see") -> Rfi:
        return get_for(self.viewer, action, Rfi.objects.select_related("originator", "author"), pk=pk)


def view_of(act: Act) -> Any:
    """The view of one verb, described for OpenAPI by the verb's own words and body."""
    described = extend_schema(
        operation_id=f"rfis_lines_{act.path}",
        summary=str(act.label),
        description=str(act.says),
        parameters=[KEY],
        request=shapes.SENT[act.path],
        responses=shapes.RfiOut,
    )

    def post(self: RfiViewSet, request: Request, pk: UUID, line: UUID) -> Response:
        return self.act(act, pk, line)

    view = type(f"Rfi{act.path.title()}", (RfiViewSet,), {"run": described(post)})
    return view.as_view({"post": "run"})  # type: ignore[attr-defined]


VIEWS = {path: view_of(act) for path, act in ACTS.items()}


def routes(**methods: Any) -> Any:
    """The view set answering these methods."""
    return RfiViewSet.as_view(dict(methods))
