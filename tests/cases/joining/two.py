"""Two cases of two leads, as the tests of joining begin."""

from typing import Any

import pytest

from access.viewer import Viewer
from cases.joining.models import Merger
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from tests.cast import case_of, fresh, opened, taken_in


@pytest.fixture
def phuket(khmer_liaison: Viewer, thai_liaison: Viewer) -> Case:
    """The open joint case of the Cambodian police, with the Thai police as partners."""
    case = case_of(khmer_liaison, title="Phuket piers", handling=["H2"])
    return opened(taken_in(case, thai_liaison, by=khmer_liaison), by=khmer_liaison)


def person(case: Case, by: Viewer, name: str = "Soe Lin", **facts: Any) -> Subject:
    """A subject of the case."""
    return Subject.add(case, by=by, names=[Name(name)], **{"role": "suspect"} | facts)


def merged(case: Case, into: Case, *, by: Viewer, and_by: Viewer) -> Merger:
    """The proposal after it was accepted."""
    merger = Merger.offer(case, by=by, into=into)
    merger.accept(by=and_by)
    return merger


def joined(case: Case, guest: Viewer, *, by: Viewer) -> Viewer:
    """The guest, as a partner of the case."""
    taken_in(case, guest, by=by)
    return fresh(guest)
