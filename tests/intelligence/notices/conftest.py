"""A person of the joint case with a warrant, and a red notice whose paperwork is complete."""

from datetime import date
from typing import Any

import pytest

from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name, Number
from cases.warrants.models import Warrant
from intelligence.notices.models import Notice
from tests.cast import agency

FACTS: dict[str, Any] = {
    "sex": "male", "means": ["photo"], "facts": "Sold eleven men to a trawler.", "facts_when": "October 2026",
    "facts_where": "Ranong", "charge": "Trafficking in persons", "law": "Anti-Trafficking Act, section 52",
    "penalty": "12 years", "months": 144, "extradition": True,
}  # fmt: skip


@pytest.fixture
def boss(ranong: Case, thai_analyst: Viewer) -> Subject:
    """A suspect with a passport."""
    number = Number("passport", "AA123456")
    return Subject.add(ranong, by=thai_analyst, names=[Name("Tawan")], numbers=[number], role="suspect", born="1971-03")


@pytest.fixture
def warrant(ranong: Case, boss: Subject, thai_analyst: Viewer) -> Warrant:
    """Issued by the court of Ranong."""
    row = Warrant.add(ranong, by=thai_analyst, subject=boss, number="12/2026", court="Ranong Provincial Court")
    row.issue(by=thai_analyst, issued_on=date(2026, 10, 1))
    return row


@pytest.fixture
def bureau(db: None) -> Agency:
    """The bureau of the country."""
    return agency("NCB Bangkok", kind="ncb")


@pytest.fixture
def red(ranong: Case, boss: Subject, warrant: Warrant, thai_analyst: Viewer) -> Notice:
    """A complete draft."""
    return Notice.add(ranong, by=thai_analyst, kind="red", subject=boss, warrant=warrant, **FACTS)
