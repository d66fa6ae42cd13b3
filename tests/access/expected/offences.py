"""Offences: read by whoever reads the case; each record is changed by the agency that supplied it."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.offences.models import Claim, Ground, VictimGroup

READ = (302, 404, 200, 200, 404, 404, 404)
OWN = (302, 404, 403, 200, 404, 404, 404)
EXPECTED: dict[str, tuple[int, ...]] = {
    "case_offences": READ,
    "case_victim_group_new": READ,
    "case_victim_group": READ,
    "case_victim_group_edit": OWN,
    "case_victim_group_removal": OWN,
    "case_claim_new": READ,
    "case_claim": READ,
    "case_claim_edit": OWN,
    "case_claim_removal": OWN,
    "case_ground_new": READ,
    "case_ground": (302, 404, 302, 302, 404, 404, 404),
    "case_ground_removal": OWN,
    "api_case_offences": (401, *READ[1:]),
    "api_case_victim_groups": (401, *READ[1:]),
    "api_case_victim_group": (401, *READ[1:]),
    "api_case_claims": (401, *READ[1:]),
    "api_case_claim": (401, *READ[1:]),
    "api_case_grounds": (401, *READ[1:]),
    "api_case_ground": (401, *READ[1:]),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """A group, a claim for it, and a note that supports the claim."""
    group = VictimGroup.add(ranong, by=thai_analyst, label="Crew of the second trawler")
    claim = Claim.add(ranong, by=thai_analyst, group=group, code="recruitment")
    note = ranong.add_note(by=thai_analyst, text="Seen at the pier")
    ground = Ground.add(ranong, by=thai_analyst, claim=claim, source=note)
    return {"group": group.pk, "claim": claim.pk, "ground": ground.pk}
