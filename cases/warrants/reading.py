"""What the pages and the API read of warrants, with what the database's clock says of each."""

from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db.models import BooleanField, Case, ExpressionWrapper, Q, QuerySet, Value, When
from django.db.models.functions import Now, TruncDate

from access.paging import Page
from access.viewer import Viewer
from cases.reading import newest
from cases.subjects.codes import STOPPING
from cases.warrants.codes import EXPIRES_SOON, LIVE, State
from cases.warrants.models import Renewal, Warrant

TODAY = TruncDate(Now(), tzinfo=UTC)
LAPSED = Q(state__in=LIVE, expires_on__lt=TODAY)
SOON = Q(state__in=LIVE, expires_on__gte=TODAY, expires_on__lte=TruncDate(Now() + EXPIRES_SOON, tzinfo=UTC))
OVERDUE = Q(state=State.TRANSMITTED, answer_due__lt=Now()) & ~Q(subject__screening__in=STOPPING)


@dataclass(frozen=True)
class Wanted:
    """The filters of a list; empty: everything. `state` is as people see it: expired from the day after the last."""

    state: str = ""
    country: str = ""
    soon: bool = False
    overdue: bool = False

    def of(self, rows: Any) -> Any:
        """The rows that pass."""
        if self.state == State.EXPIRED:
            rows = rows.filter(Q(state=State.EXPIRED) | LAPSED)
        elif self.state:
            rows = rows.filter(state=self.state, lapsed=False)
        if self.country:
            rows = rows.filter(country=self.country)
        if self.soon:
            rows = rows.filter(soon=True)
        return rows.filter(overdue=True) if self.overdue else rows


def told(rows: Any = None) -> QuerySet[Warrant]:
    """Warrants with `lapsed`, `soon` and `overdue` by the database's clock, and what their lines name."""
    found: Any = Warrant.objects.all() if rows is None else rows
    return found.select_related("subject", "agency", "author", "addressee", "case").annotate(  # type: ignore[no-any-return]
        lapsed=_flag(LAPSED), soon=_flag(SOON), overdue=_flag(OVERDUE & ~LAPSED)
    )


def _flag(condition: Q) -> Any:
    """True or false, and false where the condition is unknown for want of a day."""
    return ExpressionWrapper(Case(When(condition, then=Value(True)), default=Value(False)), output_field=BooleanField())


def of_case(viewer: Viewer, case: Any, *, after: str = "") -> Page[Warrant]:
    """A page of the case's warrants, newest first."""
    return newest(told().under(viewer, case), after=after)  # type: ignore[attr-defined]


def of_subject(viewer: Viewer, subject: Any) -> list[Warrant]:
    """The warrants on one person that this viewer may know of, newest first."""
    rows: Any = told().visible_to(viewer)  # type: ignore[attr-defined]
    return list(rows.filter(subject=subject.pk, case=subject.case_id).order_by("-created_at", "-id"))


def across(viewer: Viewer, wanted: Wanted, *, after: str = "") -> Page[Warrant]:
    """A page of the warrants of all cases the viewer reads, newest first."""
    return newest(wanted.of(told().visible_to(viewer)), after=after)  # type: ignore[attr-defined]


def renewals_of(viewer: Viewer, warrant: Warrant) -> list[Renewal]:
    """Its renewals, the latest first."""
    rows: Any = Renewal.objects.visible_to(viewer)
    return list(rows.filter(warrant=warrant).select_related("person", "agency", "warrant__case"))
