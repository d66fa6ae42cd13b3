"""Free words that a subject is found by within its case."""

import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from coordination_center.errors import Invalid

MOST, LONGEST = 20, 40


def normal_tags(words: Iterable[str]) -> list[str]:
    """The words in small letters, without `#` and doubled spaces, each once, sorted. `Invalid` for too many or long."""
    tags = sorted(
        {" ".join(unicodedata.normalize("NFC", word).casefold().lstrip("#").split()) for word in words} - {""}
    )
    if len(tags) > MOST or any(len(tag) > LONGEST for tag in tags):
        raise Invalid(fields={"tags": [_("At most %(most)d tags of %(longest)d characters.") % _BOUNDS]})
    return tags


_BOUNDS = {"most": MOST, "longest": LONGEST}
