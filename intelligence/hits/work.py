"""The queues of the background: what was written and is to be screened, what was asked and is to be told to owners.

A row is begun in one transaction and done in another. Whatever ends the second, an error or `kill -9`, undoes it whole
and leaves the row, with its try counted, for later; the others go on meanwhile. After `MOST_TRIES` it is laid aside,
which the log and the centre's oversight show, until somebody puts it back.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from access.decide import require_role
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import SYSTEM, Led, Ref, record
from cases.models import Case
from coordination_center.errors import Unseen
from intelligence.hits.models import Query, Unscreened, Watch
from intelligence.hits.models.tried import MOST_TRIES, wait_after

QUEUES: dict[str, Any] = {"record": Unscreened, "question": Query}
ASIDE: dict[str, Any] = QUEUES | {"standing": Watch}  # a standing query is no work, but one that is damaged waits too
MOST_LINES = 200
log = logging.getLogger(__name__)


def work_off(queue: str, do: Callable[[Any], None], *, most: int) -> int:
    """Take up what is due of a queue, one by one; how many rows. Safe in parallel and after a kill."""
    begun = 0
    while begun < most and (row := _begin(queue)):
        _try(queue, row, do)
        begun += 1
    return begun


def _begin(queue: str) -> Any:
    """The row that is longest due and in nobody's hands, with its try counted; None where there is none."""
    with transaction.atomic():
        row = QUEUES[queue].objects.due().select_for_update(skip_locked=True).first()
        if row is None:
            return None
        if row.tries < MOST_TRIES:
            row.tries += 1
            row.next_at = Case.clock() + wait_after(row.tries)
            row.save(update_fields=["tries", "next_at"])
        else:  # the last worker that had it was killed
            lay_aside(queue, row)
    return row


def _try(queue: str, row: Any, do: Callable[[Any], None]) -> None:
    """Do the work on a row, unless another worker did or does: then this one's count is no longer the row's."""
    try:
        with transaction.atomic():
            fresh = QUEUES[queue].objects.select_for_update(skip_locked=True).filter(pk=row.pk, tries=row.tries)
            if one := fresh.filter(laid_aside_at=None).first():
                do(one)
    except Exception as error:  # noqa: BLE001 - the outermost handler of the background: the next row must have its turn
        _failed(queue, row, error)


def _failed(queue: str, row: Any, error: Exception) -> None:
    kind = type(error).__name__
    log.error("hits: %s of the queue %s failed, try %s", kind, queue, row.tries)
    with transaction.atomic():
        mine = QUEUES[queue].objects.select_for_update().filter(pk=row.pk, tries=row.tries, laid_aside_at=None).first()
        if mine is None:
            return
        mine.error = kind[:100]
        mine.save(update_fields=["error"])
        if mine.tries >= MOST_TRIES:
            lay_aside(queue, mine)


def lay_aside(queue: str, row: Any) -> None:
    """Try a row no more until somebody puts it back; recorded for the centre's oversight. In a transaction."""
    row.laid_aside_at = Case.clock()
    row.save(update_fields=["laid_aside_at"])
    record("hit.laid_aside", by=SYSTEM, on=_ref(queue, row), detail={"queue": queue, "error": row.error or "killed"})


def _ref(queue: str, row: Any) -> Ref:
    """Named by its ticket and owned by nobody: its agency would learn from it that there was something to be found."""
    return Ref(f"hit_{queue}", row.ticket, f"hit_{queue}", row.ticket, None)


@dataclass(frozen=True)
class Aside:
    """A row that was laid aside: its ticket, since when, after how many tries, by which kind of error ("": killed)."""

    queue: str
    id: UUID
    at: datetime
    tries: int
    error: str


def laid_aside(viewer: Viewer) -> list[Aside]:
    """What was laid aside, the latest first; for the oversight of a coordination centre, empty for others."""
    if not _may(viewer):
        return []
    found = [
        Aside(queue, row.ticket, row.laid_aside_at, row.tries, row.error)
        for queue, model in ASIDE.items()
        for row in model.objects.laid_aside().order_by("-laid_aside_at")[:MOST_LINES]
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def put_back(ticket: UUID, *, by: Viewer) -> None:
    """Let what was laid aside be tried anew. By the centre's oversight; `Unseen` where there is no such ticket."""
    require_role(by, "log.oversee")
    if not _may(by) or not _put_back(by=by, ticket=ticket):
        raise Unseen(object_type="hit_work", object_id=ticket, action="log.oversee")


def put_all_back() -> int:
    """The same of all that was laid aside, by an operator; how many."""
    return _put_back(by=SYSTEM)


def _put_back(*, by: Any, **which: UUID) -> int:
    with transaction.atomic():
        rows = [(q, row) for q in ASIDE for row in ASIDE[q].objects.laid_aside().filter(**which).select_for_update()]
        for queue, row in rows:
            if queue == "standing":
                _screen_again(row)
            row.tries, row.error, row.laid_aside_at, row.next_at = 0, "", None, Now()
            row.save(update_fields=["tries", "error", "laid_aside_at", "next_at"])
            record("hit.put_back", by=by, on=_ref(queue, row), led=Led.ALTERATION, detail={"queue": queue})
    return len(rows)


def _screen_again(row: Any) -> None:
    """What a standing query missed is screened anew."""
    Unscreened.objects.bulk_create([Unscreened(record=pk) for pk in dict.fromkeys(row.missed)])
    row.missed = []
    row.save(update_fields=["missed"])


def _may(viewer: Viewer) -> bool:
    return viewer.agency.kind == Agency.Kind.CENTRE
