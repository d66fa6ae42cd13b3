"""How long what was asked is kept: `settings.QUESTIONS_KEPT_DAYS`. The log keeps that it was asked, never what."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from audit.log import SYSTEM, Led, Ref, record
from intelligence.hits.codes import State
from intelligence.hits.models import Hit, Query, Watch, WatchKey

WHY = "the sweep asks which questions still wait for an answer"
TOGETHER = 500  # rows of one transaction, and of one event


def forget_old(*, most: int = 20_000) -> int:
    """Delete questions that are too old, and standing queries that ended so long ago; how many. Safe in parallel.

    A question of which a hit still waits for its owner's answer stays until that is given, and so does one whose hits
    are not raised yet: whoever asked would never learn of the answer.
    """
    done = 0
    while done < most and (n := _forget(Query, _old_questions()) + _forget(Watch, _old_watches())):
        done += n
    return done


def _long_ago() -> Any:
    return Now() - timedelta(days=settings.QUESTIONS_KEPT_DAYS)


def _old_questions() -> Any:
    waits = Hit.objects.unscoped(WHY).filter(source=OuterRef("pk"), state=State.OPEN)
    return Query.objects.filter(~Exists(waits), at__lt=_long_ago(), raised_at__isnull=False).order_by("at")


def _old_watches() -> Any:
    waits = Hit.objects.unscoped(WHY).filter(source=OuterRef("pk"), state=State.OPEN)
    ended = Q(withdrawn_at__lt=_long_ago()) | Q(until__lt=_long_ago())
    return Watch.objects.filter(ended, ~Exists(waits)).order_by("until")


def _forget(model: Any, rows: Any) -> int:
    with transaction.atomic():
        found = list(rows.select_for_update(skip_locked=True, of=("self",)).values_list("pk", "agency_id")[:TOGETHER])
        ids = [pk for pk, _agency in found]
        WatchKey.objects.filter(watch__in=ids).delete()
        model.objects.filter(pk__in=ids).delete()
        for agency in sorted({agency for _pk, agency in found}):
            _recorded(agency, [pk for pk, of in found if of == agency])
    return len(ids)


def _recorded(agency: UUID, ids: list[UUID]) -> None:
    """For the oversight of who asked: which were deleted."""
    on = Ref("hit_query", agency, "agency", agency, agency)
    record("hit.forgotten", by=SYSTEM, on=on, led=Led.ERASURE, objects=ids, detail={"n": len(ids)})
