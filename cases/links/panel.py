"""The links of one subject, on its page."""

from typing import Any

from access.viewer import Viewer
from cases.links.codes import Kind
from cases.links.models import Link
from cases.links.period import said
from cases.links.reading import links_of, touching
from cases.subjects.models import Subject

MOST = 30  # lines; the rest is on the links' own page


def links_of_subject(viewer: Viewer, subject: Subject) -> dict[str, Any]:
    """`lines` of the newest links that have this subject as an end, and `more` where there are others."""
    found = list(touching(links_of(viewer, subject.case), str(subject.pk)).order_by("-created_at", "-id")[: MOST + 1])
    return {"lines": [_line(link, subject) for link in found[:MOST]], "more": len(found) > MOST}


def _line(link: Link, subject: Subject) -> dict[str, Any]:
    """A link as seen from the subject: `outward` where the subject is its source."""
    outward = link.source_id == subject.pk
    return {
        "link": link,
        "kind": str(Kind(link.kind).label),
        "other": link.target if outward else link.source,
        "outward": outward,
        "when": said(link.from_date, link.until_date),
    }
