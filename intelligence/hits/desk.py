"""What of hits waits on the desk: those on one's agency's records with their clock, and answers to standing queries."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from access.decide import may
from access.viewer import Viewer
from cases.waiting import Waiting
from intelligence.hits.reading import Line, news_for, open_hits

FEW = 5
SOON = 12  # hours in which a hit asks for attention
ANSWER, READ = gettext_lazy("Answer"), gettext_lazy("Read")


def waiting_hits(viewer: Viewer) -> Iterator[Waiting]:
    """The open hits that press most."""
    for line in open_hits(viewer, most=FEW):
        yield Waiting(
            title=_("Hit: %(record)s") % {"record": line.label},
            url=line.hit.get_absolute_url(),
            says=_("%(agency)s · %(way)s") % {"agency": line.hit.asker_agency, "way": line.hit.get_way_display()},
            button=ANSWER,
            clock=clock_of(line),
            due=line.hit.due_at,
        )


def waiting_answers(viewer: Viewer) -> Iterator[Waiting]:
    """What one's standing queries met, until one has noted it."""
    for news in news_for(viewer, most=FEW) if may(viewer, "hit.ask") else []:
        title = _("Standing query answered: %(asked)s") % {"asked": news.title}
        says = _("Hit: contact %(agency)s") % {"agency": news.agency}
        yield Waiting(title, news.watch.get_absolute_url(), says, READ, ("ok", _("Hit")))


def clock_of(line: Line) -> tuple[str, str]:
    """The code of a chip and its words: how many hours there are."""
    hours = int((line.hit.due_at - timezone.now()).total_seconds() // 3600)
    if line.late:
        return "danger", ngettext("%(n)s hour overdue", "%(n)s hours overdue", -hours) % {"n": -hours}
    words = ngettext("Due in %(n)s hour", "Due in %(n)s hours", hours + 1) % {"n": max(hours + 1, 1)}
    return ("warn" if hours < SOON else "wait"), words
