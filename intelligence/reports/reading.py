"""What the pages and the API read of reports, always through a viewer. A part that is withheld is not there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from access.decide import allowed, levels_on
from access.policy import ORIGINATOR, RECIPIENT
from access.viewer import Viewer
from intelligence.grades import GRADES
from intelligence.reports.codes import Made, Piece, PlatformKind
from intelligence.reports.models import Attachment, Part, Quote, Report, ReportSubject
from intelligence.reports.models.part import DESK, TEARLINE

COVER = ("originator", "author", "checked_by", "source")  # who is named there
SHOWN = {"ours": frozenset({ORIGINATOR}), "received": frozenset({RECIPIENT})}  # what a list may be narrowed to


@dataclass(frozen=True)
class Wording:
    """Title and text in one language, and how they came about."""

    language: str
    made: str
    title: str = ""
    body: str = ""

    @property
    def says_how(self) -> str:
        """ "Translated by a person"; empty for the original."""
        return "" if self.made == Made.ORIGINAL else str(Made(self.made).label)


@dataclass(frozen=True)
class Sheet:
    """A report as one viewer may read it. `mine`: as its originator. `quoted`: the sheets of what it builds on."""

    viewer: Viewer
    report: Report
    levels: frozenset[str]
    parts: list[Part]
    subjects: list[ReportSubject]
    files: list[Attachment]
    quoted: list["Sheet"] = field(default_factory=list)

    @classmethod
    def of(cls, viewer: Viewer, report: Report, *, deep: bool = True) -> "Sheet":
        """The sheet of a report that the viewer sees."""
        parts = Part.objects.under(viewer, report).filter(removed_at=None)
        subjects = ReportSubject.objects.under(viewer, report)
        files = Attachment.objects.under(viewer, report)
        levels = levels_on(viewer, report)
        quoted = [cls.of(viewer, source, deep=False) for source in _sources(viewer, report)] if deep else []
        return cls(viewer, report, levels, list(parts), list(subjects), list(files), quoted)

    @property
    def mine(self) -> bool:
        return ORIGINATOR in self.levels

    def may(self, action: str) -> bool:
        """The policy, for the levels already read."""
        return allowed(self.viewer, action, self.levels)

    @property
    def title(self) -> str:
        """In the reader's language where there is one, else the original; empty where it is withheld."""
        return _told([part for part in self.parts if part.piece == Piece.TITLE])

    @property
    def wordings(self) -> list[Wording]:
        """The original first, then translations by language."""
        found: dict[tuple[bool, str, str], dict[str, str]] = {}
        for part in self.parts:
            if part.piece in (Piece.TITLE, Piece.BODY):
                key = (part.made != Made.ORIGINAL, part.language, part.made)
                found.setdefault(key, {})[part.piece] = part.text
        return [Wording(language, made, **found[key]) for key in sorted(found) for _o, language, made in [key]]

    @property
    def grades(self) -> tuple[str, str] | None:
        """Source and information in words, with their codes."""
        data = self._data(Piece.GRADES)
        if not data:
            return None
        source, information = GRADES[data["scheme"]]
        return str(source(data["source"]).label), str(information(data["information"]).label)

    @property
    def grade_codes(self) -> dict[str, str] | None:
        """{scheme, source, information}, None where they are withheld or not there."""
        return self._data(Piece.GRADES) or None

    @property
    def place(self) -> dict[str, Any] | None:
        """{place, country, lat, lon}."""
        return self._data(Piece.PLACE) or None

    @property
    def stops(self) -> list[dict[str, Any]]:
        """The stops of the route, from origin to destination."""
        return list(self._data(Piece.ROUTE).get("stops", []))

    @property
    def platforms(self) -> list[dict[str, str]]:
        """{kind, name, label} of each platform."""
        used = self._data(Piece.PLATFORMS).get("used", [])
        return [one | {"label": str(PlatformKind(one["kind"]).label)} for one in used]

    @property
    def tearline(self) -> str:
        """What goes out when a life is at risk; the originator's alone."""
        return self._text(TEARLINE)

    @property
    def desk_note(self) -> str:
        """What the desk says to the author; the originator's alone."""
        return self._text(DESK)

    def _text(self, piece: str) -> str:
        return next((part.text for part in self.parts if part.piece == piece), "")

    def _data(self, piece: str) -> dict[str, Any]:
        found: dict[str, Any] = next((part.data for part in self.parts if part.piece == piece), {})
        return found


def reports() -> QuerySet[Report]:
    """Reports with what their cover shows, to be scoped by the caller."""
    return Report.objects.select_related(*COVER)


def titles(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The titles of these reports that the viewer may read, in the reader's language where there is one."""
    rows = Part.objects.visible_to(viewer).filter(report__in=list(ids), piece=Piece.TITLE, removed_at=None)
    found: dict[UUID, list[Part]] = {}
    for part in rows:
        found.setdefault(part.report_id, []).append(part)
    return {report: _told(parts) for report, parts in found.items()}


def _told(parts: list[Part]) -> str:
    wanted = (get_language() or "").split("-")[0]
    ranked = sorted(parts, key=lambda part: (part.language != wanted, part.made != Made.ORIGINAL, part.language))
    return ranked[0].text if ranked else ""


def _sources(viewer: Viewer, report: Report) -> list[Report]:
    """What it builds on, as far as the viewer may read that."""
    quotes = Quote.objects.under(viewer, report).values("source")
    return list(reports().visible_to(viewer).filter(pk__in=quotes).order_by("created_at"))  # type: ignore[attr-defined]
