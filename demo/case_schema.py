"""The keys of a world file within one case: what each holds, and the rules within one item."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from agencies.countries import validate_country
from cases.naming.dates import PartialDate
from cases.subjects.codes import IdentifierKind, Kind, Notice, Role
from demo.case_entries import (
    ActionEntry,
    EvidenceEntry,
    IdentifierEntry,
    LinkEntry,
    RouteEntry,
    SubjectEntry,
    TimelineEntry,
    WarrantEntry,
)
from demo.kinds import Field, checked, code, key, mapping, may, need, or_empty, ref, several, text, uuid_, valid
from demo.kinds import Kind as Reader
from demo.moments import When, moment
from demo.nodes import Node
from demo.problems import Problem

LINK_KINDS = ("uses", "pays", "recruits", "transports", "controls", "knows", "owns", "family", "phoned", "met", "other")
ACTION_STATES = ("open", "doing", "done", "dropped")
WARRANT_STATES = ("draft", "issued", "transmitted", "acknowledged", "executed", "withdrawn", "expired")
CHANNELS = ("diplomatic", "central_authority", "ncb")


def when(node: Node) -> When:
    """A date in ISO 8601, or relative to loading."""
    found = str(text(40)(node))
    try:
        moment(found, now=datetime.now(tz=UTC))
    except ValueError as error:
        raise node.problem(str(error)) from error
    return When(found)


def born(node: Node) -> str:
    """A partial date, as its ISO text; a bare year may stand without quotes."""
    plain = Node(str(node.value), node.place) if type(node.value) is int else node
    return checked(text(40)(plain), plain, lambda value: PartialDate.parse(value).iso)


def count(node: Node) -> int:
    """A whole number, not below zero."""
    if type(node.value) is not int or not 0 <= node.value <= 100:
        raise node.problem(f"expected a whole number from 0 to 100, found {node.quoted()}")
    return node.value


def _items(build: Callable[..., Any], fields: dict[str, Field], *rules: Callable[[Any], None]) -> Field:
    read = mapping(fields)

    def item(node: Node) -> Any:
        entry = build(node=node, **read(node))
        for rule in rules:
            rule(entry)
        return entry

    return may(several(item, once=False), ())


def _link(*, node: Node, **values: Any) -> LinkEntry:
    return LinkEntry(node=node, source=values.pop("from"), target=values.pop("to"), **values)


def _timeline(*, node: Node, **values: Any) -> TimelineEntry:
    return TimelineEntry(node=node, where=values.pop("place"), **values)


def _channel_where_sent(warrant: WarrantEntry) -> None:
    if warrant.state in ("transmitted", "acknowledged", "executed") and not warrant.channel:
        raise Problem(warrant.place("state"), f"a warrant that is {warrant.state} expects `channel`")


def _text_or_file(evidence: EvidenceEntry) -> None:
    if evidence.text and evidence.file:
        raise Problem(evidence.place("file"), "expected `text` or `file`, found both")


_ONLY = may(several(ref, least=1), ())
_NOTE = may(or_empty(text(20_000, multiline=True)), "")
_COUNTRY: Reader[str] = valid(validate_country, 2)
_IDENTIFIER = {"kind": need(code(IdentifierKind.values)), "value": need(text(200))}


def _identifier(node: Node) -> IdentifierEntry:
    return IdentifierEntry(node=node, **mapping(_IDENTIFIER)(node))


SUBJECT = {
    "id": may(uuid_),
    "key": need(key),
    "kind": need(code(Kind.values)),
    "role": may(code(Role.values), ""),
    "names": need(several(text(200), least=1, once=False)),
    "born": may(born, ""),
    "nationality": may(several(_COUNTRY), ()),
    "identifiers": may(several(_identifier, once=False), ()),
    "note": _NOTE,
    "tags": may(several(text(40)), ()),
    "photo": may(text(500), ""),
    "only": _ONLY,
    "notice": may(code([value for value in Notice.values if value]), Notice.USUAL.value),
}
LINK = {"id": may(uuid_), "from": need(ref), "to": need(ref), "kind": need(code(LINK_KINDS)), "note": _NOTE}
TIMELINE = {
    "id": may(uuid_),
    "at": need(when),
    "text": need(text(5_000, multiline=True)),
    "place": may(or_empty(text(200)), ""),
    "only": _ONLY,
}
ROUTE = {
    "id": may(uuid_),
    "name": need(text(100)),
    "note": _NOTE,
    "stops": need(several(text(200), least=2, once=False)),
    "only": _ONLY,
}
ACTION = {
    "id": may(uuid_),
    "text": need(text(2_000, multiline=True)),
    "agency": need(ref),
    "due": may(when),
    "state": may(code(ACTION_STATES), "open"),
}
WARRANT = {
    "id": may(uuid_),
    "subject": need(ref),
    "number": need(text(100)),
    "court": may(or_empty(text(200)), ""),
    "issued_by": need(ref),
    "state": may(code(WARRANT_STATES), "issued"),
    "channel": may(code(CHANNELS), ""),
    "renewed": may(count, 0),
}
EVIDENCE = {
    "id": may(uuid_),
    "title": need(text(200)),
    "text": _NOTE,
    "file": may(text(500), ""),
    "only": _ONLY,
}
RECORDS: dict[str, Field] = {
    "subjects": _items(SubjectEntry, SUBJECT),
    "links": _items(_link, LINK),
    "timeline": _items(_timeline, TIMELINE),
    "routes": _items(RouteEntry, ROUTE),
    "actions": _items(ActionEntry, ACTION),
    "warrants": _items(WarrantEntry, WARRANT, _channel_where_sent),
    "evidence": _items(EvidenceEntry, EVIDENCE, _text_or_file),
}
