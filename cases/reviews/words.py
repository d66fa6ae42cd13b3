"""What the figures of a comparison are called: beside a number, and in a sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.reviews.codes import Category

LABELS: dict[str, str | Promise] = {
    "warrants_issued": _("Warrants issued"),
    "warrants_updated": _("Warrants updated"),
    "warrants_transmitted": _("Warrants transmitted"),
    "warrants_acknowledged": _("Warrants acknowledged"),
    "warrants_executed": _("Warrants executed"),
    "actions_done": _("Items of the plan done"),
    "subjects_added": _("Subjects added"),
    "cards_added": _("Potential victims noted"),
    "evidence_added": _("Pieces of evidence added"),
    "links_added": _("Links found"),
    "cases_opened": _("Cases opened"),
    "cases_closed": _("Cases closed"),
}


def label(name: str) -> str:
    """What a line of the comparison, or a category stated by hand, is called."""
    return str(LABELS[name] if name in LABELS else Category(name).label)


def phrase(name: str, n: int) -> str:
    """The figure within a sentence: "24 warrants updated"."""
    return _phrases(n)[name] % {"n": n}


def _phrases(n: int) -> dict[str, str]:
    return _of_records(n) | _of_operations(n)


def _of_records(n: int) -> dict[str, str]:
    return {
        "warrants_issued": ngettext("%(n)s warrant issued", "%(n)s warrants issued", n),
        "warrants_updated": ngettext("%(n)s warrant updated", "%(n)s warrants updated", n),
        "warrants_transmitted": ngettext("%(n)s warrant transmitted", "%(n)s warrants transmitted", n),
        "warrants_acknowledged": ngettext("%(n)s warrant acknowledged", "%(n)s warrants acknowledged", n),
        "warrants_executed": ngettext("%(n)s warrant executed", "%(n)s warrants executed", n),
        "actions_done": ngettext("%(n)s item of the plan done", "%(n)s items of the plan done", n),
        "subjects_added": ngettext("%(n)s subject added", "%(n)s subjects added", n),
        "cards_added": ngettext("%(n)s potential victim noted", "%(n)s potential victims noted", n),
        "evidence_added": ngettext("%(n)s piece of evidence added", "%(n)s pieces of evidence added", n),
        "links_added": ngettext("%(n)s link found", "%(n)s links found", n),
        "cases_opened": ngettext("%(n)s case opened", "%(n)s cases opened", n),
        "cases_closed": ngettext("%(n)s case closed", "%(n)s cases closed", n),
    }


def _of_operations(n: int) -> dict[str, str]:
    return {
        "victims_rescued": ngettext("%(n)s victim rescued", "%(n)s victims rescued", n),
        "victims_identified": ngettext("%(n)s victim identified", "%(n)s victims identified", n),
        "arrests": ngettext("%(n)s arrest", "%(n)s arrests", n),
        "investigations_opened": ngettext("%(n)s new investigation", "%(n)s new investigations", n),
        "hidden_sites": ngettext("%(n)s hidden site found", "%(n)s hidden sites found", n),
        "routes_discovered": ngettext("%(n)s new route discovered", "%(n)s new routes discovered", n),
        "repatriations": ngettext("%(n)s repatriation", "%(n)s repatriations", n),
        "reunions": ngettext("%(n)s family reunited", "%(n)s families reunited", n),
    }
