"""The frame of every verb on a protected root: lock, ask the policy, change, and see that the writer still sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from access import policy, registry
from access.decide import can, require
from access.viewer import Viewer
from coordination_center.errors import NotAllowed, Stale


@contextmanager
def acting(obj: Model, *, by: Viewer, action: str, version: int | None = None, leaves: bool = False) -> Iterator[None]:
    """Run a verb's body on a locked, fresh row in one transaction.

    Raises `Unseen` or `NotAllowed` by the policy as it stands once the lock is held, `Stale` when `version` is given
    and the row has moved on. After the body the writer must still be permitted to see the row, or all is rolled back;
    verbs that give their sight away say `leaves=True`.
    """
    with transaction.atomic():
        lock(obj)
        require(by, action, obj)
        if version is not None and version != obj.version:  # type: ignore[attr-defined]
            raise Stale(_("Someone changed this while you were writing."), current=obj)
        yield
        if not leaves:
            still_seen(obj, by=by)


def lock(obj: Any) -> None:
    """Lock a root's row and load it as it stands."""
    rows = type(obj)._default_manager.unscoped("a verb locks its own row").select_for_update(of=("self",))
    obj.refresh_from_db(from_queryset=rows)


def still_seen(obj: Model, *, by: Viewer) -> None:
    """`NotAllowed`, and so a rollback, when a write would leave its writer without sight of the row."""
    aggregate = registry.aggregate_of(type(obj))
    if not can(by, policy.seeing(aggregate.name), obj):
        raise NotAllowed(_("This would shut you out of the record yourself. Nothing was changed."))
