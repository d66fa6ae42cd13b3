"""Whom a report's marking allows to be named as a recipient at all: a ceiling, never a grant (TLP 2.0)."""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from agencies.models import Agency
from cases.codes import Tlp
from intelligence.reports.codes import Circle

Kind = Agency.Kind
LAW_ENFORCEMENT = frozenset(
    {Kind.POLICE, Kind.NCB, Kind.BORDER, Kind.IMMIGRATION, Kind.PROSECUTION, Kind.COURT, Kind.LABOUR, Kind.CENTRE}
)
SUPPORT = frozenset({Kind.WELFARE, Kind.CONSULAR, Kind.HEALTH, Kind.IO, Kind.NGO, Kind.LEGAL, Kind.CENTRE})
MEMBERS = {Circle.ANY: frozenset(Kind), Circle.LAW_ENFORCEMENT: LAW_ENFORCEMENT, Circle.SUPPORT: SUPPORT}


def within_reach(report: Any, agency: Agency, person_id: Any, *, kinds: frozenset[Any] | None = None) -> bool:
    """Whether this agency (or this person of it) may hold the report by its marking as it is now; `kinds` as
    `kinds_of` gives them, for who asks of many agencies."""
    if report.tlp == Tlp.RED and person_id is None:
        return False
    return agency.kind in (kinds_of(report) if kinds is None else kinds)


def kinds_of(report: Any) -> frozenset[Any]:
    """The kinds of agency that may hold the report: those in its own circle and in that of all it builds on."""
    found = MEMBERS[report.circle]
    for source in report.foundations():
        found &= MEMBERS[source.circle]
    return found


def obstacle(report: Any, agency: Agency, person: Any) -> str:
    """Why the report cannot be released so, in words for its originator; empty where it can."""
    if agency.suspended_at is not None:
        return _("This agency is suspended.")
    if report.tlp == Tlp.RED and person is None:
        return _("TLP:RED is for named people only: name the person who shall receive it.")
    if agency.kind not in kinds_of(report):
        return _("This agency is outside the circle that the report is for.")
    return _passed_on_without_leave(report, agency, person)


def _passed_on_without_leave(report: Any, agency: Agency, person: Any) -> str:
    """What it builds on of others, however deep, reaches only those whom its originator released it to (H2, TLP)."""
    for source in report.foundations():
        if source.originator_id in (report.originator_id, agency.pk) or is_free(source, agency):
            continue
        if not holders(source, agency, person).exists():
            sentence = _("It quotes %(reference)s of %(agency)s, who must release that to the recipient first.")
            return sentence % {"reference": source.reference, "agency": source.originator}
    return ""


def is_free(source: Any, agency: Agency) -> bool:
    """Whether a report may be passed on to this agency without asking its originator."""
    return bool(source.passes_on) and agency.kind in MEMBERS[source.circle]


def has_leave(report: Any, agency: Agency, person: Any, leave: str) -> bool:
    """Whether a live release lets this agency (or this person of it) use the report so, by the database's clock."""
    return bool(holders(report, agency, person).filter(leave__contains=[leave]).exists())


def holders(report: Any, agency: Agency, person: Any) -> Any:
    """The live releases of a report to this agency, or to this person of it."""
    from intelligence.releases.models import Release  # the ledger's model asks this module for its rules

    own = Q(person=None) if person is None else Q(person=None) | Q(person=person)
    rows = Release.objects.unscoped("a rule of the ledger itself")
    return rows.filter(own, report=report, asker=agency, state="active", until__gt=Now())
