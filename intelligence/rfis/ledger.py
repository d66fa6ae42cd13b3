"""What a request's own records say about who asks and who is asked."""

from collections.abc import Iterator

from access.registry import Aggregate, Child, Entitlement, register, register_child
from cases.codes import Tlp
from intelligence.rfis.models import Addressee, Message, Rfi, RfiGroupGrant, RfiUserGrant


def entitlements(rfi: Rfi) -> Iterator[Entitlement]:
    """The asking agency (of a TLP:RED request its author alone), and each addressee that has not lost it."""
    yield Entitlement(
        level="asker",
        agency_id=rfi.originator_id,
        group_id=rfi.originator.group_id,
        person_id=rfi.author_id if rfi.tlp == Tlp.RED else None,
        source="asks",
        source_id=rfi.pk,
    )
    for line in rfi.ledger.select_related("agency"):
        yield Entitlement(
            level="addressee",
            agency_id=line.agency_id,
            group_id=line.agency.group_id,
            person_id=line.person_id,
            source="is asked",
            source_id=line.pk,
        )


def declare() -> None:
    """Tell `access` about requests and what hangs on them."""
    register(
        Aggregate(
            name="rfi",
            model=Rfi,
            levels=("asker", "addressee"),
            group_grants=RfiGroupGrant,
            user_grants=RfiUserGrant,
            ledger=entitlements,
            purpose="request_for_information",
        )
    )
    register_child(Child("rfi_addressee", Addressee, path="rfi", action="rfi.see", audience=("only",)))
    register_child(
        Child("rfi_message", Message, path="addressee__rfi", action="rfi.see", audience=("only",), in_log=False)
    )
