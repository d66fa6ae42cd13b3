"""What of hits waits on the desk: those on one's agency's records, with their clock."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from cases.waiting import Waiting
from coordination_center.clocks import until
from intelligence.hits.reading import Line, open_hits

FEW = 5
SOON = timedelta(hours=12)
ANSWER = gettext_lazy("Answer")


def waiting_hits(viewer: Viewer) -> Iterator[Waiting]:
    """The open hits that press most."""
    for line in open_hits(viewer, most=FEW):
        yield Waiting(
            title=_("Hit: %(record)s") % {"record": line.label},
            url=line.hit.get_absolute_url(),
            says=_("%(agency)s · %(way)s") % {"agency": line.hit.asker_agency, "way": line.hit.get_way_display()},
            button=ANSWER,
            clock=clock_of(line),
        )


def clock_of(line: Line) -> tuple[str, str]:
    """The code of a chip and its words."""
    clock = until(line.hit.due_at, soon=SOON)
    return clock.code, clock.words
