"""What of a link inherits from its case, and for whom: whoever sees the link itself and both of its ends."""

from access.registry import Child, register_child
from cases.links.models import Link

AUDIENCE = ("only", "source__only", "target__only")


def declare() -> None:
    """Tell `access` about links."""
    register_child(Child("link", Link, path="case", action="case.read", audience=AUDIENCE))
