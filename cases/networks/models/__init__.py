"""Networks across cases: who belongs together, who is wanted first, and which agencies read it."""

from cases.networks.models.grants import NetworkGroupGrant, NetworkUserGrant
from cases.networks.models.member import Member
from cases.networks.models.network import Network
from cases.networks.models.sharing import NetworkPart

__all__ = ["Member", "Network", "NetworkGroupGrant", "NetworkPart", "NetworkUserGrant"]
