"""What of joining inherits from its case, and for whom: a tie between two cases is known to those who see both."""

from access.registry import Child, register_child
from cases.joining.models import Merger, Relation, Split


def declare() -> None:
    """Tell `access` about relations and proposals."""
    register_child(Child("relation", Relation, path="case", action="case.read", audience=("only",), also=("other",)))
    register_child(Child("merger", Merger, path="case", action="case.read", also=("into",)))
    register_child(Child("split", Split, path="case", action="case.read", audience=("only",)))
