"""Requests for information: one of the Thai police to the Cambodian police, in their joint case."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from intelligence.rfis.models import Addressee, Recipient, Rfi

LISTS = (302, 200, 200, 200, 200, 200, 200)
ASKER = (302, 404, 403, 200, 404, 404, 404)
POSTED = (401, 405, 405, 405, 405, 405, 405)
VERBS = ("answer", "acknowledgement", "question", "remark", "refusal", "message", "reopening", "withdrawal")
EXPECTED = {
    "rfis": LISTS,
    "rfi_new": (302, 200, 200, 200, 403, 403, 403),
    "rfi": (302, 404, 200, 200, 404, 404, 404),
    "rfi_add": ASKER,
    "rfi_show": ASKER,
    "rfi_write": ASKER,
    "rfi_withdraw": ASKER,
    "rfi_act": (302, 404, 200, 403, 404, 404, 404),
    "api_rfis": (401, 200, 200, 200, 200, 200, 200),
    "api_rfi_times": (401, 200, 200, 200, 200, 200, 200),
    "api_rfi": (401, 404, 200, 200, 404, 404, 404),
    "api_rfi_add": POSTED,
    "api_rfi_show": POSTED,
    "api_rfi_write": POSTED,
    "api_rfi_withdraw": POSTED,
    **{f"api_rfi_{noun}": POSTED for noun in VERBS},
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    parts = ranong.participations.visible_to(thai_analyst).select_related("agency")
    partner = next(part.agency for part in parts if part.agency_id != thai_analyst.agency_id)
    to = [Recipient(partner)]
    rfi = Rfi.send(by=thai_analyst, to=to, question="Who rents it?", purpose="To find them", case=ranong)
    line = Addressee.objects.visible_to(thai_analyst).get(rfi=rfi)
    return {"pk": rfi.pk, "line": line.pk, "act": "acknowledgement"}
