"""Who may learn of a match: the owner's choice, and who shut out whom. The one place that decides it.

A question, or a record whose owner says so, may cause a notice to others (`both`); a silent record never does. Whoever
is shut out of the other side's record, or of all that its agency originates, learns nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from access.models import Exclusion
from access.viewer import Viewer
from intelligence.hits.holding import NOBODY, Holding

BOTH, OWNER, NONE = "both", "owner", "none"


@dataclass(frozen=True)
class Verdict:
    """`asker`: the side that asks is given the owner as a contact. `owner`: the owner is told of the hit."""

    asker: bool
    owner: bool


@dataclass(frozen=True)
class Shut:
    """Who is shut out of what: (agency, or None for the asking person; record; originator)."""

    rows: frozenset[tuple[UUID | None, UUID | None, UUID | None]]

    def out(self, agency: UUID | None, of: Holding) -> bool:
        """Whether an agency (None: the person who asks) is shut out of a record, or of all that its people wrote."""
        return any(
            who == agency and (record == of.root or originator in (of.originator, of.agency))
            for who, record, originator in self.rows
        )


def shut_between(agencies: Iterable[UUID], *, person: Viewer | None = None) -> Shut:
    """The exclusions in force of these agencies, and those of the person who asks. One query, whatever there is."""
    of_agencies = Q(agency__in=sorted({*agencies, NOBODY}))
    found = Exclusion.objects.live().filter(of_agencies).values_list("agency_id", "object_id", "originator_id")
    rows: set[tuple[UUID | None, UUID | None, UUID | None]] = set(found)
    if person is not None:
        rows |= {(None, record, None) for record in person.shut_objects}
        rows |= {(None, None, originator) for originator in person.shut_originators}
    return Shut(frozenset(rows))


def verdict(asked: Holding, held: Holding, shut: Shut) -> Verdict:
    """Who learns that `held` is what `asked` describes; asked is a question or another agency's record."""
    if NONE in (asked.notice, held.notice):
        return Verdict(asker=False, owner=False)
    barred = shut.out(asked.agency, held) or shut.out(None, held)
    return Verdict(
        asker=held.notice == BOTH and not barred,
        owner=asked.notice == BOTH and not shut.out(held.agency, asked),
    )
