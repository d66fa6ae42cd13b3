"""What of the chronology inherits from its case, and for whom."""

from access.registry import Child, register_child
from cases.chronology.models import Entry, EntrySubject, Route


def declare() -> None:
    """Tell `access` about entries, the subjects they name, and routes."""
    register_child(Child("entry", Entry, path="case", action="case.read", audience=("only",)))
    register_child(Child("route", Route, path="case", action="case.read", audience=("only",)))
    register_child(
        Child(
            "entry_subject",
            EntrySubject,
            path="entry__case",
            action="case.read",
            audience=("entry__only", "subject__only"),
            in_log=False,
        )
    )
