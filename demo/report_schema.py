"""The keys of a world file within one intelligence report: what each holds, and the rules within one entry."""

from collections.abc import Callable
from typing import Any

from cases.codes import Handling, Tlp
from cases.subjects.codes import Notice
from coordination_center.errors import Invalid
from coordination_center.working_time import Urgency
from demo.case_schema import SUBJECT, when
from demo.kinds import Field, Kind, boolean, code, key, mapping, may, need, or_empty, ref, several, text, uuid_
from demo.nodes import Node
from demo.problems import Problem
from demo.report_entries import (
    AboutEntry,
    PlatformEntry,
    ReleaseEntry,
    ReportEntry,
    SourceEntry,
    TranslationEntry,
    UseEntry,
)
from intelligence.grades import GRADES
from intelligence.releases.codes import Leave
from intelligence.releases.codes import State as Held
from intelligence.reports.codes import Circle, Exploitation, Made, Piece, PlatformKind, State
from intelligence.reports.models.content import LONGEST, grades_of

STANDING = (State.VALIDATED, State.SUPERSEDED, State.WITHDRAWN)  # those that have been validated, in a world
GIVEN = (Held.ACTIVE, Held.RECALLED, Held.EXPIRED, Held.OFFERED)  # what the marking has to allow


def grade(node: Node) -> str:
    """A letter or a figure of an evaluation; a figure may stand without quotes."""
    plain = Node(str(node.value), node.place) if type(node.value) is int else node
    return text(1)(plain)


def _items(build: Callable[..., Any], fields: dict[str, Field], *rules: Callable[[Any], None]) -> Kind[Any]:
    return several(entry(build, mapping(fields), *rules), once=False)


def entry(build: Callable[..., Any], read: Kind[dict[str, Any]], *rules: Callable[[Any], None]) -> Kind[Any]:
    """A mapping as what `build` makes of it, once each rule has passed."""

    def item(node: Node) -> Any:
        made = build(node=node, **read(node))
        for rule in rules:
            rule(made)
        return made

    return item


def _about(*, node: Node, **values: Any) -> AboutEntry:
    return AboutEntry(node=node, **values)


def _report(*, node: Node, **values: Any) -> ReportEntry:
    return ReportEntry(node=node, place_name=values.pop("place"), **values)


def _grades_of_one_scheme(report: ReportEntry) -> None:
    try:
        grades_of(report.source_grade, report.information_grade)
    except Invalid as error:
        pairs = [f"{''.join(letters.values)} with {''.join(figures.values)}" for letters, figures in GRADES.values()]
        raise Problem(report.place("source_grade"), f"expected grades of one scheme: {', or '.join(pairs)}") from error


def _text_for_h3(report: ReportEntry) -> None:
    if Handling.H3 in report.handling and not report.handling_note:
        raise Problem(report.place("handling"), "H3 (other restrictions) expects `handling_note`, which says which")


def _persons_for_red(report: ReportEntry) -> None:
    for release in report.releases:
        if report.tlp == Tlp.RED and release.person is None and release.state in GIVEN:
            raise Problem(release.node.place, "TLP RED expects `person`: who alone receives the report")


def _released_once_validated(report: ReportEntry) -> None:
    if report.releases and report.state not in STANDING:
        raise Problem(report.place("releases"), f"expected no releases, as the report is {report.state}")


def _subjects_once(report: ReportEntry) -> None:
    lines: dict[str, int] = {}
    for subject in report.subjects:
        place = subject.node.child("key").place
        if subject.key in lines:
            raise Problem(place, f"expected a new key, found “{subject.key}”, as in line {lines[subject.key]}")
        lines[subject.key] = place.line


def _successor_where_superseded(report: ReportEntry) -> None:
    if report.superseded_by and report.state != State.SUPERSEDED:
        raise Problem(report.place("superseded_by"), f"expected none, as the report is {report.state}")


def _requested_by_somebody(release: ReleaseEntry) -> None:
    if release.requested_by is None and release.state != Held.OFFERED:
        raise release.node.problem("expected the key `requested_by`, which is missing")


