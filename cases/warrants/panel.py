"""The panel of a person's warrants on the page of a subject."""

from typing import Any

from access.decide import can
from access.viewer import Viewer
from cases.subjects.codes import PEOPLE
from cases.subjects.models import Subject
from cases.warrants.reading import of_subject


def warrants_of(viewer: Viewer, subject: Subject) -> dict[str, Any] | None:
    """Template values: warrants, and whether the viewer may write one down; None for what is no person."""
    if subject.kind not in PEOPLE:
        return None
    return {"warrants": of_subject(viewer, subject), "may_add": can(viewer, "case.warrant", subject)}
