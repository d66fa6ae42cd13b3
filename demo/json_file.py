"""JSON (RFC 8259) to nodes. The standard library's reader forgets lines and repeated keys; this one keeps both."""

import bisect
import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from demo.nodes import MAX_DEPTH, Node, Scalar, printable
from demo.problems import Place, Problem

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?(?![0-9A-Za-z.])")
_WORDS: dict[str, Scalar] = {"null": None, "true": True, "false": False}


def read_json(file: str, text: str) -> Node:
    """The value of `text`; raises `Problem`."""
    reader = _Reader(file, text)
    node = reader.value(Place(file, reader.line(), ""), 0)
    reader.end()
    return node


class _Reader:
    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._at = 0
        self._skip()

    def line(self) -> int:
        return bisect.bisect_left(self._ends, self._at) + 1

    def end(self) -> None:
        if self._at < len(self._text):
            raise self._unexpected("the end of the file")

    def value(self, place: Place, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise Problem(place, f"expected at most {MAX_DEPTH} levels of nesting")
        if self._take("{"):
            return Node(self._pairs(place, depth), place)
        if self._take("["):
            return Node(self._items(place, depth), place)
        return Node(self._scalar(place), place)

    def _scalar(self, place: Place) -> Scalar:
        if self._text.startswith('"', self._at):
            return self._string(place)
        for word, value in _WORDS.items():
            if self._take(word):
                return value
        number = _NUMBER.match(self._text, self._at)
        if number is None:
            raise self._unexpected("a JSON value")
        self._at = number.end()
        self._skip()
        return float(number.group()) if number.group(1) or number.group(2) else int(number.group())

    def _string(self, place: Place) -> str:
        if not self._text.startswith('"', self._at):
            raise self._unexpected("a key in double quotes")
        try:
            text, self._at = scanstring(self._text, self._at + 1, True)
        except JSONDecodeError as error:
            raise Problem(Place(self._file, error.lineno, ""), f"expected JSON text: {error.msg}") from error
        self._skip()
        return printable(text, place)

    def _items(self, place: Place, depth: int) -> list[Node]:
        items: list[Node] = []
        if self._take("]"):
            return items
        while True:
            items.append(self.value(place.item(len(items), self.line()), depth + 1))
            if self._take("]"):
                return items
            self._need(",", "“,” or “]”")

    def _pairs(self, place: Place, depth: int) -> dict[str, Node]:
        pairs: dict[str, Node] = {}
        if self._take("}"):
            return pairs
        while True:
            line = self.line()
            key = self._string(place)
            if key in pairs:
                raise Problem(place.key(key, line), "expected each key once in a mapping, found it again")
            self._need(":", "“:”")
            pairs[key] = self.value(place.key(key, line), depth + 1)
            if self._take("}"):
                return pairs
            self._need(",", "“,” or “}”")

    def _take(self, token: str) -> bool:
        if not self._text.startswith(token, self._at):
            return False
        self._at += len(token)
        self._skip()
        return True

    def _need(self, token: str, wanted: str) -> None:
        if not self._take(token):
            raise self._unexpected(wanted)

    def _skip(self) -> None:
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _unexpected(self, wanted: str) -> Problem:
        found = f"“{self._text[self._at]}”" if self._at < len(self._text) else "the end of the file"
        return Problem(Place(self._file, self.line(), ""), f"expected {wanted}, found {found}")
