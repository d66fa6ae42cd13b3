"""The cast of the operation room."""

import pytest

from access.viewer import Viewer
from agencies.models import Agency, Role
from operations.models import Operation
from tests.cast import member
from tests.operations.people import running


@pytest.fixture
def keeper(centre: Agency) -> Viewer:
    """Coordinates for the centre."""
    return member(centre, Role.LIAISON, name="Anan Keeper")


@pytest.fixture
def net(keeper: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer) -> Operation:
    """In its action days, with Thailand and Cambodia."""
    return running(keeper, thai_liaison, khmer_liaison)
