"""What an operation's own records say about who holds what from when on, and what hangs on it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now

from access.registry import EVER, Aggregate, Child, Entitlement, register, register_child
from access.viewer import Viewer
from agencies.models import Agency
from operations.codes import COORDINATOR
from operations.models import (
    Delegation,
    Increment,
    Mark,
    Operation,
    OperationGroupGrant,
    OperationName,
    OperationUserGrant,
    Site,
    Standing,
    Tally,
)


def entitlements(operation: Operation) -> Iterator[Entitlement]:
    """One entitlement per live line; in a compartment, one per named person, with the level of its agency."""
    parts = operation.parts.select_related("agency")
    lines: list[tuple[Agency, str, datetime, Any]] = [(operation.originator, COORDINATOR, EVER, operation.pk)]
    lines += [(part.agency, part.part, part.visible_from, part.pk) for part in parts]
    people: list[tuple[Any, Any]] = [(None, None)]
    if operation.compartment:
        people = list(operation.names.values_list("agency_id", "person_id"))
    for agency, level, since, source in lines:
        for named_for, person in people:
            if named_for in (None, agency.pk):
                yield Entitlement(
                    level=level, agency_id=agency.pk, group_id=agency.group_id, person_id=person, since=since,
                    source=level.capitalize(), source_id=source,
                )  # fmt: skip


def released(viewer: Viewer) -> Q:
    """A country that may not know of the operation yet is nobody's but the coordinating agency's to know of."""
    return Q(visible_from__lte=Now()) | Q(operation__originator_id=viewer.agency_id)


def own_names(viewer: Viewer) -> Q:
    """Who is named is known within the own agency and to the coordinating one."""
    return Q(agency_id=viewer.agency_id) | Q(operation__originator_id=viewer.agency_id)


def declare() -> None:
    """Tell `access` about operations and what hangs on them."""
    register(
        Aggregate(
            name="operation",
            model=Operation,
            levels=(COORDINATOR, "delegation", "observer"),
            group_grants=OperationGroupGrant,
            user_grants=OperationUserGrant,
            ledger=entitlements,
            purpose="operation",
        )
    )
    see = "operation.see"
    register_child(Child("delegation", Delegation, path="operation", action=see, stands=released))
    register_child(Child("operation_name", OperationName, path="operation", action=see, stands=own_names))
    register_child(Child("site", Site, path="operation", action=see, audience=("only",)))
    register_child(Child("result", Increment, path="operation", action=see))
    register_child(Child("mark", Mark, path="increment__operation", action=see, in_log=False))
    register_child(Child("standing", Standing, path="operation", action=see, in_log=False))
    register_child(Child("tally", Tally, path="operation", action=see, in_log=False))
