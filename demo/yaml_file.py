"""YAML to nodes, from the parser's events: nothing of YAML that could build an object or grow without end.

Plain words are text, also `no`, `on` and dates: only null, true, false and numbers of YAML 1.2's core schema are not
(YAML 1.1 would turn the country code of Norway into `false`). Tags, merge keys and several documents are refused.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from demo.nodes import MAX_DEPTH, Copier, Node, Scalar, printable
from demo.problems import Place, Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,30}|[0-9]{1,30}(\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,2})?\Z")


def read_yaml(file: str, text: str) -> Node:
    """The one document of `text`; raises `Problem`."""
    try:
        return _Reader(file, text).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        raise Problem(Place(file, line, ""), f"expected YAML: {reason}") from error


def plain_value(text: str) -> Scalar:
    """What an unquoted word stands for."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


class _Reader:
    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        self._anchors: dict[str, Node] = {}
        self._copier = Copier()

    def document(self) -> Node:
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            raise Problem(Place(self._file, 1, ""), "expected a mapping, found an empty file")
        node = self._node(event, Place(self._file, _line(event), ""), 0)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise Problem(Place(self._file, _line(after), ""), "expected one document, found a second")
        return node

    def _next(self) -> Any:
        return next(self._events)

    def _node(self, event: Any, place: Place, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise Problem(place, f"expected at most {MAX_DEPTH} levels of nesting")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, place)
        if getattr(event, "tag", None):
            raise Problem(place, f"expected a value without a tag, found {event.tag}")
        node = self._value(event, place, depth)
        if event.anchor:  # only now: an alias inside its own anchor is unknown
            self._anchors[event.anchor] = node
        return node

    def _value(self, event: Any, place: Place, depth: int) -> Node:
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self._items(place, depth), place)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self._pairs(place, depth), place)
        text = printable(event.value, place)
        return Node(plain_value(text) if event.implicit[0] else text, place)

    def _items(self, place: Place, depth: int) -> list[Node]:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, place.item(len(items), _line(event)), depth + 1))
        return items

    def _pairs(self, place: Place, depth: int) -> dict[str, Node]:
        pairs: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise Problem(place.key("?", _line(event)), "expected a word as key")
            key, line = printable(event.value, place), _line(event)
            if key in pairs:
                raise Problem(place.key(key, line), "expected each key once in a mapping, found it again")
            value = self._next()
            pairs[key] = self._node(value, place.key(key, line), depth + 1)
        return pairs

    def _alias(self, event: Any, place: Place) -> Node:
        if event.anchor not in self._anchors:
            raise Problem(place, f"expected an alias of an earlier value, found *{event.anchor}")
        return self._copier.copy(self._anchors[event.anchor], place)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
