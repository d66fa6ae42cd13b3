"""What the pages and the API read of notices, with what the database's clock says of each."""

from datetime import UTC
from typing import Any

from django.db.models import BooleanField, Case, ExpressionWrapper, Q, QuerySet, Value, When
from django.db.models.functions import Now, TruncDate

from access.paging import Page
from access.viewer import Viewer
from cases.reading import newest
from intelligence.notices.codes import State
from intelligence.notices.models import Notice

LAPSED = Q(state=State.PUBLISHED, expires_on__lt=TruncDate(Now(), tzinfo=UTC))


def told() -> QuerySet[Notice]:
    """Notices with `lapsed`, and what their lines name; to be scoped."""
    lapsed = Case(When(LAPSED, then=Value(True)), default=Value(False))
    rows = Notice.objects.select_related("subject", "warrant", "agency", "author", "ncb", "case", "case__originator")
    return rows.annotate(lapsed=ExpressionWrapper(lapsed, output_field=BooleanField()))


def of_case(viewer: Viewer, case: Any, *, after: str = "") -> Page[Notice]:
    """A page of the case's notices, newest first."""
    return newest(told().under(viewer, case), after=after)  # type: ignore[attr-defined]
