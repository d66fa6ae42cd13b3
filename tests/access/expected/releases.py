"""The release ledger: a report of the Thai police, asked for by the Cambodian police and released to them."""

from typing import Any

from access.viewer import Viewer, viewer_for
from cases.models import Case
from intelligence.releases.models import Release
from tests.cast import member
from tests.intelligence.writing import a_report

API_POSTED = (401, 405, 405, 405, 405, 405, 405)
ACTS = (
    "match", "approval", "confirmation", "question", "refusal", "second-look", "recall", "taking-back", "reply",
    "acceptance", "decline", "acknowledgement", "withdrawal",
)  # fmt: skip
EXPECTED = {
    "releases": (302, 200, 200, 200, 200, 200, 200),
    "release_new": (302, 200, 200, 200, 403, 403, 403),
    "release": (302, 404, 200, 200, 404, 404, 404),
    "release_act": (302, 404, 200, 403, 404, 404, 404),
    "api_releases": (401, 200, 200, 200, 200, 200, 200),
    "api_release": (401, 404, 200, 200, 404, 404, 404),
} | {f"api_release_{act}": API_POSTED for act in ACTS}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    parts = ranong.participations.visible_to(thai_analyst).select_related("agency")
    partner = next(part.agency for part in parts if part.agency_id != thai_analyst.agency_id)
    asker = viewer_for(partner.memberships.select_related("person").get().person, partner)
    report = a_report(thai_analyst)
    line = Release.ask(by=asker, owner=report.originator, purpose="Ours", reference=report.reference)
    line.approve(by=member(thai_analyst.agency, "liaison", name="Another Thai liaison"))
    return {"pk": line.pk, "act": "acknowledgement"}
