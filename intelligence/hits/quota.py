"""How often one person may ask: reserved before the work, in a transaction of its own, and never given back."""

from ipaddress import IPv6Address

from django.db import transaction
from django.utils.translation import gettext as _

from access.decide import require_role
from access.viewer import Viewer
from agencies import limits
from audit.log import Led, Ref, record
from coordination_center.errors import TooMany


def reserve(by: Viewer) -> None:
    """Count one question of this person. `TooMany` when the quota is used up, and oversight can see that.

    Outside any transaction: whatever happens to the question afterwards, it counts. The limit is the person's own,
    from wherever: the person's id stands where others count an address.
    """
    require_role(by, "hit.ask")
    try:
        limits.reserve(limits.HITS, account=str(by.person_id), address=str(IPv6Address(by.person_id.int))).fail()
    except TooMany as full:
        with transaction.atomic():
            own = Ref("person", by.person_id, "person", by.person_id, by.agency_id)
            record("hit.over_quota", by=by, on=own, led=Led.CONSULTATION, purpose="hit_query")
        raise TooMany(
            _("You have asked as often as one person may for now. Nothing was asked; try again later."),
            retry_after=full.context["retry_after"],
        ) from None
