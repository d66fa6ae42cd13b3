"""The inbox: everybody's own. What is named here is the lead's, told of the partner's leaving."""

from typing import Any

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from notifications.models import Notification

OWN = (302, 200, 200, 200, 200, 200, 200)
API = (401, 200, 200, 200, 200, 200, 200)
POSTED = (401, 405, 405, 405, 405, 405, 405)
EXPECTED = {
    "inbox": OWN,
    "endpoint": (302, 403, 403, 403, 200, 403, 200),
    "operators": (302, 403, 403, 403, 403, 403, 200),
    "metrics": (404, 404, 404, 404, 404, 404, 404),
    "clocks": OWN,
    "inbox_marks": (302, 405, 405, 405, 405, 405, 405),
    "inbox_news": OWN,
    "notification_choices": OWN,
    "notification": (302, 404, 404, 302, 404, 404, 404),
    "watch_record": (302, 404, 200, 200, 404, 404, 404),
    "api_inbox": API,
    "api_inbox_marks": POSTED,
    "api_inbox_choices": API,
    "api_inbox_watch": (401, 404, 200, 200, 404, 404, 404),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    event = Event.objects.filter(root_id=ranong.pk, verb="case.opened").get()
    facts = {"kind": "case", "verb": event.verb, "object_type": "case", "object_id": ranong.pk, "at": event.at}
    note = Notification.objects.create(
        event_id=event.id, person=thai_analyst.person, agency=thai_analyst.agency, **facts
    )
    return {"pk": note.pk, "kind": "case", "root": ranong.pk}
