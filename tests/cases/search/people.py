"""Subjects for the tests of search, as a room writes them."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.search.reading import Answer
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name, Number


def subject(case: Case, *names: str, by: Viewer, numbers: tuple[tuple[str, ...], ...] = (), **facts: Any) -> Subject:
    """A subject of the case with these names and numbers."""
    return Subject.add(
        case, by=by, names=[Name(name) for name in names], numbers=[Number(*number) for number in numbers], **facts
    )


def records(answer: Answer) -> set[Any]:
    """The ids of the records that a search shows."""
    return {match.record for found in answer.cases for match in found.matches}


def titles(answer: Answer) -> list[str]:
    """The titles of the cases that a search shows, in order."""
    return [found.case.title for found in answer.cases]
