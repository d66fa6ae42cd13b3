"""The names of what a page of the history points to: records, agencies, people; each read through its viewer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.models import Event
from cases.history import words
from cases.history.sources import READERS, is_protected, known
from cases.models import Case

Wanted = dict[Any, set[UUID]]


@dataclass(frozen=True)
class Names:
    """`records`: titles by id. `rows`: other rows by model and id."""

    records: Mapping[UUID, str]
    rows: Mapping[Any, Mapping[UUID, str]]

    @classmethod
    def of(cls, viewer: Viewer, case: Case, turns: Iterable[Any], events: Iterable[Event | None]) -> "Names":
        """All names of one page: one query for each kind of row on it."""
        turns = list(turns)
        records: dict[UUID, str] = {}
        for source in {turn.source.record for turn in turns}:
            ids = {turn.record for turn in turns if turn.source.record == source}
            records |= {row.pk: str(row) for row in source.rows(viewer, case).filter(pk__in=ids)}
        rows = {model: _names(model, ids, viewer) for model, ids in _wanted(turns, events).items()}
        return cls(records, rows)

    def of_row(self, model: Any, pk: UUID | None) -> str:
        """The name of a row, empty where it has none."""
        return self.rows.get(model, {}).get(pk, "") if pk else ""

    def said(self, field: Any, value: Any) -> str:
        """A field's value in words."""
        model = field.related_model if field.is_relation else Agency
        return words.said(field, value, self.rows.get(model, {}))

    @staticmethod
    def line(turn: Any) -> str:
        """A line of a record, as the record's page shows it."""
        model = turn.source.model
        fields = {field.attname: getattr(turn.now, field.attname) for field in turn.source.told}
        return str(model(**fields))


def _wanted(turns: list[Any], events: Iterable[Event | None]) -> Wanted:
    found: Wanted = defaultdict(set)
    for event in filter(None, events):
        found[Agency] |= {event.agency} if event.agency else set()
        found[Person] |= {event.actor} if event.actor else set()
    for turn in turns:
        for version in filter(None, (turn.now, turn.before)):
            for field in turn.source.told:
                value = getattr(version, field.attname, None)
                if field.is_relation and value:
                    found[field.related_model].add(value)
                elif field.name == READERS:
                    found[Agency] |= set(value or ())
    return found


def _names(model: Any, ids: set[UUID], viewer: Viewer) -> dict[UUID, str]:
    rows = known(model, viewer) if is_protected(model) else model.objects
    return {row.pk: str(row) for row in rows.filter(pk__in=ids)}
