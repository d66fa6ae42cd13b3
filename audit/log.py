"""Writing the log: `record` for what changes, `consulted` for what is shown. Both in the caller's transaction.

Nothing here knows another app: the log keeps bare ids, so it can outlive whatever it names.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from audit.models import Event, Led, Outbox
from coordination_center.errors import CannotRecord

__all__ = ["SYSTEM", "Actor", "By", "Led", "Ref", "consulted", "record"]

CODE = re.compile(r"[^\s\x00-\x1f]{0,100}")


class Actor(Protocol):
    """Who acts, and for which agency. `access.viewer.Viewer` is one."""

    @property
    def person_id(self) -> UUID | None: ...

    @property
    def agency_id(self) -> UUID | None: ...

    @property
    def request_id(self) -> UUID | None: ...


@dataclass(frozen=True)
class By:
    """An actor where there is no viewer: a command, a task, somebody who is not signed in yet."""

    person_id: UUID | None
    agency_id: UUID | None
    request_id: UUID | None = None


SYSTEM: Actor = By(None, None)


@dataclass(frozen=True)
class Ref:
    """What an event is about: the object, the root it belongs to, and the agency that originated it."""

    type: str
    id: UUID
    root_type: str
    root: UUID
    owner: UUID | None


def record(
    verb: str,
    *,
    by: Actor,
    on: Ref,
    led: Led = Led.ALTERATION,
    recipients: Iterable[UUID] = (),
    objects: Iterable[UUID] = (),
    purpose: str = "",
    detail: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Event:
    """Write that `by` did `verb` ("case.opened") on `on`, with its outbox row, in the transaction of the change.

    `detail` holds ids, codes and numbers, never text of people. `at` is for loading a world whose times lie in the
    past. Raises CannotRecord when the log cannot be written: the change must then roll back.
    """
    return _write(
        Event(
            verb=verb,
            led=led,
            object_type=on.type,
            object_id=on.id,
            root_type=on.root_type,
            root_id=on.root,
            owner=on.owner,
            object_ids=list(objects),
            recipients=list(recipients),
            purpose=purpose,
            detail=_codes(detail or {}),
            **_who(by),
            **({"at": at} if at else {}),
        ),
        outbox=True,
    )


def consulted(*, by: Actor, refs: Sequence[Ref], purpose: str) -> Event:
    """Write that the answer under way shows `refs`: one row, whatever their number. Raises CannotRecord.

    Several refs leave object and root empty and list the objects' ids. Their owner is kept where it is one and the
    same; each owner finds the row through the ids all the same. An empty list is recorded too: it is an answer.
    """
    return _write(_consultation(by, list(refs), purpose), outbox=False)


def denial(*, by: Actor, object_type: str, object_id: UUID | None, action: str) -> Event:
    """Write that `by` was refused. The row is alike for what is absent and what is not theirs: no owner, no root."""
    return _write(
        Event(
            verb="access.denied",
            led=Led.CONSULTATION,
            object_type=object_type,
            object_id=object_id,
            detail=_codes({"action": action}),
            **_who(by),
        ),
        outbox=False,
    )


def _consultation(by: Actor, refs: list[Ref], purpose: str) -> Event:
    owners = {ref.owner for ref in refs}
    event = Event(
        verb=f"{refs[0].type if refs else 'list'}.consulted",
        led=Led.CONSULTATION,
        object_type=refs[0].type if refs else "",
        owner=owners.pop() if len(owners) == 1 else None,
        purpose=purpose,
        **_who(by),
    )
    if len(refs) == 1:
        event.object_id, event.root_type, event.root_id = refs[0].id, refs[0].root_type, refs[0].root
    else:
        # The roots are listed with the objects, so that a root's log also finds the lists of its children.
        event.object_ids = list(dict.fromkeys(i for ref in refs for i in (ref.id, ref.root)))
    return event


def _who(by: Actor) -> dict[str, Any]:
    return {"actor": by.person_id, "agency": by.agency_id, "request_id": by.request_id}


def _codes(detail: dict[str, Any]) -> dict[str, Any]:
    """Refuse prose: a programmer's mistake here would copy content into a log that cannot forget it."""
    return {key: _code(key, value) for key, value in detail.items()}


def _code(key: str, value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_code(key, item) for item in value]
    if value is None or isinstance(value, bool | int) or (isinstance(value, str) and CODE.fullmatch(value)):
        return value
    raise ValueError(f"The log's detail takes ids, codes and whole numbers only; {key!r} holds something else.")


def _write(event: Event, *, outbox: bool) -> Event:
    if not connection.in_atomic_block:
        raise RuntimeError("The log is written in the transaction of what it records; there is none here.")
    try:
        event.save(force_insert=True)
        if outbox:
            Outbox.objects.create(event_id=event.id)
    except DatabaseError as error:
        raise CannotRecord(_("The log cannot be written at the moment, so nothing was changed or shown.")) from error
    return event
