"""The REST API of cases that belong together: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.decide import require
from cases.api import KEY
from cases.api_records import Records, listing, making
from cases.joining import serializers as shapes
from cases.joining.acts import TABLES, Act
from cases.joining.models import Merger, Relation, Split
from cases.joining.reading import mergers_of, splits_of
from cases.offences.removal import require_own


class RelationViewSet(Records):
    """Relations."""

    model = Relation
    action_of_writers = "case.relate"
    shape = shapes.RelationOut

    def rows(self) -> Any:
        """With the other case."""
        return super().rows().select_related("other")

    @listing("relations", shapes.RelationPage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """What was said of this case, newest first, as far as the viewer sees the other case too."""
        return self.listed(request, pk)

    @making("relations", shapes.RelationIn, shapes.RelationOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Say that another case belongs to this one."""
        return self.made(
            "case_relation", pk, shapes.RelationIn, lambda case, data: Relation.add(case, by=self.viewer, **data)
        )

    @extend_schema(operation_id="cases_relations_retrieve", responses=shapes.RelationOut)
    def retrieve(self, request: Request, pk: UUID, relation: UUID) -> Response:
        """One relation of this case."""
        return self.one(pk, relation)

    @extend_schema(operation_id="cases_relations_remove", responses={204: None})
    def destroy(self, request: Request, pk: UUID, relation: UUID) -> Response:
        """Take it back."""
        row = self.found(pk, relation, "case.relate")
        require_own(row, by=self.viewer)
        row.take_out(by=self.viewer)
        return Response(status=204)


class _Proposals(Records):
    """What proposals have in common: they are read, offered and answered, never changed."""

    def answer_to(self, act: Act, pk: UUID, record: UUID) -> Response:
        """Run one answer, once."""
        row = self.found(pk, record)
        require(self.viewer, act.action, getattr(row, act.on))
        route = f"{self.model.__name__} {act.path} {record}"
        self.once(route, lambda: (act.run(row, self.viewer), row)[1], status=200)
        return self.one(pk, record)


class MergerViewSet(_Proposals):
    """Proposals to merge."""

    model = Merger  # type: ignore[assignment]
    action_of_writers = "case.merge"
    shape = shapes.MergerOut

    def rows(self) -> Any:
        """With both cases."""
        return self.model.objects.select_related("case", "into", "agency")

    @extend_schema(operation_id="cases_mergers_list", responses=shapes.MergerPage)
    def list(self, request: Request, pk: UUID) -> Response:
        """The proposals to merge this case, or another into it, newest first."""
        found = mergers_of(self.viewer, self.case_for(pk))
        return Response({"results": self.shape(found, many=True).data})

    @making("mergers", shapes.MergerIn, shapes.MergerOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Propose to the lead of another case to take this one's records over."""
        return self.made("case_merger", pk, shapes.MergerIn, lambda case, d: Merger.offer(case, by=self.viewer, **d))

    @extend_schema(operation_id="cases_mergers_retrieve", responses=shapes.MergerOut)
    def retrieve(self, request: Request, pk: UUID, merger: UUID) -> Response:
        """One proposal of this case."""
        return self.one(pk, merger)


class SplitViewSet(_Proposals):
    """Proposals to split."""

    model = Split  # type: ignore[assignment]
    action_of_writers = "case.split"
    shape = shapes.SplitOut

    def rows(self) -> Any:
        """With the case and the agency that is to lead."""
        return self.model.objects.select_related("case", "to", "agency")

    @extend_schema(operation_id="cases_splits_list", responses=shapes.SplitPage)
    def list(self, request: Request, pk: UUID) -> Response:
        """The proposals to split this case that the viewer's agency made or was made, newest first."""
        found = splits_of(self.viewer, self.case_for(pk))
        return Response({"results": self.shape(found, many=True).data})

    @making("splits", shapes.SplitIn, shapes.SplitOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Propose to put records of this case into a new one; with the own agency as lead it is done at once."""
        return self.made("case_split", pk, shapes.SplitIn, lambda case, d: Split.propose(case, by=self.viewer, **d))

    @extend_schema(operation_id="cases_splits_retrieve", responses=shapes.SplitOut)
    def retrieve(self, request: Request, pk: UUID, split: UUID) -> Response:
        """One proposal of this case."""
        return self.one(pk, split)


def view_of(viewset: Any, name: str, act: Act) -> Any:
    """The view of one answer, described for OpenAPI by its own words."""
    described = extend_schema(
        operation_id=f"cases_{name}s_{act.path}",
        summary=str(act.label),
        description=str(act.says),
        parameters=[KEY],
        request=None,
        responses=viewset.shape,
    )

    def post(self: Any, request: Request, pk: UUID, record: UUID) -> Response:
        return self.answer_to(act, pk, record)  # type: ignore[no-any-return]

    view = type(f"{name.title()}{act.path.title()}", (viewset,), {"run": described(post)})
    return view.as_view({"post": "run"})  # type: ignore[attr-defined]


ANSWERS = [
    (name, act.path, view_of(viewset, name, act))
    for name, viewset in (("merger", MergerViewSet), ("split", SplitViewSet))
    for act in TABLES[viewset.model].values()
]
