"""How fast two agencies answer one another, for whatever one may ask of the other."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, Q


class Median(Aggregate):
    """The middle of all values; of an even number the mean of the two in the middle. None where there is none."""

    name = "median"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Pair:
    """One other agency: `done` of `sent` were answered or refused, `waiting` are open, `late` of these overdue.

    `median` is of the first answers and refusals, without the time that was asked back.
    """

    agency: str
    sent: int
    done: int
    waiting: int
    late: int
    median: timedelta | None
    id: UUID | None = None


def pairs(rows: Any, other: str, *, took: Any, waiting: Q, late: Q) -> list[Pair]:
    """By the agency at the end of `other`, by name: one query. `took` is a duration, None for what is not answered."""
    told = rows.order_by(f"{other}__name", other).values(f"{other}__name", other)
    found = told.annotate(
        n=Count("pk"), done=Count(took), waits=Count("pk", filter=waiting), late=Count("pk", filter=late),
        median=Median(took),
    )  # fmt: skip
    return [
        Pair(row[f"{other}__name"], row["n"], row["done"], row["waits"], row["late"], row["median"], row[other])
        for row in found
    ]
