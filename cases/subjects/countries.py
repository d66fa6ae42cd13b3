"""Countries as a subject or a card names them: ISO 3166-1 alpha-2, in the order of typing, each once."""

from collections.abc import Iterable

import pycountry
from django.utils.translation import gettext as _

from coordination_center.errors import Invalid

MOST = 10


def checked_countries(codes: Iterable[str], *, field: str = "nationality") -> list[str]:
    """The codes in capitals. `Invalid` on `field` for what is no country, and for too many."""
    found = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    if len(found) > MOST or any(pycountry.countries.get(alpha_2=code) is None for code in found):
        raise Invalid(fields={field: [_("Choose countries from the list.")]})
    return found
