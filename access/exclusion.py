"""Shutting an agency, an officer or an office out at once: the answer to a tip that someone sells what they read."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access import registry
from access.decide import may, require
from access.models import Exclusion
from access.registry import FOREVER
from access.verbs import lock
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from coordination_center.errors import IllegalMove, Invalid, NotAllowed


def exclude(
    *,
    by: Viewer,
    on: Any,
    agency: Agency | None = None,
    person: Person | None = None,
    until: datetime = FOREVER,
    reason: str = "",
) -> Exclusion:
    """Shut an agency or a person out of `on`: a root record, or the acting agency with all it originates.

    It holds from the next request, over any grant. `NotAllowed` by the policy; `Invalid` when it would shut out the
    acting agency or oneself.
    """
    if (agency is None) == (person is None):
        raise Invalid(_("Name one agency or one person."))
    if agency == by.agency or person == by.person:
        raise Invalid(_("You cannot shut yourself or your own agency out."))
    with transaction.atomic():
        scope = _of_agency(by, on) if isinstance(on, Agency) else _of_record(by, on)
        exclusion = Exclusion.objects.create(
            agency=agency, person=person, until=until, reason=reason, made_by=by.person, made_for=by.agency, **scope
        )
        _record("exclusion.made", by, on, exclusion)
    return exclusion


def readmit(exclusion: Exclusion, *, by: Viewer, on: Any) -> None:
    """End an exclusion; grants that still stand open the record again. `IllegalMove` if it has ended."""
    with transaction.atomic():
        if isinstance(on, Agency):
            _of_agency(by, on)
        else:
            _of_record(by, on)
        ended = Exclusion.objects.live().filter(pk=exclusion.pk).update(ended_at=Now())
        if not ended:
            raise IllegalMove(_("This exclusion has already ended."))
        _record("exclusion.ended", by, on, exclusion)


def _of_agency(by: Viewer, agency: Agency) -> dict[str, Any]:
    if agency != by.agency or not may(by, "agency.exclude"):
        raise NotAllowed(_("Only a liaison officer or supervisor of the agency decides this."))
    return {"originator": agency}


def _of_record(by: Viewer, obj: Any) -> dict[str, Any]:
    aggregate = registry.aggregate_of(type(obj))
    lock(obj)
    require(by, f"{aggregate.name}.exclude", obj)
    return {"object_type": aggregate.name, "object_id": obj.pk}


def _record(verb: str, by: Viewer, on: Any, exclusion: Exclusion) -> None:
    """Its object is the exclusion itself, never the record's own timeline: participants must not learn of it."""
    root: Ref | None = None if isinstance(on, Agency) else on.ref
    ref = Ref(
        type="exclusion",
        id=exclusion.pk,
        root_type=root.type if root else "agency",
        root=root.id if root else on.pk,
        owner=by.agency_id,
    )
    shut = exclusion.agency_id or exclusion.person_id
    record(verb, by=by, on=ref, led=Led.ALTERATION, detail={"shut_out": str(shut)})
