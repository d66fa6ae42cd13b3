"""What a reader finds in the history, in a form that tests can compare."""

from typing import Any

from access.viewer import Viewer
from cases.history.reading import Step, history
from cases.models import Case


def steps(viewer: Viewer, case: Case, **narrowed: Any) -> list[Step]:
    """Every step the viewer may read, over all pages, newest first."""
    found, after = [], ""
    while True:
        page = history(viewer, case, after=after, **narrowed)
        found += page.rows
        if not page.older:
            return found
        after = page.older


def told(viewer: Viewer, case: Case, noun: str = "") -> list[tuple[str, dict[str, tuple[str, str]]]]:
    """(title, {field: (old, new)}) of each step, newest first."""
    return [
        (step.title, {change.field: (change.old, change.new) for change in step.changes})
        for step in steps(viewer, case)
        if not noun or step.noun == noun
    ]


def titles(viewer: Viewer, case: Case) -> set[str]:
    """The records that a reader's history names."""
    return {step.title for step in steps(viewer, case)}
