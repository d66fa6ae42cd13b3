"""Requests for information in the search of the top bar: by the words of the question, and of threads one reads."""

from typing import Any

from access.viewer import Viewer
from cases.search.beside import Other
from cases.search.highlight import excerpt
from intelligence.rfis.models import Rfi
from intelligence.rfis.reading import holding

MOST_SHOWN = 20


def find(viewer: Viewer, query: str) -> list[Other]:
    """Requests that the viewer sees and that hold all the words, the newest first; at most 20."""
    rows: Any = Rfi.objects.select_related("originator")
    found = rows.visible_to(viewer).filter(pk__in=holding(viewer, query)).order_by("-created_at", "-pk")[:MOST_SHOWN]
    return [_other(rfi, query) for rfi in found]


def _other(rfi: Rfi, query: str) -> Other:
    """Called by the purpose, with the place in the question where it was found, or else its beginning."""
    return Other(
        "rfi",
        rfi.pk,
        rfi.get_absolute_url(),
        rfi.purpose,
        rfi.tlp,
        rfi.originator.name,
        "",
        excerpt(rfi.question, query),
    )
