"""How far the day of an item is, in words, with a tone that also has an icon. By the reader's own calendar day."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination_center.clocks import Clock

SOON = 3  # days in which an item asks for attention


def clock_of(due: date | None) -> Clock:
    """The clock of something that is still to be done."""
    if due is None:
        return Clock("neutral", _("No date"))
    left = (due - timezone.localdate()).days
    if left < 0:
        late = ngettext("%(n)s day overdue", "%(n)s days overdue", -left)
        return Clock("danger", late % {"n": -left})
    return Clock("warn" if left <= SOON else "neutral", _ahead(left))


def _ahead(left: int) -> str:
    if left == 0:
        return _("Due today")
    if left == 1:
        return _("Due tomorrow")
    return ngettext("Due in %(n)s day", "Due in %(n)s days", left) % {"n": left}
