"""Asking hit or no hit: the same work and the same answer's shape, whoever holds what.

What matched is written beside the question and raised in the background (`raising`), so that the work of the answer
does not depend on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from access.decide import require_role
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import Led, record
from cases.models import Case
from coordination_center.errors import Invalid
from intelligence.hits.holding import NOBODY, Holding, standing
from intelligence.hits.judging import Found, matching
from intelligence.hits.models import Query
from intelligence.hits.question import Question
from intelligence.hits.rule import Verdict, shut_between, verdict


@dataclass(frozen=True)
class Contact:
    """`hit: contact`: an agency and its desk."""

    id: UUID
    name: str
    desk: str
    country: str


def ask(question: Question, *, purpose: str, by: Viewer) -> Query:
    """Ask every other agency's holdings; the query that comes back knows its `contacts_of`.

    `NotAllowed` by role, `Invalid` without a purpose. Quota and time are the caller's: see `quota` and `timing`.
    """
    require_role(by, "hit.ask")
    if not purpose.strip():
        raise Invalid(fields={"purpose": [_("Say what it is for: the agency that has it reads this.")]})
    with transaction.atomic():
        judged = _judged(question.asked_by(by.agency_id), by)
        contacts = _open(found.held.agency for found, verdict in judged if verdict.asker)
        return _kept(question, purpose, by, judged, contacts)


def _judged(asked: Holding, by: Viewer) -> list[tuple[Found, Verdict]]:
    """What matches and still stands, with who may learn of it. The number of statements is always the same."""
    found = matching(asked)
    stand = standing((one.held.noun, one.held.record) for one in found)
    shut = shut_between((one.agency for one in stand.values()), person=by)
    return [(one, verdict(asked, held, shut)) for one in found if (held := stand.get(one.held.record))]


def _open(agencies: Iterable[UUID]) -> list[str]:
    """Of these agencies, those that are not suspended: nobody would answer there."""
    rows = Agency.objects.filter(pk__in=sorted({*agencies, NOBODY}), suspended_at=None)
    return sorted(str(pk) for pk in rows.values_list("pk", flat=True))


def _kept(
    question: Question, purpose: str, by: Viewer, judged: list[tuple[Found, Verdict]], contacts: list[str]
) -> Query:
    query = Query(person=by.person, agency=by.agency, purpose=purpose, at=Case.clock(), hit=bool(contacts))
    query.found = [
        [one.held.noun, str(one.held.record), one.band, str(one.held.agency) in contacts and told.asker]
        for one, told in judged
        if told.owner
    ]
    query.raised_at = None if query.found else query.at
    query.close({"asked": question.content, "contacts": contacts})
    query.save(force_insert=True)
    detail = question.codes | {"answer": "hit" if contacts else "no_hit", "contacts": contacts}
    record("hit.asked", by=by, on=query.ref, led=Led.CONSULTATION, purpose="hit_query", detail=detail)
    return query


def contacts_of(query: Query) -> list[Contact]:
    """The agencies that the query was answered with, by name; empty for no hit. One query."""
    ids = [UUID(pk) for pk in query.content["contacts"]]
    rows = Agency.objects.filter(pk__in=[*ids, NOBODY]).order_by("name")
    return [Contact(row.pk, row.name, row.desk_email, row.country) for row in rows]
