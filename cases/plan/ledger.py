"""What of the plan inherits from its case, and for whom."""

from access.registry import Child, register_child
from cases.plan.models import Action, Comment


def declare() -> None:
    """Tell `access` about items and comments."""
    register_child(Child("action", Action, path="case", action="case.read", audience=("only",)))
    register_child(
        Child(
            "action_comment", Comment, path="action__case", action="case.read", audience=("action__only",), in_log=False
        )
    )
