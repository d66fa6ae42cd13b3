"""What of offences inherits from its case, and for whom."""

from access.registry import Child, register_child
from cases.offences.models import Claim, Ground, VictimGroup
from cases.offences.models.ground import SOURCES


def declare() -> None:
    """Tell `access` about groups, claims and grounds: each is seen by who sees what it hangs on and what it names."""
    register_child(Child("victim_group", VictimGroup, path="case", action="case.read", audience=("only",)))
    register_child(Child("claim", Claim, path="case", action="case.read", audience=("only", "group__only")))
    behind = ("only", "claim__only", "claim__group__only")
    register_child(Child("ground", Ground, path="case", action="case.read", audience=behind, also=tuple(SOURCES)))
