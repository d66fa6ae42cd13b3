"""What a network's own records say about who keeps and who reads it."""

from collections.abc import Iterator

from access.registry import Aggregate, Child, Entitlement, register, register_child
from cases.networks.models import Member, Network, NetworkGroupGrant, NetworkPart, NetworkUserGrant


def entitlements(network: Network) -> Iterator[Entitlement]:
    """One entitlement per live line."""
    for part in network.ledger.select_related("agency"):
        yield Entitlement(
            level=part.share,
            agency_id=part.agency_id,
            group_id=part.agency.group_id,
            source=str(part.get_share_display()),
            source_id=part.pk,
        )


def declare() -> None:
    """Tell `access` about networks and what hangs on them."""
    register(
        Aggregate(
            name="network",
            model=Network,
            levels=("keeper", "reader"),
            group_grants=NetworkGroupGrant,
            user_grants=NetworkUserGrant,
            ledger=entitlements,
            purpose="network",
        )
    )
    register_child(Child("network_part", NetworkPart, path="network", action="network.see"))
    register_child(
        Child(
            "network_member", Member, path="network", action="network.see",
            audience=("subject__only",), also=("subject",),
        )
    )  # fmt: skip
