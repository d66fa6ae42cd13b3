"""What the verbs of this room's API have in common."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from access.decide import require
from cases.api import KEY
from cases.api_records import Records
from cases.subjects.models.screening import require_prosecution
from coordination_center.errors import Stale

View = TypeVar("View", bound=Callable[..., Response])


def told_as(name: str, into: Any, shape: Any) -> Callable[[View], View]:
    """OpenAPI of a verb on a record: its body, and the record as it then stands."""
    return extend_schema(operation_id=f"cases_{name}", parameters=[KEY], request=into, responses=shape)


class Moving(Records):
    """Records with verbs of their own policy, with removal, and with shapes that know their viewer."""

    shaped: ClassVar[Any]  # the serializer

    @property
    def shape(self) -> Any:
        """The serializer, told for whom."""
        return partial(self.shaped, context={"viewer": self.viewer})

    def removed(self, route: str, pk: UUID, record: UUID) -> Response:
        """Take a record out, once; nothing is left to show."""
        row = self.found(pk, record)
        require(self.viewer, self.action_of_writers, row.case)
        self.once(f"{route} {record}", lambda: (row.take_out(by=self.viewer), row)[1], status=204)
        return Response(status=204)

    def acted(self, action: str, route: str, pk: UUID, record: UUID, into: Any, run: Any) -> Response:
        """As `moved`, for a verb with a policy of its own; who may not act learns nothing of what is expected."""
        row = self.found(pk, record)
        require(self.viewer, action, row.case)
        if action == "case.review_screening":
            require_prosecution(self.viewer, row)
        data = self.valid(into(data=self.request.data)) if into else {}
        try:
            self.once(f"{route} {record}", lambda: (run(row, data), row)[1], status=200)
        except Stale as stale:
            stale.context["shown"] = self.shown_when_stale(pk, record)
            raise
        return self.one(pk, record)

    def shown_when_stale(self, pk: UUID, record: UUID) -> Any:
        """The record as it stands, for the answer to who was slower."""
        return self.shape(self.found(pk, record)).data
