"""The words of the link chart: its scripts take them from the page, so that they are translated like all others."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def chart_words() -> dict[str, Any]:
    """Sentences with {placeholders} that the chart's script fills; where a number is counted, two forms."""
    return {
        "loading": _("The chart is being fetched."),
        "failed": _("The chart could not be shown. The table below has the same links."),
        "arranging": _("The chart is being arranged."),
        "shown": _("Shown: %(nodes)s of %(of)s subjects, %(links)s links") % _holes("nodes", "of", "links"),
        "supplied": _("supplied by %(agency)s") % _holes("agency"),
        "restricted": _("for some agencies only"),
        "about": _("About %(name)s") % _holes("name"),
        "links": _counted(lambda n: ngettext("%(n)s link", "%(n)s links", n)),
        "hidden": _counted(lambda n: ngettext("%(n)s neighbour not shown", "%(n)s neighbours not shown", n)),
        "expanded": _counted(lambda n: ngettext("%(n)s subject added", "%(n)s subjects added", n)),
        "collapsed": _counted(lambda n: ngettext("%(n)s subject put away", "%(n)s subjects put away", n)),
        **_path_words(),
    }


def _path_words() -> dict[str, Any]:
    names = _holes("from", "to", "kind")
    return {
        "along": _("%(from)s: %(kind)s → %(to)s") % names,
        "against": _("%(to)s ← %(kind)s: %(from)s") % names,
        "between": _("%(from)s: %(kind)s with %(to)s") % names,
        "way": _counted(lambda n: ngettext("Connected by %(n)s link:", "Connected by %(n)s links:", n)),
        "noWay": _("No path: the links shown do not connect these two."),
        "twoSubjects": _("Choose two different subjects."),
        "chosen": {
            "from": _("The path begins here. Choose where it ends."),
            "to": _("The path ends here. Choose where it begins."),
        },
    }


def _holes(*names: str) -> dict[str, str]:
    return {name: f"{{{name}}}" for name in names}


def _counted(said: Any) -> dict[str, str]:
    return {"one": said(1) % _holes("n"), "other": said(2) % _holes("n")}
