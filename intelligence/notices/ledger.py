"""What of a notice inherits from its case, and for whom."""

from access.registry import Child, register_child
from intelligence.notices.models import Notice


def declare() -> None:
    """Tell `access` about notices: for its readers who also may know of the person and of the warrant."""
    audience = ("only", "subject__only", "warrant__only")
    register_child(Child("notice", Notice, path="case", action="case.read", audience=audience))
