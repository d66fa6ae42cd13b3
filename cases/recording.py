"""The frames of every verb on a record of a case: lock the case, ask the policy, check the audience and the version."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from access.decide import can
from access.verbs import acting, lock
from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Part, State
from cases.models import Case
from cases.models.record import Record
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen

R = TypeVar("R", bound=Record)


@contextmanager
def adding(case: Case, *, by: Viewer, action: str, only: Iterable[Agency] = ()) -> Iterator[list[UUID]]:
    """Run the body on the locked case; gives the checked audience as agency ids (empty: all who take part).

    Raises `Unseen`/`NotAllowed` by policy, `IllegalMove` for an archived case, `Invalid` for an audience that lacks
    the writer's agency or names one that takes no part.
    """
    with acting(case, by=by, action=action):
        _refuse_archived(case)
        yield audience(case, by=by, only=only)


@contextmanager
def changing(row: Record, *, by: Viewer, action: str, version: int | None = None, own: bool = False) -> Iterator[None]:
    """Run the body on the locked case and the locked, fresh row.

    Raises `Unseen` where `by` may not know of the row (or it is removed), `NotAllowed` by policy and, with `own`, for
    everyone but the agency that supplied it, `IllegalMove` for an archived case, `Stale` for an old version.
    """
    with acting(row.case, by=by, action=action):
        lock_row(row, by=by, action=action)
        if own and row.agency_id != by.agency_id:
            raise NotAllowed(
                _("Only the agency that supplied this can change it; you can propose a change to it."),
                object_type=row.noun,
                object_id=row.pk,
                action=action,
            )
        _refuse_archived(row.case)
        if version is not None and version != row.version:
            raise Stale(_("Someone changed this while you were writing."), current=row)
        yield


def lock_row(row: Record, *, by: Viewer, action: str) -> None:
    """Lock a record whose case is locked already; `Unseen` where `by` may not know of it or it is removed."""
    case = row.case
    lock(row)
    row.case = case
    if row.removed_at is not None or not can(by, "case.read", row):
        raise Unseen(object_type=row.noun, object_id=row.pk, action=action)


def named(row: R | None, *, by: Viewer, case: Case, field: str) -> R | None:
    """A record that a verb was given as an argument, when `by` sees it in this very case; else `Invalid` on `field`.

    Unseen, foreign and removed rows are refused alike.
    """
    if row is not None and (row.case_id != case.pk or row.removed_at is not None or not can(by, "case.read", row)):
        raise Invalid(fields={field: [_("Choose one that is in this case.")]})
    return row


def audience(case: Case, *, by: Viewer, only: Iterable[Agency]) -> list[UUID]:
    """The ids of an audience, in a fixed order; `Invalid` for one that lacks the writer or names a stranger."""
    ids = {agency.pk for agency in only}
    if not ids:
        return []
    if by.agency_id not in ids:
        raise Invalid(fields={"only": [_("Your own agency must be among the readers.")]})
    active: Any = case.parts.filter(state=Part.ACTIVE).values_list("agency_id", flat=True)
    if not ids <= set(active):
        raise Invalid(fields={"only": [_("Only agencies that take part can be readers.")]})
    return sorted(ids)


def _refuse_archived(case: Case) -> None:
    if case.state == State.ARCHIVED:
        raise IllegalMove(_("An archived case can no longer be changed."))
