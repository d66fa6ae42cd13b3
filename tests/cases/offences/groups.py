"""Groups and claims that the tests of offences begin with."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.offences.models import Claim, Ground, VictimGroup


def group(case: Case, by: Viewer, **facts: Any) -> VictimGroup:
    """A group of victims."""
    return VictimGroup.add(case, by=by, **{"label": "Crew of the second trawler"} | facts)


def claim(case: Case, by: Viewer, of: VictimGroup, code: str, **facts: Any) -> Claim:
    """A claim for the group."""
    return Claim.add(case, by=by, group=of, code=code, **facts)


def grounded(row: Claim, by: Viewer) -> Ground:
    """A note of the case that supports the claim."""
    return Ground.add(row.case, by=by, claim=row, source=row.case.add_note(by=by, text="Seen at the pier"))


def shown(case: Case, by: Viewer, of: VictimGroup, code: str, **facts: Any) -> Claim:
    """A claim that is supported by something named."""
    row = claim(case, by, of, code, **{"support": "supported"} | facts)
    grounded(row, by)
    return row
