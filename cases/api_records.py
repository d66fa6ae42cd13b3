"""What the API of every room of a case stands on: list, read, add, change and remove one kind of record."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import get_for, require
from cases.api import AFTER, KEY
from cases.api_answers import Answers
from cases.models import Case
from cases.models.record import Record
from cases.reading import newest
from coordination_center.errors import Stale


class Records(Answers, ViewSet):  # type: ignore[misc]
    """One kind of record under /cases/<pk>/. A room names the model, the shapes and the action that writes."""

    model: ClassVar[type[Record]]
    action_of_writers: ClassVar[str]
    shape: ClassVar[Any]  # serializer of a record as it is shown

    def case_for(self, pk: UUID, action: str = "case.read") -> Case:
        """The case of the address, for doing `action` in it."""
        return get_for(self.viewer, action, Case, pk=pk)

    def rows(self) -> Any:
        """Records with what their shape shows; a room adds its own prefetches."""
        return self.model.objects.select_related("agency", "author", "case")  # type: ignore[attr-defined]

    def found(self, pk: UUID, record: UUID, action: str = "case.read") -> Any:
        """The record of the address in the case of the address."""
        return get_for(self.viewer, action, self.rows(), pk=record, case_id=pk)

    def listed(self, request: Request, pk: UUID, rows: Any = None) -> Response:
        """A page of the case's records that the viewer may see, newest first: `results`, and `older` or null."""
        case = self.case_for(pk)
        scoped = (self.rows() if rows is None else rows).under(self.viewer, case)
        page = newest(scoped, after=request.query_params.get("after", ""))
        return Response({"results": self.shape(page.rows, many=True).data, "older": page.older or None})

    def one(self, pk: UUID, record: UUID, status: int = 200) -> Response:
        """The answer that shows one record."""
        return Response(self.shape(self.found(pk, record)).data, status=status)

    def made(self, route: str, pk: UUID, into: Any, make: Any) -> Response:
        """Check the body by `into`, run `make(case, data)` once, and show what it made."""
        case = self.case_for(pk)
        require(self.viewer, self.action_of_writers, case)
        data = self.valid(into(data=self.request.data, context={"viewer": self.viewer, "case": case}))
        record = self.once(f"{route} {pk}", lambda: make(case, data))
        return self.one(pk, record, status=201)

    def moved(self, route: str, pk: UUID, record: UUID, into: Any, run: Any) -> Response:
        """Run `run(row, data)`, a verb on a record, once; a stale one is answered with the row as it stands."""
        row = self.found(pk, record)
        require(self.viewer, self.action_of_writers, row.case)
        data = (
            self.valid(into(data=self.request.data, context={"viewer": self.viewer, "case": row.case})) if into else {}
        )
        try:
            self.once(f"{route} {record}", lambda: (run(row, data), row)[1], status=200)
        except Stale as stale:
            stale.context["shown"] = self.shape(self.found(pk, record)).data
            raise
        return self.one(pk, record)


def listing(name: str, page: Any) -> Any:
    """OpenAPI of a list: `@listing("subjects", SubjectPage)`."""
    return extend_schema(operation_id=f"cases_{name}_list", parameters=[AFTER], responses=page)


def making(name: str, into: Any, shape: Any) -> Any:
    """OpenAPI of an addition."""
    return extend_schema(operation_id=f"cases_{name}_create", parameters=[KEY], request=into, responses={201: shape})
