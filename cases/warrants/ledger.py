"""What of a warrant inherits from its case, and for whom."""

from access.registry import Child, register_child
from cases.warrants.models import Renewal, Warrant


def declare() -> None:
    """Tell `access` about warrants and their renewals: for the warrant's readers who also may know of the person."""
    audience = ("only", "subject__only")
    register_child(Child("warrant", Warrant, path="case", action="case.read", audience=audience))
    behind = tuple(f"warrant__{path}" for path in audience)
    renewal = Child("renewal", Renewal, path="warrant__case", action="case.read", audience=behind, in_log=False)
    register_child(renewal)
