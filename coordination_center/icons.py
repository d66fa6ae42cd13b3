"""Icons of bootstrap-icons, written into the page: no icon font, no request, and they take the text's colour."""

import re
from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[a-z0-9-]+")


@cache
def icon(name: str) -> SafeString:
    """The SVG of one icon, hidden from screen readers: the word beside it says the same.

    Raises `LookupError` for a name the package does not have, so that a typing error shows in the first test.
    """
    path = settings.NODE_MODULES / "bootstrap-icons" / "icons" / f"{name}.svg"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise LookupError(f"No icon {name!r} in bootstrap-icons.")
    svg = path.read_text(encoding="utf-8")
    svg = re.sub(
        r'\sclass="[^"]*"',
        ' class="icon" aria-hidden="true" focusable="false"',
        svg,
        count=1,
    )
    return mark_safe(" ".join(svg.split()))  # noqa: S308  (a file of a locked package)
