"""What goes out at once when a life is at risk: the text that the originator cleared for it beforehand."""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Now

from access.models import Exclusion
from agencies.models import Membership
from cases.codes import Tlp
from coordination_center.working_time import Urgency
from intelligence.releases.reach import within_reach
from intelligence.reports.models.part import TEARLINE
from intelligence.reports.models.report import normal_reference


def tearline_for(release: Any) -> str:
    """The tear-line of the report that is meant, where this asker may have it; else empty.

    Never of TLP:RED or a compartment, never outside its circle, never to whom its originator has shut out. Who comes
    from a hit, and does not name the report, may have it only where the originator cleared it for that as well.
    """
    report = release.report
    if release.urgency != Urgency.THREAT_TO_LIFE or report is None or report.tlp == Tlp.RED or report.compartment:
        return ""
    if not within_reach(report, release.asker, release.person_id) or _is_shut_out(release):
        return ""
    if release.hit_id is not None and not report.tearline_for_hits and not _is_named(release):
        return ""
    return str(report.text_of(TEARLINE))


def _is_named(release: Any) -> bool:
    """Whether the asker gave the reference of the report, however it is spaced."""
    return bool(normal_reference(release.reference) == release.report.reference)


def _is_shut_out(release: Any) -> bool:
    agencies = Membership.objects.filter(person=release.begun_by).values("agency")
    who = Q(person=release.begun_by) | Q(agency=release.asker) | Q(agency__in=agencies)
    what = Q(object_id=release.report_id) | Q(originator=release.owner)
    return Exclusion.objects.live().filter(who, what, until__gt=Now()).exists()
