"""One question of the Thai police to the Cambodian police, and how a test moves the clock."""

from datetime import timedelta
from typing import Any

import pytest

from access.viewer import Viewer
from intelligence.rfis.models import Addressee, Recipient, Rfi

PURPOSE = "To find the owner of the rest-house"


def ask(by: Viewer, *to: Viewer, **facts: Any) -> Rfi:
    """A request to the agencies of these viewers."""
    wanted: dict[str, Any] = {"question": "Who rents the rest-house at the pier?", "purpose": PURPOSE}
    return Rfi.send(by=by, to=[Recipient(viewer.agency) for viewer in to], **(wanted | facts))


def line_of(rfi: Rfi, of: Viewer) -> Addressee:
    """The line of an agency, as a verb would fetch it."""
    return Addressee.objects.unscoped("test").select_related("rfi", "agency").get(rfi=rfi, agency=of.agency)


def shift(line: Addressee, **by: int) -> None:
    """Let its time have passed: `expires_at` so far from the database's now, and `due_at` with it."""
    at = line.clock_now() + timedelta(**by)
    rows = Addressee.objects.unscoped("test").filter(pk=line.pk)
    rows.update(expires_at=at, due_at=at - timedelta(days=1))


@pytest.fixture
def asked(thai_analyst: Viewer, khmer_liaison: Viewer) -> Rfi:
    """Asked by the Thai police of the Cambodian police."""
    return ask(thai_analyst, khmer_liaison)


@pytest.fixture
def line(asked: Rfi, khmer_liaison: Viewer) -> Addressee:
    """The Cambodian line of it."""
    return line_of(asked, khmer_liaison)
