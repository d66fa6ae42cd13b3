"""Whether an attachment still stands: asked in the statement that reads it, so that what ends counts at once."""

from typing import Any

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Now

from access.viewer import Viewer
from cases.codes import Handling, Tlp
from intelligence.releases.codes import Leave
from intelligence.releases.codes import State as Held
from intelligence.releases.models import Release
from intelligence.reports.codes import State
from intelligence.reports.models import Report
from intelligence.reports.models.marking import PASSES_ON
from intelligence.usage.kinds import seen_targets


def stands(viewer: Viewer) -> Q:
    """The condition that a use rests on rights that hold now, by the report's marking and the ledger as they are.

    Its originator's own use always does. Another's needs a live release to that agency, none of TLP:RED; the leave of
    the originator, where others of the case did not have the report and it is not free to pass on; and for a legal
    request of H1, the leave for that. A withdrawn report is in no legal request any more.
    """
    own = Q(agency=F("report__originator"))
    free = Q(report__tlp__in=sorted(PASSES_ON)) & ~Q(report__handling__contains=[Handling.H2])
    in_case = Q(beside=[]) | free | Q(Exists(_releases("").filter(leave__contains=[Leave.CASES])))
    rests = ~Q(report__tlp=Tlp.RED) & Q(Exists(_releases(""))) & in_case
    in_law = Q(kind="") | ~Q(report__state=State.WITHDRAWN) & ~Q(Exists(_forbidden()))
    return seen_targets(viewer) & (own | rests) & in_law


def _releases(outer: str) -> Any:
    """The live releases of a report to the agency that attached it, or to its author; `outer`: the way to the use."""
    use = (lambda name: OuterRef(OuterRef(name))) if outer else OuterRef
    rows = Release.objects.unscoped("the rule itself").filter(
        Q(person=None) | Q(person=use("author")), asker=use("agency"), state=Held.ACTIVE, until__gt=Now()
    )
    return rows.filter(report=OuterRef(outer or "report"))


def _forbidden() -> Any:
    """Reports of H1 that the use is made of, and whose originator does not allow it in judicial proceedings."""
    one_of = Func(
        F("pk"), OuterRef("foreign"), template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField()
    )
    allowed = _releases("pk").filter(leave__contains=[Leave.JUDICIAL])
    rows = Report.objects.unscoped("the rule itself").filter(one_of, handling__contains=[Handling.H1])
    return rows.exclude(Exists(allowed))
