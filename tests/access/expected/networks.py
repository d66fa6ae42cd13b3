"""Networks: one kept by the Thai police, read by the Cambodian police, with a member from their joint case."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.networks.models import Network, NetworkPart
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name

EXPECTED = {
    "networks": (302, 200, 200, 200, 200, 200, 200),
    "network_new": (302, 200, 200, 200, 403, 403, 403),
    "network": (302, 404, 200, 200, 404, 404, 404),
    "network_edit": (302, 404, 403, 200, 404, 404, 404),
    "network_share": (302, 404, 403, 200, 404, 404, 404),
    "network_unshare": (302, 404, 403, 200, 404, 404, 404),
    "network_enlist": (302, 404, 403, 200, 404, 404, 404),
    "network_member": (302, 404, 403, 200, 404, 404, 404),
    "network_strike": (302, 405, 405, 405, 405, 405, 405),
    "api_networks": (401, 200, 200, 200, 200, 200, 200),
    "api_network": (401, 404, 200, 200, 404, 404, 404),
    "api_network_parts": (401, 404, 200, 200, 404, 404, 404),
    "api_network_part": (401, 405, 405, 405, 405, 405, 405),
    "api_network_members": (401, 404, 200, 200, 404, 404, 404),
    "api_network_member": (401, 404, 200, 200, 404, 404, 404),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    network = Network.begin(by=thai_analyst, name="The pier")
    parts = ranong.participations.visible_to(thai_analyst).select_related("agency")
    partner = next(part.agency for part in parts if part.agency_id != thai_analyst.agency_id)
    network.share(by=thai_analyst, agency=partner)
    subject = Subject.add(ranong, by=thai_analyst, names=[Name("Tawan")])
    member = network.enlist(by=thai_analyst, subject=subject)
    line = NetworkPart.objects.visible_to(thai_analyst).get(network=network, agency=partner)
    return {"pk": network.pk, "member": member.pk, "part": line.pk}
