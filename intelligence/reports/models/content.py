"""What a report says: the checks that every way in passes, and the rows that hold it."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from agencies.languages import language_name
from cases.chronology.placing import Spot
from cases.subjects.codes import Kind
from cases.subjects.facts import CHECKS
from cases.subjects.models.lines import Name, Number, main_name, name_rows, number_rows
from coordination_center.errors import Invalid
from intelligence.grades import GRADES
from intelligence.reports.codes import Made, Piece, PlatformKind
from intelligence.reports.models.attachment import Attachment
from intelligence.reports.models.part import DESK, TEARLINE, TEXTS, Part
from intelligence.reports.models.subject import ReportSubject

MOST_SUBJECTS, MOST_PLATFORMS, MOST_STOPS, MOST_FILES = 200, 30, 40, 30
LONGEST = {Piece.TITLE: 200, Piece.BODY: 100_000, TEARLINE: 2_000, DESK: 1_000}
WRITABLE_PIECES = ("title", "body", "tearline", "grades", "place", "route", "platforms", "subjects")


@dataclass(frozen=True)
class Grades:
    """An evaluation as it was given: scheme (`4x4` or `admiralty`), source and information."""

    scheme: str
    source: str
    information: str


@dataclass(frozen=True)
class Platform:
    """A platform used to recruit or control: its kind, its name, and whom to look for there."""

    kind: str
    name: str


@dataclass(frozen=True)
class About:
    """A subject of a report as a verb takes it; `id` for a new one whose id is given."""

    names: Sequence[Name]
    numbers: Sequence[Number] = ()
    kind: str = Kind.PERSON
    role: str = ""
    born: str = ""
    nationality: Sequence[str] = ()
    note: str = ""
    only: Sequence[uuid.UUID] = ()
    notice: str = ""
    id: uuid.UUID | None = None


class Content(models.Model):
    """How the parts of a report are written, within a verb. What stood before stays in the history."""

    class Meta:
        abstract = True

    def live(self: Any, model: Any) -> Any:
        """The standing rows of one table of the content, for verbs."""
        return model.objects.unscoped("a verb reads its own content").filter(report=self, removed_at=None)

    def text_of(self: Any, piece: str) -> str:
        """The original wording of a piece; empty for none."""
        found = self.live(Part).filter(piece=piece, made=Made.ORIGINAL).values_list("text", flat=True).first()
        return str(found or "")

    def write(self: Any, *, by: Any, language: str, **content: Any) -> list[str]:
        """Write these pieces of `WRITABLE_PIECES`; the names of those that changed. `Invalid` for what cannot be."""
        if unknown := content.keys() - set(WRITABLE_PIECES):
            raise TypeError(f"A report has no {', '.join(sorted(unknown))}.")
        return [
            piece for piece in WRITABLE_PIECES if piece in content and self._put(piece, content[piece], language, by)
        ]

    def write_text(self: Any, piece: str, text: str, *, by: Any, language: str = "", made: str = Made.ORIGINAL) -> bool:
        """The wording of a piece in a language, in place of the one that stands; whether that changed anything."""
        checked_text(piece, text)
        same = {"made": made} if made == Made.ORIGINAL else {"language": language}
        return bool(self._replace(piece, {"text": text, "language": language, "made": made}, by=by, **same))

    def _put(self: Any, piece: str, value: Any, language: str, by: Any) -> bool:
        if piece in TEXTS:
            return bool(self.write_text(piece, value, by=by, language=language))
        if piece == Piece.SUBJECTS:
            return bool(self._write_subjects(list(value)))
        return bool(self._replace(piece, {"data": _AS_DATA[piece](value)}, by=by))

    def _replace(self: Any, piece: str, values: dict[str, Any], *, by: Any, **same: Any) -> bool:
        """One row in place of that which stands; none where there is nothing to say."""
        standing = self.live(Part).filter(piece=piece, **same).first()
        if standing and all(getattr(standing, name) == value for name, value in values.items()):
            return False
        says = bool(values.get("text") or values.get("data"))
        if standing:
            standing.removed_at = self.clock()
            standing.save(update_fields=["removed_at"])
        if says:
            Part.objects.create(report=self, piece=piece, author=by.person, created_at=self.clock(), **values)
        return bool(standing or says)

    def _write_subjects(self: Any, said: list[About]) -> bool:
        if len(said) > MOST_SUBJECTS:
            raise Invalid(fields={"subjects": [_("At most %(most)d of them.") % {"most": MOST_SUBJECTS}]})
        rows = [subject_row(self, one, position) for position, one in enumerate(said)]
        standing = list(self.live(ReportSubject))
        if [row.content for row in rows] == [row.content for row in standing]:
            return False
        self.live(ReportSubject).update(removed_at=self.clock())
        ReportSubject.objects.bulk_create(rows)
        return True

    def digest(self: Any) -> str:
        """SHA-256 in hex of all that a release could show and of its marking: what an approval binds to."""
        parts = self.live(Part).exclude(piece=DESK).order_by("piece", "language", "made")
        said: dict[str, Any] = {
            "parts": [[p.piece, p.language, p.made, p.text, p.data] for p in parts],
            "subjects": [subject.content for subject in self.live(ReportSubject)],
            "files": [file.sha256 for file in self.live(Attachment)],
            "marking": [self.tlp, sorted(self.handling), self.handling_note, self.circle],
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def _require_whole(self: Any) -> None:
        """`Invalid` for a report without a title, a text or grades."""
        there = set(self.live(Part).values_list("piece", flat=True))
        missing = [piece for piece in (Piece.TITLE, Piece.BODY, Piece.GRADES) if piece not in there]
        if missing:
            raise Invalid(fields={str(piece): [_("This has to be filled in.")] for piece in missing})


def checked_text(piece: str, text: str) -> None:
    """`Invalid` for a wording that is too long."""
    if len(text) > LONGEST[piece]:
        raise Invalid(fields={piece: [_("At most %(most)d characters.") % {"most": LONGEST[piece]}]})


def checked_language(language: str) -> str:
    """The code of a language that ISO 639 names. `Invalid` otherwise."""
    if not language or len(language) > 10 or language_name(language) == language:
        raise Invalid(fields={"language": [_("Choose from the list.")]})
    return language


def grades_of(source: str, information: str) -> Grades:
    """The evaluation that these codes give: letters A, B, C, X are Europol's, a to f the Admiralty's."""
    for scheme, (sources, informations) in GRADES.items():
        if source in sources.values and information in informations.values:
            return Grades(str(scheme), source, information)
    raise Invalid(fields={"grades": [_("Choose a source grade and an information grade of the same scheme.")]})


def _grades(value: Grades | None) -> dict[str, Any]:
    if value is None:
        return {}
    if (found := grades_of(value.source, value.information)).scheme != value.scheme:
        raise Invalid(fields={"grades": [_("Choose a source grade and an information grade of the same scheme.")]})
    return vars(found)


def _place(value: Spot | None) -> dict[str, Any]:
    return value.as_dict() if value and value.place else {}


def _route(value: Iterable[Spot]) -> dict[str, Any]:
    stops = [stop.as_dict() for stop in value]
    if len(stops) > MOST_STOPS:
        raise Invalid(fields={"route": [_("At most %(most)d of them.") % {"most": MOST_STOPS}]})
    if len(stops) == 1:
        raise Invalid(fields={"route": [_("A route has two stops at least.")]})
    return {"stops": stops} if stops else {}


def _platforms(value: Iterable[Platform]) -> dict[str, Any]:
    used = [vars(one) for one in value]
    if len(used) > MOST_PLATFORMS or any(one["kind"] not in PlatformKind.values for one in used):
        raise Invalid(fields={"platforms": [_("At most %(most)d of them.") % {"most": MOST_PLATFORMS}]})
    return {"used": used} if used else {}


_AS_DATA: dict[str, Any] = {
    Piece.GRADES: _grades,
    Piece.PLACE: _place,
    Piece.ROUTE: _route,
    Piece.PLATFORMS: _platforms,
}


def subject_row(report: Any, said: About, position: int) -> ReportSubject:
    """The row of a subject. `Invalid` without a name and for facts that cannot be, by the rules of cases."""
    facts = {"kind": said.kind, "role": said.role, "born": said.born, "nationality": said.nationality}
    checked = {field: CHECKS[field](value) for field, value in (facts | {"note": said.note}).items()}
    checked |= {"notice": CHECKS["notice"](said.notice), "only": checked_readers(report, said.only)}
    names, numbers = name_rows(said.names), number_rows(said.numbers)
    return ReportSubject(
        id=said.id or uuid.uuid4(), report=report, label=main_name(said.names), position=position,
        names=_bare(names), numbers=_bare(numbers), created_at=report.clock(), **checked,
    )  # fmt: skip


def checked_readers(report: Any, only: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """The ids of those for whom alone a subject is, in a fixed order. `Invalid` without the originator."""
    if only and report.originator_id not in only:
        raise Invalid(fields={"only": [_("Your own agency must be among the readers.")]})
    return sorted(set(only))


def _bare(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in line.items() if key != "position"} for line in lines]
