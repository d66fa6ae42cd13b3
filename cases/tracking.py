"""Content history: the database itself keeps every version of a tracked row (pghistory's triggers).

Each version carries the id of its transaction, as each event of the log does: so who changed it is read from the log,
and nothing needs to be passed along.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
from django.db import models

from audit.fields import CurrentTransaction, Xid8Field

M = TypeVar("M", bound=type[models.Model])
BOOKKEEPING = ("updated_at",)  # changes with every other field, and says nothing


class Version(pghistory.models.Event):
    """A row as it stood after one statement, and the transaction that made it so."""

    pgh_xid = Xid8Field(db_default=CurrentTransaction(), editable=False)

    class Meta:
        abstract = True


def tracked(*, without: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Keep the history of a model as `<Model>Version`, reachable as `row.versions`; `without` names fields left out."""

    def decorate(model: M) -> M:
        decorated: M = pghistory.track(
            pghistory.InsertEvent("insert"),
            pghistory.UpdateEvent("update"),
            exclude=[*BOOKKEEPING, *without],
            model_name=f"{model.__name__}Version",
            base_model=Version,
            context_field=None,  # type: ignore[arg-type]  # None means none: the log says who
            obj_field=pghistory.ObjForeignKey(related_name="versions", related_query_name="versions"),
        )(model)
        return decorated

    return decorate


def history_of(row: Any) -> Any:
    """The versions of a tracked row, oldest first."""
    return row.versions.order_by("pgh_id")
