"""An alert that the Thai police raised on their joint case, sent to the Malaysian and the Lao police."""

from datetime import date
from typing import Any

import pytest

from access.viewer import Viewer
from agencies.models import Agency, Role
from cases.alerts.models import Alert
from cases.models import Case
from tests.cast import agency, member

MARKER = "Zanzibarkrokodil"
SHEET: dict[str, Any] = {
    "names": f"Malika {MARKER}", "born": "2011", "sex": "female", "nationality": "KH", "languages": "Khmer",
    "description": f"A scar, {MARKER}", "last_place": f"{MARKER} bus station", "circumstances": MARKER,
    "danger": f"Fears {MARKER}", "call": f"{MARKER} +66 2 555 0100",
}  # fmt: skip
CONSENT: dict[str, Any] = {
    "ground": "guardian_consent", "consent_by": f"Her mother {MARKER}", "consent_on": date(2026, 1, 2),
    "consent_how": "thumbprint", "consent_language": "km",
}  # fmt: skip
VITAL: dict[str, Any] = {"ground": "vital_interest", "reason": f"Her mother cannot be reached {MARKER}"}


def raised(case: Case, *, by: Viewer, desks: list[Agency], days: int = 7, **facts: Any) -> Alert:
    """An alert on a case."""
    given = {"kind": "missing"} | SHEET | (facts or CONSENT)
    return Alert.issue(by=by, origin=("case", case.pk), desks=[one.pk for one in desks], days=days, **given)


@pytest.fixture
def lao_police(db: None) -> Agency:
    return agency("Lao police", country="LA")


@pytest.fixture
def lao_liaison(lao_police: Agency) -> Viewer:
    return member(lao_police, Role.LIAISON, name="Khamla Vong")


@pytest.fixture
def alert(ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer) -> Alert:
    return raised(ranong, by=thai_liaison, desks=[malay_liaison.agency, lao_liaison.agency])


@pytest.fixture
def vital(ranong: Case, thai_supervisor: Viewer, malay_liaison: Viewer) -> Alert:
    """One on vital interest, raised by a supervisor."""
    return raised(ranong, by=thai_supervisor, desks=[malay_liaison.agency], **VITAL)


def desk_of(alert: Alert, viewer: Viewer) -> Any:
    """The line of the viewer's agency."""
    return alert.desks.unscoped("a test looks").get(agency=viewer.agency, withdrawn_at=None)
