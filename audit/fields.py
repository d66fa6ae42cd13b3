"""Column types of the log that Django does not bring."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    IntegerColumn = models.Field[int, int]
else:  # Django's classes take no parameters at run time
    IntegerColumn = models.Field


class Xid8Field(IntegerColumn):
    """PostgreSQL's 64-bit transaction id: never wraps, so its order is the order of beginning."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "xid8"

    def get_internal_type(self) -> str:
        return "Xid8Field"

    def from_db_value(self, value: str | None, *_: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> Any:
        """xid8 has no cast from integer: it is sent as text, an expression as it is."""
        return str(value) if isinstance(value, int) else value


class DatabaseClock(models.Func):
    """The moment the database runs the statement, not the one its transaction began."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class CurrentTransaction(models.Func):
    """The id of the running transaction; the same inside its savepoints."""

    function = "pg_current_xact_id"
    output_field = Xid8Field()


class NextEventId(models.Func):
    """The next value of the sequence of event ids."""

    function = "nextval"
    template = "%(function)s('audit_event_id_seq')"
    output_field = models.BigIntegerField()
