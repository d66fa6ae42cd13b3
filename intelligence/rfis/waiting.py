"""What of requests for information waits on the desk."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.decide import may
from access.viewer import Viewer
from cases.waiting import Waiting
from coordination_center.working_time import Urgency
from intelligence.rfis.clocks import clock_of
from intelligence.rfis.reading import counts


def waiting_for(viewer: Viewer) -> Iterator[Waiting]:
    """At most two lines: what the acting agency owes, and where others asked back."""
    if not may(viewer, "rfi.create"):
        return
    found: dict[str, Any] = counts(viewer)
    if found["owed"]:
        clock = clock_of(Urgency.URGENT, found["first"], paused=False)
        says = ngettext("%(n)s request for information waits", "%(n)s requests for information wait", found["owed"])
        yield Waiting(
            title=says % {"n": found["owed"]}, url=reverse("rfis"), says=_("What is due first"),
            button=_("Read and answer"), clock=(clock.code, clock.words), due=found["first"],
        )  # fmt: skip
    if found["back"]:
        says = ngettext("%(n)s agency asked you back", "%(n)s agencies asked you back", found["back"])
        url = f"{reverse('rfis')}?box=asked"
        yield Waiting(title=says % {"n": found["back"]}, url=url, says=_("The clock stands still"), button=_("Read"))
