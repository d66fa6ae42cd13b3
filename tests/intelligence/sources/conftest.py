"""A source of the Thai police, handled by their analyst."""

import pytest

from access.viewer import Viewer
from intelligence.sources.models import Source
from tests.cast import member


@pytest.fixture
def heron(thai_analyst: Viewer) -> Source:
    return Source.begin(by=thai_analyst, codename="Heron")


@pytest.fixture
def colleague(thai_analyst: Viewer) -> Viewer:
    """Another analyst of the Thai police."""
    return member(thai_analyst.agency, "analyst", name="Kanya Thongdee")


@pytest.fixture
def second_supervisor(thai_analyst: Viewer) -> Viewer:
    return member(thai_analyst.agency, "supervisor", name="Anong Rattana")
