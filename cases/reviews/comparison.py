"""What was done since the last meeting: counted from the log, by the verbs of every room, within what a reader sees.

Each figure counts records, not clicks: a warrant renewed twice is one warrant, and an item finished and taken up again
is not done. What was removed since is not counted.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from audit.models import Event
from cases.reviews.readers import Reader, child_named


@dataclass(frozen=True)
class Counted:
    """A line of the comparison: the verb that counts a record, and the verb that takes it back."""

    name: str
    verb: str
    undone_by: str = ""

    @property
    def noun(self) -> str:
        """What the log calls the record."""
        return self.verb.partition(".")[0]


COUNTED = (  # in the order in which minutes say them
    Counted("warrants_issued", "warrant.issued"),
    Counted("warrants_updated", "warrant.renewed"),
    Counted("warrants_transmitted", "warrant.transmitted"),
    Counted("warrants_acknowledged", "warrant.acknowledged"),
    Counted("warrants_executed", "warrant.executed"),
    Counted("actions_done", "action.finished", "action.reopened"),
    Counted("subjects_added", "subject.added"),
    Counted("cards_added", "card.added"),
    Counted("evidence_added", "evidence.added"),
    Counted("links_added", "link.added"),
    Counted("cases_opened", "case.opened"),
    Counted("cases_closed", "case.closed", "case.reopened"),
)
Counts = dict[str, int]


def counted(reader: Reader, start: datetime | None, end: datetime) -> dict[UUID, Counts]:
    """For each of the reader's cases how many records each line counts, from `start` (not included) to `end`.

    Nothing without a start: there is no meeting to compare with. One query.
    """
    if start is None or not reader.cases:
        return {}
    seen: dict[tuple[UUID, str], set[Any]] = defaultdict(set)
    for root, verb, record in _events(reader, start, end):
        for line in COUNTED:
            if verb == line.verb:
                seen[root, line.name].add(record)
            elif verb == line.undone_by:
                seen[root, line.name].discard(record)
    counts: dict[UUID, Counts] = defaultdict(dict)
    for root in reader.cases:
        counts[root] = {line.name: n for line in COUNTED if (n := len(seen[root, line.name]))}
    return counts


def _events(reader: Reader, start: datetime, end: datetime) -> Iterable[tuple[UUID, str, Any]]:
    verbs = {verb for line in COUNTED for verb in (line.verb, line.undone_by) if verb}
    events = Event.objects.filter(root_id__in=reader.cases, at__gt=start, at__lte=end, verb__in=verbs)
    rows: Any = events.filter(_seen(reader)).order_by("at", "id")
    return list(rows.values_list("root_id", "verb", "object_id"))


def _seen(reader: Reader) -> Q:
    """Events of the cases themselves, and of the records that the reader sees."""
    seen = Q(object_type="case")
    for noun in sorted({line.noun for line in COUNTED} - {"case"}):
        child = child_named(noun)
        if child is not None:
            seen |= Q(object_type=noun, object_id__in=reader.of(child).values("pk"))
    return seen


def total(counts: Iterable[Counts]) -> Counts:
    """The lines of several cases added up, in the order of `COUNTED`, without zeros."""
    rows = list(counts)
    sums = {line.name: sum(row.get(line.name, 0) for row in rows) for line in COUNTED}
    return {name: n for name, n in sums.items() if n}
