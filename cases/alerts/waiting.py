"""What of urgent alerts waits on the desk."""

from collections.abc import Iterator

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.policy import OFFICERS
from access.viewer import Viewer
from cases.alerts.models import AlertDesk
from cases.waiting import Waiting

FEW = 5


def waiting_for(viewer: Viewer) -> Iterator[Waiting]:
    """The running alerts that the acting desk has not acknowledged, what is due first on top; at most `FEW`."""
    if not OFFICERS & viewer.roles:
        return
    mine = AlertDesk.objects.visible_to(viewer).filter(agency=viewer.agency_id, acknowledged_at=None, withdrawn_at=None)
    running = mine.filter(alert__closed_at=None, alert__until__gt=Now()).select_related("alert__originator")
    for desk in running.order_by("due_at", "pk")[:FEW]:
        yield Waiting(
            title=str(desk), url=desk.get_absolute_url(), says=desk.alert.originator.name, button=_("Acknowledge"),
            clock=("danger", _("At once")), due=desk.due_at,
        )  # fmt: skip