def _acknowledged_when_recalled(release: ReleaseEntry) -> None:
    if release.acknowledged and release.state != Held.RECALLED:
        raise Problem(release.place("acknowledged"), f"expected none, as the release is {release.state}")


_LANGUAGE = text(10)  # the verbs know which there are
_PLACE = text(200)
ABOUT = {name: field for name, field in SUBJECT.items() if name not in ("tags", "photo")} | {
    "notice": may(code([told for told in Notice.values if told]), ""),
}
TRANSLATION = {
    "id": may(uuid_),
    "language": need(_LANGUAGE),
    "title": need(text(LONGEST[Piece.TITLE])),
    "body": need(text(LONGEST[Piece.BODY], multiline=True)),
    "made": may(code([made for made in Made.values if made != Made.ORIGINAL]), Made.TRANSLATED.value),
}
PLATFORM = {"id": may(uuid_), "kind": need(code(PlatformKind.values)), "name": need(text(200))}
RELEASE = {
    "id": may(uuid_),
    "to": need(ref),
    "person": may(ref),
    "purpose": need(text(500)),
    "requested_by": may(ref),
    "state": need(code(Held.values)),
    "decided_by": may(ref),
    "until": may(when),
    "withheld": may(several(code(Piece.values)), ()),
    "urgency": may(code(Urgency.values), Urgency.ROUTINE.value),
    "reason": may(text(2_000), "–"),  # the common format has no word for why
    "acknowledged": may(boolean, False),
    "leave": may(several(code(Leave.values)), ()),
}
USE = {"id": may(uuid_), "case": need(ref), "by": need(ref), "warrant": may(text(80), "")}
SOURCE = {"codename": need(text(60)), "real_name": may(text(200), ""), "contact": may(text(2_000), "")}
REPORT = {
    "id": may(uuid_),
    "key": need(key),
    "title": need(text(LONGEST[Piece.TITLE])),
    "body": need(text(LONGEST[Piece.BODY], multiline=True)),
    "originator": need(ref),
    "author": need(ref),
    "source_grade": need(grade),
    "information_grade": need(grade),
    "state": may(code(State.values), State.VALIDATED.value),
    "tlp": may(code(Tlp.values), Tlp.AMBER.value),
    "handling": may(several(code(Handling.values)), ()),
    "handling_note": may(or_empty(text(2_000)), ""),
    "circle": may(code(Circle.values), Circle.ANY.value),
    "case": may(ref),
    "place": may(or_empty(_PLACE), ""),
    "route": may(several(_PLACE, least=2, once=False), ()),
    "platforms": may(_items(PlatformEntry, PLATFORM), ()),
    "exploitation": may(several(code(Exploitation.values)), ()),
    "language": may(_LANGUAGE, ""),
    "translations": may(_items(TranslationEntry, TRANSLATION), ()),
    "tearline": may(or_empty(text(2_000, multiline=True)), ""),
    "attachments": may(several(text(500)), ()),
    "quotes": may(several(ref), ()),
    "superseded_by": may(ref),
    "four_eyes": may(boolean, False),
    "tearline_for_hits": may(boolean, False),
    "hides_recipients": may(boolean, True),
    "source": may(entry(SourceEntry, mapping(SOURCE))),
    "notice": may(code([told for told in Notice.values if told]), ""),
    "named": may(several(ref, least=1), ()),
    "excluded": may(several(ref), ()),
    "subjects": may(_items(_about, ABOUT), ()),
    "releases": may(_items(ReleaseEntry, RELEASE, _requested_by_somebody, _acknowledged_when_recalled), ()),
    "uses": may(_items(UseEntry, USE), ()),
}
_RULES = (
    _grades_of_one_scheme, _text_for_h3, _persons_for_red, _released_once_validated, _subjects_once,
    _successor_where_superseded,
)  # fmt: skip
REPORTS: dict[str, Field] = {"reports": may(several(entry(_report, mapping(REPORT), *_RULES), once=False), ())}
