"""What people type of a day, in any calendar and as far as they know it, as it is kept."""

from django.core.exceptions import ValidationError

from cases.naming.dates import PartialDate
from coordination_center.errors import Invalid


def partial_day(text: str, *, field: str) -> str:
    """The partial ISO date ("1980", "1980-05", "1980-05-17") of what was typed; empty for nothing. `Invalid` else."""
    if not text.strip():
        return ""
    try:
        return PartialDate.parse(text).iso
    except ValidationError as error:
        raise Invalid(fields={field: list(error.messages)}) from None
