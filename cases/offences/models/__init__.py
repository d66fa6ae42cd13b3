"""Groups of victims, the elements of offences claimed for them, and what supports each claim."""

from cases.offences.models.claim import Claim
from cases.offences.models.ground import Ground
from cases.offences.models.group import VictimGroup

__all__ = ["Claim", "Ground", "VictimGroup"]
