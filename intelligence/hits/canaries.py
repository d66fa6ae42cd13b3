"""Planting canaries, by oversight of an agency, among what its agency holds."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.decide import require_role
from access.viewer import Viewer
from audit.log import Led, record
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid
from intelligence.hits import index
from intelligence.hits.holding import Holding, Source, register_holdings
from intelligence.hits.models import Canary
from intelligence.hits.question import Question

MOST = 100  # of one agency


def declare() -> None:
    """Canaries are found as holdings are, and raise no hit."""
    register_holdings(
        Source(
            noun="canary", model=None, standing=_standing, every=_every, label=str, page=lambda _row: "",
            word=gettext_lazy("Canary"),
        )
    )  # fmt: skip


def plant(question: Question, *, by: Viewer) -> Canary:
    """Plant what a `question` describes. By oversight; `Invalid` beyond `MOST`."""
    require_role(by, "log.oversee")
    with transaction.atomic():
        if Canary.objects.filter(agency=by.agency, removed_at=None).count() >= MOST:
            raise Invalid(_("Your agency has %(n)s canaries; take one out first.") % {"n": MOST})
        numbers = question.asked_by(by.agency_id).numbers
        row = Canary(agency=by.agency, planted_by=by.person, planted_at=Case.clock(), born=question.born)
        row.names = list(question.names)
        row.numbers = [[kind, said[1], form] for (kind, form), said in zip(numbers, question.numbers, strict=True)]
        row.save(force_insert=True)
        with index.unscreened():
            index.keep(_holding(row))
        record("canary.planted", by=by, on=row.ref, led=Led.COLLECTION)
    return row


def take_out(row: Canary, *, by: Viewer) -> None:
    """Take a canary of one's own agency out; `IllegalMove` when it is out."""
    require_role(by, "log.oversee")
    with transaction.atomic():
        now = Case.clock()
        own = Canary.objects.filter(pk=row.pk, agency=by.agency, removed_at=None)
        if not own.update(removed_at=now):
            raise IllegalMove(_("This canary was taken out already."))
        index.drop(row.pk)
        record("canary.taken_out", by=by, on=row.ref, led=Led.ERASURE)


def _standing(ids: Iterable[UUID]) -> Iterator[Holding]:
    return (_holding(row) for row in _rows().filter(pk__in=list(ids)))


def _every() -> Iterator[Holding]:
    return (_holding(row) for row in _rows().order_by("pk").iterator())


def _rows() -> Any:
    return Canary.objects.filter(removed_at=None)


def _holding(row: Canary) -> Holding:
    """Silent to whoever finds it: its owner alone is told, and that is oversight."""
    return Holding(
        noun="canary", id=row.pk, root_type="canary", root=row.pk, originator=row.agency_id, agency=row.agency_id,
        kind="Person", names=tuple(row.names), born=row.born,
        numbers=tuple((kind, form) for kind, _value, form in row.numbers), notice="owner",
    )  # fmt: skip
