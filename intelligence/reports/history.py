"""What was changed in a report, from what to what: for its originator, from the versions that the database keeps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.languages import language_name
from audit.reading import events_of
from cases.history import words
from cases.timeline import Entry, worded
from intelligence.grades import GRADES
from intelligence.reports.codes import Piece
from intelligence.reports.models import Part, Report, ReportSubject
from intelligence.reports.models.part import DESK, TEARLINE

PAGE = 50
COVER = ("state", "tlp", "handling", "handling_note", "circle", "compartment", "exploitation")
NAMES: dict[str, Any] = {
    "circle": _("Who may ever receive it"),
    "exploitation": _("Forms of exploitation"),
    TEARLINE: _("What may go out at once when a life is at risk"),
    DESK: _("What the desk says"),
}


@dataclass(frozen=True)
class Change:
    """One part or field: what it is called, and what it said before and after; empty for nothing."""

    label: str
    old: str
    new: str
    line: str = ""


@dataclass
class Step:
    """What was done at once. `entries`: the verbs in words, with who did them, as the log says them."""

    at: datetime
    title: str = ""
    entries: list[Entry] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class Steps:
    """One page of steps, newest first; `older` is the number of the next page, 0 for none."""

    rows: list[Step]
    older: int = 0


def history_of(viewer: Viewer, report: Report, *, page: int = 1) -> Steps:
    """A page of the changes. The caller has asked the policy for `report.log`."""
    found: dict[int, Step] = {}
    for key, name, version, old, new in (*_of_cover(report), *_of_parts(viewer, report), *_of_subjects(viewer, report)):
        step = found.setdefault(key, Step(version.pgh_created_at))
        step.changes += [Change(name, old, new)] if old != new else []
    ordered = sorted(found, key=lambda xid: (found[xid].at, xid), reverse=True)
    ordered = [xid for xid in ordered if found[xid].changes]
    shown = ordered[(page - 1) * PAGE : page * PAGE]
    events = list(events_of(report.pk, consultations=False).filter(xid__in=shown).order_by("id"))
    for event, entry in zip(events, worded(viewer, events, root="report"), strict=True):
        found[event.xid].entries.append(entry)
    return Steps([found[xid] for xid in shown], older=page + 1 if len(ordered) > page * PAGE else 0)


Told = tuple[int, str, Any, str, str]  # transaction, label, version, before, after


def _of_cover(report: Report) -> Iterator[Told]:
    versions: Any = report.versions  # type: ignore[attr-defined]
    states = ((version, {name: getattr(version, name) for name in COVER}) for version in versions.order_by("pgh_id"))
    fields = {name: Report._meta.get_field(name) for name in COVER}
    for xid, version, before, after in _by_transaction(states):
        for name, each in fields.items():
            old, new = words.said(each, before.get(name), {}), words.said(each, after.get(name), {})
            yield xid, str(NAMES.get(name) or words.label(each)), version, old, new


def _of_parts(viewer: Viewer, report: Report) -> Iterator[Told]:
    rows: Any = Part.objects.known_to(viewer)
    yield from _of_rows(rows.filter(report=report.pk), lambda one: (one.piece, one.language), _part_name, _part_text)


def _of_subjects(viewer: Viewer, report: Report) -> Iterator[Told]:
    rows: Any = ReportSubject.objects.known_to(viewer)
    name = lambda _key: str(Piece.SUBJECTS.label)  # noqa: E731
    yield from _of_rows(rows.filter(report=report.pk), lambda one: one.pgh_obj_id, name, _subject_text)


def _of_rows(rows: Any, key: Any, name: Any, text: Any) -> Iterator[Told]:
    """Changes of rows of one kind, of which one stands for each key at a time."""
    versions = rows.model.versions.rel.related_model.objects.filter(pgh_obj_id__in=rows.values("pk"))
    standing: dict[Any, tuple[Any, str]] = {}

    def states() -> Iterator[tuple[Any, dict[Any, str]]]:
        for version in versions.order_by("pgh_id"):
            if version.removed_at is None:
                standing[key(version)] = (version.pgh_obj_id, text(version))
            elif standing.get(key(version), (None, ""))[0] == version.pgh_obj_id:
                del standing[key(version)]
            yield version, {one: said for one, (_row, said) in standing.items()}

    for xid, version, before, after in _by_transaction(states()):
        for one in dict.fromkeys((*before, *after)):
            yield xid, name(one), version, before.get(one, ""), after.get(one, "")


def _by_transaction(states: Iterable[tuple[Any, dict[Any, Any]]]) -> Iterator[tuple[int, Any, Any, Any]]:
    """(transaction, its last version, how all stood before it, how all stood after it), the oldest first."""
    stood: dict[Any, Any] = {}
    before, last, after = stood, None, stood
    for version, state in states:
        if last is not None and version.pgh_xid != last.pgh_xid:
            yield last.pgh_xid, last, before, after
            before = after
        last, after = version, state
    if last is not None:
        yield last.pgh_xid, last, before, after


def _part_name(key: tuple[str, str]) -> str:
    piece, language = key
    name = str(NAMES.get(piece) or Piece(piece).label)
    return f"{name} · {language_name(language)}" if language else name


def _part_text(version: Any) -> str:
    """A part as one text: titles and texts as they are, places by name, grades in words."""
    data = version.data
    if version.piece == Piece.GRADES and data:
        source, information = GRADES[data["scheme"]]
        return f"{source(data['source']).label}; {information(data['information']).label}"
    lines = data.get("stops") or data.get("used") or ([data] if data else [])
    return version.text or " → ".join(str(line.get("place") or line.get("name") or "") for line in lines)


def _subject_text(version: Any) -> str:
    named = [name["text"] for name in version.names] or [version.label]
    return "; ".join(part for part in (*named, *(one["value"] for one in version.numbers), version.note) if part)
