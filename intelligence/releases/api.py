"""The REST API of the release ledger: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers as drf
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import APIView, ViewSet
from access.decide import get_for, require, require_role
from access.paging import page_for
from cases.api import AFTER, KEY
from cases.api_answers import Answers
from intelligence.releases import serializers as shapes
from intelligence.releases.acts import ACTS, TERMS, Act
from intelligence.releases.forms import ActForm
from intelligence.releases.models import Release
from intelligence.releases.reading import SHOWN, Line, lines
from intelligence.reports.reading import reports

SHOW = OpenApiParameter("show", OpenApiTypes.STR, enum=["given", "asked"], description="Which side; all if left out.")


class OfReleases(Answers):
    """Shared by the view set and the views of verbs."""

    viewer: Any

    def one(self, pk: UUID, status: int = 200) -> Response:
        """The answer that shows a line."""
        line = Line.of(self.viewer, get_for(self.viewer, "release.see", lines(), pk=pk))
        return Response(shapes.ReleaseOut(line).data, status=status)


class ReleaseViewSet(OfReleases, ViewSet):  # type: ignore[misc]
    """What the acting agency asks of others, and what others ask of it."""

    @extend_schema(operation_id="releases_list", parameters=[AFTER, SHOW], responses=shapes.ReleasePage)
    def list(self, request: Request) -> Response:
        """Newest change first: `results`, and cursors `older` and `newer` or null."""
        query = request.query_params
        page = page_for(self.viewer, lines(), after=query.get("after", ""), levels=SHOWN.get(query.get("show", "")))
        results = shapes.ReleaseLine(page.rows, many=True).data
        return Response({"results": results, "older": page.older or None, "newer": page.newer or None})

    @extend_schema(
        operation_id="releases_create", parameters=[KEY], request=shapes.RequestIn, responses={201: shapes.ReleaseOut}
    )
    def create(self, request: Request) -> Response:
        """Ask for a report. The answer is the same whether there is one, until its owner decides."""
        require_role(self.viewer, "release.create")
        data = self.valid(shapes.RequestIn(data=request.data))
        data["person"], data["hit_id"] = self.viewer.person if data.pop("for_me") else None, data.pop("hit")
        return self.one(self.once("releases_create", lambda: Release.ask(by=self.viewer, **data)), 201)

    @extend_schema(operation_id="releases_retrieve", responses=shapes.ReleaseOut)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One line."""
        return self.one(pk)

    @extend_schema(
        operation_id="reports_release", parameters=[KEY], request=shapes.OfferIn, responses={201: shapes.ReleaseOut}
    )
    def offer(self, request: Request, pk: UUID) -> Response:
        """Offer a report to an agency."""
        report = get_for(self.viewer, "report.release", reports(), pk=pk)
        into = shapes.OfferIn(data=request.data)
        data = self.valid(into)
        said = {name: data[name] for name in ("asker", "person", "purpose", "needs_acceptance")}
        make = lambda: Release.offer(report, by=self.viewer, terms=into.terms(), **said)  # noqa: E731
        return self.one(self.once(f"reports_release {pk}", make), 201)


class ActView(OfReleases, APIView):  # type: ignore[misc]
    """Runs one verb on one line."""

    act: Act

    def run(self, request: Request, pk: UUID) -> Response:
        """The line as it then stands."""
        release = get_for(self.viewer, "release.see", lines(), pk=pk)
        self.once(f"releases_act {self.act.path} {pk}", lambda: self._done(release), status=200)
        return self.one(pk)

    def _done(self, release: Release) -> Release:
        require(self.viewer, self.act.action, release)
        self.act.run(release, self.viewer, self._said())
        return release

    def _said(self) -> dict[str, Any]:
        """The body as the verb takes it: terms by their own shape, the rest by the form of the pages."""
        if self.act.fields == TERMS:
            into = shapes.TermsIn(data=self.request.data)
            self.valid(into)
            return {"terms": into.terms()}
        names = {field: _name(field) for field in self.act.fields}
        data = self.request.data
        sent = {field: data[name] for field, name in names.items() if isinstance(data, dict) and name in data}
        form = ActForm(sent, viewer=self.viewer, names=self.act.fields)
        known = set(names.values())
        strange = {k: v for k, v in data.items() if k not in known} if isinstance(data, dict) else data
        self.check_fields(form, sent | strange if isinstance(strange, dict) else strange)  # type: ignore[arg-type]
        return form.said


def _name(field: str) -> str:
    """How the API calls a field of the form: `reason_if` is a reason that may be left out."""
    return field.removesuffix("_if")


def view_of(act: Act) -> Any:
    """The view of one verb, described for OpenAPI by the verb's own words and fields."""
    noun = act.path.replace("-", "_")
    sent: dict[str, Any] = {
        _name(field): drf.CharField(max_length=5_000, required=not field.endswith("_if")) for field in act.fields
    }
    made = type(f"Release{noun.title().replace('_', '')}", (drf.Serializer,), sent) if sent else None
    body = shapes.TermsIn if act.fields == TERMS else made

    def post(self: ActView, request: Request, pk: UUID) -> Response:
        return self.run(request, pk)

    described = extend_schema(
        operation_id=f"releases_{noun}", summary=str(act.label), description=str(act.says), parameters=[KEY],
        request=body, responses=shapes.ReleaseOut,
    )  # fmt: skip
    view = type(f"Release{noun.title().replace('_', '')}View", (ActView,), {"act": act, "post": described(post)})
    return view.as_view()  # type: ignore[attr-defined]


def routes(**methods: Any) -> Any:
    """The view set answering these methods."""
    return ReleaseViewSet.as_view(dict(methods))


VIEWS = {path: view_of(act) for path, act in ACTS.items()}
