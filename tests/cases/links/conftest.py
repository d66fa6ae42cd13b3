"""Subjects of the joint case: two for all who take part, one for the Thai police alone."""

from collections.abc import Callable
from typing import Any

import pytest

from access.viewer import Viewer
from cases.links.models import Link
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from tests.cast import case_of

Linked = Callable[..., Link]


def subject(case: Case, by: Viewer, name: str, **facts: Any) -> Subject:
    """A subject of the case by one name."""
    return Subject.add(case, by=by, names=[Name(name)], **facts)


@pytest.fixture
def boss(ranong: Case, thai_analyst: Viewer) -> Subject:
    return subject(ranong, thai_analyst, "สมชาย ใจดี", role="organiser")


@pytest.fixture
def van(ranong: Case, khmer_liaison: Viewer) -> Subject:
    return subject(ranong, khmer_liaison, "White van 2กข 4455", kind="Vehicle")


@pytest.fixture
def informer(ranong: Case, thai_analyst: Viewer) -> Subject:
    """Nobody but the Thai police knows of this subject."""
    return subject(ranong, thai_analyst, "Kept secret", only=[thai_analyst.agency])


@pytest.fixture
def elsewhere(thai_analyst: Viewer) -> Subject:
    """A subject of another case of the Thai police."""
    return subject(case_of(thai_analyst, title="Another case"), thai_analyst, "Of another case")


@pytest.fixture
def linked(ranong: Case, thai_analyst: Viewer) -> Linked:
    """Makes a link, by the Thai analyst unless `by` says otherwise."""

    def link(source: Subject, target: Subject, kind: str = "uses", *, by: Viewer = thai_analyst, **facts: Any) -> Link:
        return Link.add(ranong, by=by, source=source, target=target, kind=kind, **facts)

    return link
