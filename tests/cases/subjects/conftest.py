"""What the tests of subjects have at hand: a suspect of the Thai police, and counsel of a prosecution in the case."""

import pytest

from access.viewer import Viewer
from agencies.models import Role
from cases.models import Case
from cases.subjects.models import Name, Number, Subject
from tests.cast import agency, member, taken_in


@pytest.fixture
def suspect(ranong: Case, thai_analyst: Viewer) -> Subject:
    """Seen by all who take part."""
    return Subject.add(
        ranong,
        by=thai_analyst,
        names=[Name("สมชาย ใจดี", language="th"), Name("Somchai Jaidee", "transliteration")],
        numbers=[Number("phone", "081 234 5678", "TH")],
        role="suspect",
        tags=["pier"],
    )


@pytest.fixture
def hidden(ranong: Case, thai_analyst: Viewer) -> Subject:
    """For the Thai police alone."""
    return Subject.add(
        ranong,
        by=thai_analyst,
        names=[Name("Colonel Secret")],
        numbers=[Number("phone", "089 999 9999", "TH")],
        only=[thai_analyst.agency],
        role="corrupt_official",
        tags=["hush"],
    )


@pytest.fixture
def prosecutor(ranong: Case, thai_analyst: Viewer) -> Viewer:
    """A partner of the case."""
    counsel = member(agency("Office of the Attorney General", kind="prosecution"), Role.COUNSEL, name="Anong Rakthai")
    taken_in(ranong, counsel, by=thai_analyst)
    return counsel


@pytest.fixture
def foreign(malay_liaison: Viewer) -> Subject:
    """A subject of a case that neither police takes part in."""
    from tests.cast import case_of

    return Subject.add(case_of(malay_liaison), by=malay_liaison, names=[Name("Elsewhere")])
