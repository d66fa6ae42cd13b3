"""What of a use inherits from its case, and for whom: the intersection of case and report, while it stands."""

from access.registry import Child, register_child
from intelligence.usage.models import Use
from intelligence.usage.standing import stands


def declare() -> None:
    """Tell `access` about the reports that are used in cases."""
    register_child(
        Child("use", Use, path="case", action="case.read", audience=("only",), also=("report",), stands=stands)
    )
