"""What of hits waits on the desk: those on one's agency's records with their clock, and answers to standing queries."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.decide import may
from access.viewer import Viewer
from cases.waiting import Waiting
from coordination_center.clocks import until
from intelligence.hits.reading import Line, news_for, open_hits

FEW = 5
SOON = timedelta(hours=12)
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
    """The code of a chip and its words."""
    clock = until(line.hit.due_at, soon=SOON)
    return clock.code, clock.words
