"""Reports for tests: short to write, whole enough to be validated, with a marker in every part that can be withheld."""

from typing import Any

from access.viewer import Viewer
from cases.chronology.placing import spot
from cases.subjects.models.lines import Name, Number
from intelligence.reports.creation import create
from intelligence.reports.models import Report
from intelligence.reports.models.content import About, Grades, Platform

MARKS = {
    "title": "Titlemark of the trawler",
    "body": "Bodymark: the recruiter waits at the pier.",
    "place": "Placemark pier",
    "route": "Routemark bend",
    "platforms": "Platformmark",
    "subjects": "Sok Subjectmark",
    "grades": "B",
}
BOSS = About(names=[Name(MARKS["subjects"])], numbers=[Number("phone", "+855 12 345 678")], role="recruiter")


def a_report(by: Viewer, *, validated: bool = True, **given: Any) -> Report:
    """A report of the acting agency with a mark in each part, validated by its author unless told otherwise."""
    content: dict[str, Any] = {
        "title": MARKS["title"],
        "body": MARKS["body"],
        "grades": Grades("4x4", "B", "2"),
        "place": spot(MARKS["place"], "KH", 13.65, 102.56),
        "route": [spot(MARKS["route"], "KH", 13.0, 102.0), spot("Bangkok", "TH", 13.75, 100.5)],
        "platforms": [Platform("social", MARKS["platforms"])],
        "subjects": [BOSS],
    }
    report = create(by=by, **({"language": "en"} | content | given))
    if validated:
        report.submit(by=by)
        report.validate(by=by)
    return report
