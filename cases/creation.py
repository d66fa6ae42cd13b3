"""Beginning a case."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from access.decide import require_role
from access.grants import sync
from access.verbs import still_seen
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, record
from cases.codes import Level, Part, Tlp
from cases.marking import check_marking
from cases.models import Case, Participation


def create(
    *,
    by: Viewer,
    title: str,
    summary: str = "",
    tlp: str = Tlp.AMBER,
    handling: Sequence[str] = (),
    handling_note: str = "",
    named: Sequence[tuple[Person, Agency]] = (),
    id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
) -> Case:
    """A draft led and originated by the acting agency; with `named` people of it, a compartment from the start.

    Raises `NotAllowed` by role, `Invalid` for the marking or a name, and where the writer would not see the result.
    """
    require_role(by, "case.create")
    check_marking(tlp, list(handling), handling_note, compartment=bool(named))
    fields: dict[str, Any] = {"title": title, "summary": summary, "tlp": tlp, "handling_note": handling_note}
    with transaction.atomic():
        case = Case(id=id or uuid.uuid4(), originator=by.agency, handling=sorted(set(handling)), **fields)
        case.compartment = bool(named)
        case.created_at = case.updated_at = case.clock()
        case.save(force_insert=True)
        Participation.objects.create(
            case=case,
            agency=by.agency,
            level=Level.LEAD,
            state=Part.ACTIVE,
            invited_by=by.person,
            answered_by=by.person,
            invited_at=case.clock(),
            answered_at=case.clock(),
        )
        if named:
            case.add_names(list(named), by=by)
        sync(case)
        case.index()
        record("case.created", by=by, on=case.ref, led=Led.COLLECTION)
        still_seen(case, by=by)
    return case
