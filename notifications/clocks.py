"""The clocks' beat: writes down once that a clock warns, has run out, or is taken further, and so people are told.

A missed beat catches up: a clock that passed several stages meanwhile is told of at the last of them. Two beats at once
write each stage once.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef
from django.db.models.functions import Now

from agencies.duty.on_duty import centres
from agencies.models import Agency
from audit.log import SYSTEM, record
from notifications.codes import Stage
from notifications.deadlines import CLOCKS, Clock
from notifications.models import Step

AT_ONCE = 500  # records of one clock and one stage in one beat; the next beat takes the rest
VERBS = {Stage.WARNED: "clock.warned", Stage.OVERDUE: "clock.overdue", Stage.SUPERVISOR: "clock.escalated"}


def tick() -> int:
    """Write every stage that a clock has reached and nobody was told of; returns how many."""
    return sum(_tick(clock, stage) for clock in CLOCKS.values() for stage in sorted(clock.pressing.after, reverse=True))


def _tick(clock: Clock, stage: Stage) -> int:
    return sum(_press(clock, stage, row) for row in _reached(clock, stage, clock.pressing.after[stage]))


def _reached(clock: Clock, stage: Stage, after: timedelta) -> list[Any]:
    """The records whose clock has reached the stage by the database's clock, and of which that is not written."""
    told = Step.objects.filter(object_id=OuterRef("pk"), clock=clock.name, ends_at=OuterRef("ends"), stage__gte=stage)
    ripe = clock.rows().filter(ends__lte=ExpressionWrapper(Now() - after, output_field=DateTimeField()))
    return list(ripe.filter(~Exists(told)).order_by("ends", "pk")[:AT_ONCE])


@transaction.atomic
def _press(clock: Clock, stage: Stage, row: Any) -> bool:
    """Write the step with its event; False where another beat wrote it first."""
    _step, new = Step.objects.get_or_create(clock=clock.name, object_id=row.pk, ends_at=row.ends, stage=stage)
    if not new:
        return False
    agency: UUID = getattr(row, clock.agency)
    detail = {"clock": clock.name, "stage": int(stage)}
    if stage == Stage.CENTRE:
        _tell_the_centre(agency, detail)
    else:
        record(VERBS[stage], by=SYSTEM, on=row.ref, recipients=[agency], detail=detail)
    return True


def _tell_the_centre(agency: UUID, detail: dict[str, Any]) -> None:
    """Tell the coordination centres that a desk does not act: of the desk, not of the record, which is not theirs."""
    desk = Agency.objects.get(pk=agency)
    record("clock.unanswered", by=SYSTEM, on=desk.ref, recipients=centres(), detail=detail)
