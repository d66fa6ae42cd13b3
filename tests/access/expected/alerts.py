"""Urgent alerts: one raised by the Thai police, and one desk alerted: the Cambodian police."""

from datetime import date
from typing import Any

from access.viewer import Viewer
from cases.alerts.models import Alert
from cases.models import Case

EXPECTED = {
    "alerts": (302, 200, 200, 200, 200, 200, 200),
    "alert_new": (302, 404, 404, 404, 403, 403, 403),
    "alert": (302, 404, 200, 200, 404, 404, 404),
    "alert_live": (302, 404, 200, 200, 404, 404, 404),
    "alert_acknowledge": (302, 405, 405, 405, 405, 405, 405),
    "alert_resend": (302, 405, 405, 405, 405, 405, 405),
    "alert_desks": (302, 404, 403, 200, 404, 404, 404),
    "alert_withdraw": (302, 404, 403, 200, 404, 404, 404),
    "alert_reach": (302, 405, 405, 405, 405, 405, 405),
    "alert_write": (302, 404, 200, 200, 404, 404, 404),
    "alert_thread": (302, 404, 200, 200, 404, 404, 404),
    "alert_sheet": (302, 404, 200, 200, 404, 404, 404),
    "alert_close": (302, 404, 403, 200, 404, 404, 404),
    "alert_review": (302, 404, 403, 403, 404, 404, 404),
    "api_alerts": (401, 200, 200, 200, 200, 200, 200),
    "api_alert": (401, 404, 200, 200, 404, 404, 404),
    "api_alert_sheet": (401, 405, 405, 405, 405, 405, 405),
    "api_alert_acknowledgements": (401, 405, 405, 405, 405, 405, 405),
    "api_alert_resends": (401, 405, 405, 405, 405, 405, 405),
    "api_alert_calls": (401, 405, 405, 405, 405, 405, 405),
    "api_alert_desks": (401, 404, 200, 200, 404, 404, 404),
    "api_alert_desk": (401, 405, 405, 405, 405, 405, 405),
    "api_alert_messages": (401, 405, 405, 405, 405, 405, 405),
    "api_alert_thread": (401, 405, 405, 405, 405, 405, 405),
    "api_alert_closure": (401, 405, 405, 405, 405, 405, 405),
    "api_alert_review": (401, 405, 405, 405, 405, 405, 405),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    parts = ranong.participations.visible_to(thai_analyst).select_related("agency")
    partner = next(part.agency for part in parts if part.agency_id != thai_analyst.agency_id)
    consent: dict[str, Any] = {"ground": "guardian_consent", "consent_by": "Her mother", "consent_on": date(2026, 1, 2)}
    consent |= {"consent_how": "written", "consent_language": "th"}
    alert = Alert.issue(
        by=thai_analyst, origin=("case", ranong.pk), desks=[partner.pk], days=7, kind="missing", names="A", call="B",
        **consent,
    )  # fmt: skip
    return {"pk": alert.pk, "desk": alert.desks.visible_to(thai_analyst).get().pk}
