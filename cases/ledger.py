"""What the case's own records say about who holds what: the source from which grants are derived."""

from collections.abc import Iterator

from access.registry import Aggregate, Child, Entitlement, register, register_child
from cases.codes import Level, Part
from cases.models import Case, CaseGroupGrant, CaseUserGrant, LeadOffer, NamedPerson, Note, Participation
from cases.models.participation import LIVE

LEVELS = ("lead", "partner", "observer", "invited")


def entitlements(case: Case) -> Iterator[Entitlement]:
    """One entitlement per live part; in a compartment one per named person of an agency with a live part."""
    parts = {part.agency_id: part for part in case.parts.filter(state__in=LIVE).select_related("agency")}
    if not case.compartment:
        yield from (_entitlement(part) for part in parts.values())
        return
    for name in case.names:
        if name.agency_id in parts:
            yield _entitlement(parts[name.agency_id], name)


def _entitlement(part: Participation, name: NamedPerson | None = None) -> Entitlement:
    return Entitlement(
        level=part.level if part.state == Part.ACTIVE else "invited",
        agency_id=part.agency_id,
        group_id=part.agency.group_id,
        person_id=name.person_id if name else None,
        until=part.until,
        source=f"{Part(part.state).label} · {Level(part.level).label}",
        source_id=part.pk,
    )


def declare() -> None:
    """Tell `access` about cases and what hangs on them."""
    register(
        Aggregate(
            name="case",
            model=Case,
            levels=LEVELS,
            group_grants=CaseGroupGrant,
            user_grants=CaseUserGrant,
            ledger=entitlements,
            purpose="joint_case",
        )
    )
    register_child(Child("participation", Participation, path="case", action="case.see"))
    register_child(Child("named_person", NamedPerson, path="case", action="case.read"))
    register_child(Child("lead_offer", LeadOffer, path="case", action="case.read"))
    register_child(Child("note", Note, path="case", action="case.read", audience=("only",)))
