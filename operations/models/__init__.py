"""Operations: the record, its countries and sites, what they report, and the running sums."""

from operations.models.compartment import OperationName
from operations.models.delegation import Delegation
from operations.models.grants import OperationGroupGrant, OperationUserGrant
from operations.models.increment import Increment, Mark, Standing
from operations.models.operation import Operation
from operations.models.site import Site
from operations.models.tally import Tally

__all__ = [
    "Delegation",
    "Increment",
    "Mark",
    "Operation",
    "OperationGroupGrant",
    "OperationName",
    "OperationUserGrant",
    "Site",
    "Standing",
    "Tally",
]
