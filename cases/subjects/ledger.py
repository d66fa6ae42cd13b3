"""What of a subject inherits from its case, and for whom."""

from access.registry import Child, register_child
from cases.subjects.models import Identifier, Subject, SubjectName

OF_SUBJECT = {"path": "subject__case", "action": "case.read", "audience": ("subject__only",), "in_log": False}


def declare() -> None:
    """Tell `access` about subjects and what hangs on them."""
    register_child(Child("subject", Subject, path="case", action="case.read", audience=("only",)))
    register_child(Child("subject_name", SubjectName, **OF_SUBJECT))  # type: ignore[arg-type]
    register_child(Child("identifier", Identifier, **OF_SUBJECT))  # type: ignore[arg-type]
