"""Who takes part: agencies, people, what each person does in each agency, and what opens the door to them."""

from agencies.models.agency import Agency
from agencies.models.guard import Attempt, KnownAddress, UsedCode
from agencies.models.invitation import Invitation
from agencies.models.letter import Letter
from agencies.models.membership import Membership, Role
from agencies.models.person import Person
from agencies.models.token import ApiToken

__all__ = [
    "Agency",
    "ApiToken",
    "Attempt",
    "Invitation",
    "KnownAddress",
    "Letter",
    "Membership",
    "Person",
    "Role",
    "UsedCode",
]
