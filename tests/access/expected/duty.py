"""The duty roster of the Thai police: their own people's to read, and nobody else's."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from access.viewer import Viewer
from agencies.duty.roster import plan_turn
from cases.models import Case
from tests.cast import member

EXPECTED = {
    "agency_duty": (302, 404, 404, 200, 200, 404, 404),
    "agency_duty_end": (302, 405, 405, 405, 405, 405, 405),
    "api_agency_duty": (401, 404, 404, 200, 200, 404, 404),
    "api_agency_turn": (401, 405, 405, 405, 405, 405, 405),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    keeper, now = member(thai_analyst.agency, "liaison", name="Keeper"), timezone.now()
    turn = plan_turn(
        by=keeper, person=thai_analyst.person, kind="duty", starts_at=now, ends_at=now + timedelta(hours=8)
    )
    return {"pk": thai_analyst.agency_id, "turn": turn.pk}
