"""Telephone numbers of desks: written so that they can be dialled from any country."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def validate_phone(text: str) -> None:
    """Nothing but a number with its country's code, of a length there can be (E.164); spaces may stand in it."""
    try:
        found = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_possible_number(found) or set(text) - set("+0123456789 -()"):
        raise ValidationError(_("Write the number with its country code, for example +66 2 555 0100."))
