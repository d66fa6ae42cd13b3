"""The REST API of reports: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers as drf
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import APIView, ViewSet
from access.decide import get_for, require, require_role
from cases.api import AFTER, KEY
from cases.api_answers import Answers
from coordination_center.errors import Stale
from intelligence.reports import serializers as shapes
from intelligence.reports.acts import ACTS, Act, ActForm
from intelligence.reports.codes import Exploitation, PlatformKind
from intelligence.reports.creation import create
from intelligence.reports.finding import find
from intelligence.reports.models import Report, ReportSubject
from intelligence.reports.models.marking import MARKING
from intelligence.reports.models.report import COVER
from intelligence.reports.narrowing import Narrowing, page_of
from intelligence.reports.reading import Sheet, reports, titles

SHOW = OpenApiParameter("show", OpenApiTypes.STR, enum=["ours", "received"], description="Whose reports; all if left.")
NARROWING = [
    OpenApiParameter("since", OpenApiTypes.STR, description="From this day, month or year (ISO 8601)."),
    OpenApiParameter("until", OpenApiTypes.STR, description="Until this day, month or year (ISO 8601)."),
    OpenApiParameter("form", OpenApiTypes.STR, enum=Exploitation.values, description="A form of exploitation."),
    OpenApiParameter("grade", OpenApiTypes.STR, description="`4x4.B2` or `admiralty.b2`, where you may read it."),
    OpenApiParameter("platform", OpenApiTypes.STR, enum=PlatformKind.values, description="A kind of platform."),
    OpenApiParameter("originator", OpenApiTypes.UUID, description="The agency that originated it."),
]


class OfReports(Answers):
    """Shared by the view set and the views of verbs."""

    viewer: Any

    def sheet(self, pk: UUID, action: str = "report.see") -> Sheet:
        """The sheet of the report of the address, for doing `action` on it."""
        return Sheet.of(self.viewer, get_for(self.viewer, action, reports(), pk=pk))

    def one(self, pk: UUID, status: int = 200) -> Response:
        """The answer that shows a report."""
        return Response(shapes.SheetOut(self.sheet(pk)).data, status=status)

    def changed(self, pk: UUID, run: Any) -> Response:
        """Run a verb; a stale one is answered with the report as it stands in `current`."""
        try:
            run()
        except Stale as stale:
            stale.context["shown"] = shapes.SheetOut(self.sheet(pk)).data
            raise
        return self.one(pk)

    def taken(self, shape: Any) -> Any:
        """The body, checked by its shape for this viewer."""
        return self.valid(shape(data=self.request.data, context={"viewer": self.viewer}))


class ReportViewSet(OfReports, ViewSet):  # type: ignore[misc]
    """Intelligence reports of the acting agency, and those released to it."""

    @extend_schema(operation_id="reports_list", parameters=[AFTER, SHOW, *NARROWING], responses=shapes.ReportPage)
    def list(self, request: Request) -> Response:
        """Newest change first: `results`, and cursors `older` and `newer` or null."""
        query = request.query_params
        page = page_of(self.viewer, Narrowing.of(self.viewer, query), after=query.get("after", ""))
        named = titles(self.viewer, [report.pk for report in page.rows])
        results = shapes.ReportLine(page.rows, many=True, context={"titles": named}).data
        return Response({"results": results, "older": page.older or None, "newer": page.newer or None})

    @extend_schema(
        operation_id="reports_create", parameters=[KEY], request=shapes.ReportIn, responses={201: shapes.SheetOut}
    )
    def create(self, request: Request) -> Response:
        """Write a report: a draft of the acting agency."""
        require_role(self.viewer, "report.create")
        data = self.taken(shapes.ReportIn)
        named = [self.viewer.person] if data.pop("compartment") else []
        marking = {name: data.pop(name) for name in MARKING if name in data}
        given = {"marking": marking, "named": named, "cover": _cover(data)} | data
        return self.one(self.once("reports_create", lambda: create(by=self.viewer, **given)), 201)

    @extend_schema(operation_id="reports_retrieve", responses=shapes.SheetOut)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One report, as far as the acting agency may read it."""
        return self.one(pk)

    @extend_schema(operation_id="reports_edit", request=shapes.ReportEdit, responses=shapes.SheetOut)
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change a report that is still written; 409 with what stands in `current`."""
        report, data = self.sheet(pk, "report.edit").report, self.taken(shapes.ReportEdit)
        version, language = data.pop("version"), data.pop("language")
        cover = _cover(data)
        return self.changed(
            pk, lambda: report.edit(by=self.viewer, version=version, language=language, cover=cover, **data)
        )

    @extend_schema(operation_id="reports_mark", request=shapes.MarkingEdit, responses=shapes.SheetOut)
    def mark(self, request: Request, pk: UUID) -> Response:
        """Change the marking; a stricter one counts from the next request of anybody."""
        report, data = self.sheet(pk, "report.edit").report, self.taken(shapes.MarkingEdit)
        return self.changed(pk, lambda: report.mark(by=self.viewer, **data))

    @extend_schema(operation_id="reports_translate", request=shapes.TranslationIn, responses=shapes.SheetOut)
    def translate(self, request: Request, pk: UUID) -> Response:
        """Put a translation beside the original."""
        report, data = self.sheet(pk, "report.translate").report, self.taken(shapes.TranslationIn)
        return self.changed(pk, lambda: report.translate(by=self.viewer, **data))

    @extend_schema(
        operation_id="reports_subjects_create", parameters=[KEY], request=shapes.AboutIn,
        responses={201: shapes.SheetOut},
    )  # fmt: skip
    def add_subject(self, request: Request, pk: UUID) -> Response:
        """Say whom or what it is about."""
        report, about = self.sheet(pk, "report.edit").report, self.taken(shapes.AboutIn)
        self.once(f"reports_subject {pk}", lambda: report.add_subject(by=self.viewer, about=about))
        return self.one(pk, 201)

    @extend_schema(operation_id="reports_subjects_edit", request=shapes.AboutIn, responses=shapes.SheetOut)
    def edit_subject(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """Say it in another way; the subject gets a new id."""
        report, row = self.sheet(pk, "report.edit").report, self._subject(pk, subject)
        about = self.taken(shapes.AboutIn)
        return self.changed(pk, lambda: report.edit_subject(row, by=self.viewer, about=about))

    @extend_schema(operation_id="reports_subjects_remove", request=None, responses={204: None})
    def remove_subject(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """Take a subject out of the report."""
        self.sheet(pk, "report.edit").report.remove_subject(self._subject(pk, subject), by=self.viewer)
        return Response(status=204)

    @extend_schema(operation_id="reports_search", request=shapes.QueryIn, responses=shapes.ReportFound(many=True))
    def search(self, request: Request) -> Response:
        """What a query finds in parts that are not withheld; at most 50."""
        return Response(shapes.ReportFound(find(self.viewer, self.taken(shapes.QueryIn)["q"]), many=True).data)

    def _subject(self, pk: UUID, subject: UUID) -> ReportSubject:
        rows = ReportSubject.objects.select_related("report")
        return get_for(self.viewer, "report.edit", rows, pk=subject, report_id=pk)


class ActView(OfReports, APIView):  # type: ignore[misc]
    """Runs one verb on one report."""

    act: Act

    def run(self, request: Request, pk: UUID) -> Response:
        """The report as it then stands."""
        report = get_for(self.viewer, "report.see", reports(), pk=pk)
        self.once(f"reports_act {self.act.path} {pk}", lambda: self._done(report), status=200)
        return self.one(pk)

    def _done(self, report: Report) -> Report:
        require(self.viewer, self.act.action, report)
        form = ActForm(self.request.data, viewer=self.viewer, names=self.act.fields)
        self.check_fields(form, self.request.data)  # type: ignore[arg-type]
        self.act.run(report, self.viewer, form.cleaned_data)
        return report


def view_of(act: Act) -> Any:
    """The view of one verb, described for OpenAPI by the verb's own words and fields."""
    noun = act.path.replace("-", "_")
    sent: dict[str, Any] = {name: drf.CharField(max_length=1_000) for name in act.fields}
    body = type(f"Report{noun.title()}", (drf.Serializer,), sent) if sent else None

    def post(self: ActView, request: Request, pk: UUID) -> Response:
        return self.run(request, pk)

    described = extend_schema(
        operation_id=f"reports_{noun}", summary=str(act.label), description=str(act.says), parameters=[KEY],
        request=body, responses=shapes.SheetOut,
    )  # fmt: skip
    view = type(f"Report{noun.title()}View", (ActView,), {"act": act, "post": described(post)})
    return view.as_view()  # type: ignore[attr-defined]


def _cover(data: dict[str, Any]) -> dict[str, Any]:
    """What stands on the cover, taken out of a body."""
    return {name: data.pop(name) for name in COVER if name in data}


def routes(**methods: Any) -> Any:
    """The view set answering these methods."""
    return ReportViewSet.as_view(dict(methods))


VIEWS = {path: view_of(act) for path, act in ACTS.items()}
