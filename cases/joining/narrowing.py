"""That nothing is widened: who may see a copy, and when a case may take records over at all."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.models import Exclusion
from access.registry import audiences, companions
from agencies.models import Membership
from cases.codes import Part
from cases.joining.codes import STRICTNESS
from cases.models import Case
from coordination_center.errors import IllegalMove


def check_not_wider(case: Case, into: Case) -> None:
    """`IllegalMove` where records would come under a weaker rule than the one they were written under."""
    if case.compartment:
        raise IllegalMove(_("A case for named people only is not copied: its readers are people, not agencies."))
    if STRICTNESS[into.tlp] < STRICTNESS[case.tlp] or not set(case.handling) <= set(into.handling):  # type: ignore[index]
        raise IllegalMove(_("The other case is marked less strictly. Its marking must be raised first."))


def readers_of(case: Case) -> set[UUID]:
    """The agencies all of whose readers may read the case: without those shut out, or with somebody shut out."""
    parts = case.parts.filter(state=Part.ACTIVE, until__gt=Now())
    return set(parts.values_list("agency_id", flat=True)) - _shut_out(case)


def audience_in(row: Any, *, seers: set[UUID], guests: set[UUID]) -> list[UUID]:
    """The agencies that could see this record and may see its copy, in a fixed order; empty: it must not be copied."""
    found = seers & guests
    for narrowed in (row, *companions(row)):
        for only in audiences(narrowed):
            found = found & set(only)
    return sorted(found)


def _shut_out(case: Case) -> set[UUID]:
    live = Exclusion.objects.live().filter(Q(object_id=case.pk) | Q(originator=case.originator_id))
    pairs: list[Any] = list(live.values_list("agency_id", "person_id"))
    people = [person for _agency, person in pairs if person]
    theirs = Membership.objects.filter(person__in=people).values_list("agency_id", flat=True) if people else ()
    return {agency for agency, _person in pairs if agency} | set(theirs)
