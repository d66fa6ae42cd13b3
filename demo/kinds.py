"""The kinds of value a world file holds. Each reads one node, or raises a `Problem` that says what was expected."""

import base64
import binascii
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from coordination_center.text import plain
from demo.nodes import Node
from demo.problems import Place, Problem, WorldError

T = TypeVar("T")
Kind = Callable[[Node], T]


@dataclass(frozen=True, slots=True)
class Ref:
    """The key of another entry, and where it is named."""

    key: str
    place: Place


def sentence(error: ValidationError) -> str:
    """What a validator says, on one line."""
    return " ".join(error.messages)


def _text(node: Node) -> str:
    if isinstance(node.value, str):
        return node.value
    hint = " (put it in quotes)" if isinstance(node.value, int | float) else ""
    raise node.problem(f"expected text, found {node.quoted()}{hint}")


def text(limit: int | None, *, multiline: bool = False) -> Kind[str]:
    """Text of one character at least and `limit` at most, by the rules of every form, but that markup may stand."""

    def read(node: Node) -> str:
        value = _text(node)
        if not value.strip():
            raise node.problem("expected text, found none")
        if limit is not None and len(value) > limit:
            raise node.problem(f"expected at most {limit} characters, found {len(value)}")
        return checked(value.strip(), node, lambda v: plain(v, multiline=multiline, markup=True))

    return read


def checked(value: T, node: Node, check: Callable[[T], Any]) -> T:
    """`value` as `check` returns it (or as it is, where it returns nothing); its ValidationError names the node."""
    try:
        found = check(value)
    except ValidationError as error:
        raise node.problem(sentence(error)) from error
    return value if found is None else found


def valid(check: Callable[[str], Any], limit: int | None) -> Kind[str]:
    """One line of text that a Django validator accepts."""

    def read(node: Node) -> str:
        return checked(text(limit)(node), node, check)

    return read


def or_empty(read: Kind[str]) -> Kind[str]:
    """Empty text, or what `read` takes: for what a screen lets one leave empty."""
    return lambda node: "" if node.value == "" else read(node)


def secret(node: Node) -> str:
    """A password: any text, kept exactly; its rules are asked when the person is known."""
    value = _text(node)
    if not value:
        raise node.problem("expected a password, found none")
    return value


def totp(node: Node) -> str:
    """An authenticator's secret in BASE32 (RFC 4648), of 80 bits at least."""
    value = _text(node).replace(" ", "").upper().rstrip("=")
    padded = value + "=" * (-len(value) % 8)
    try:
        enough = len(base64.b32decode(padded)) >= 10
    except (binascii.Error, ValueError):
        enough = False
    if not enough:
        raise node.problem("expected a secret in BASE32 (letters A-Z and digits 2-7), of 16 characters at least")
    return padded


def code(choices: Iterable[str]) -> Kind[str]:
    """One of the codes."""
    codes = list(choices)

    def read(node: Node) -> str:
        if not isinstance(node.value, str) or node.value not in codes:
            raise node.problem(f"expected one of {' '.join(codes)}, found {node.quoted()}")
        return node.value

    return read


def boolean(node: Node) -> bool:
    """True or false, as YAML and JSON write them."""
    if not isinstance(node.value, bool):
        raise node.problem(f"expected true or false, found {node.quoted()}")
    return node.value


def key(node: Node) -> str:
    """The name of an entry within its section: no dots or brackets, which paths are written with."""
    value = text(100)(node)
    if not all(letter.isalnum() or letter in "_-" for letter in value):
        raise node.problem(f"expected a key of letters, digits, - and _, found {node.quoted()}")
    return value


def ref(node: Node) -> Ref:
    """The key of another entry."""
    return Ref(key(node), node.place)


def uuid_(node: Node) -> uuid.UUID:
    """A UUID in its usual writing."""
    try:
        value = uuid.UUID(_text(node))
    except ValueError:
        value = None
    if value is None or str(value) != str(node.value).lower():
        raise node.problem(f"expected a UUID, found {node.quoted()}")
    return value


def several(item: Kind[T], *, least: int = 0, once: bool = True) -> Kind[tuple[T, ...]]:
    """A list of values, each (by its text) once."""

    def read(node: Node) -> tuple[T, ...]:
        if not isinstance(node.value, list):
            raise node.problem(f"expected a list, found {node.quoted()}")
        if len(node.value) < least:
            raise node.problem(f"expected at least {least} in this list")
        if once:
            _refuse_twice(node.value)
        return tuple(everything(item, node.value))

    return read


def _refuse_twice(nodes: list[Node]) -> None:
    seen: set[Any] = set()
    for node in nodes:
        if isinstance(node.value, str) and node.value in seen:
            raise node.problem(f"expected each once in this list, found {node.quoted()} again")
        seen.add(node.value if isinstance(node.value, str) else None)


def everything(item: Kind[T], nodes: Iterable[Node]) -> list[T]:
    """Every node read, or a WorldError with the problem of each that cannot be."""
    values: list[T] = []
    problems: list[Problem] = []
    for node in nodes:
        try:
            values.append(item(node))
        except Problem as problem:
            problems.append(problem)
        except WorldError as error:
            problems.extend(error.problems)
    if problems:
        raise WorldError(problems)
    return values


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a mapping: how its value is read, and what stands for it where it may be left out."""

    read: Kind[Any]
    required: bool = True
    default: Any = None


def need(read: Kind[Any]) -> Field:
    """A key that must be there."""
    return Field(read)


def may(read: Kind[Any], default: Any = None) -> Field:
    """A key that may be left out."""
    return Field(read, required=False, default=default)


def mapping(fields: dict[str, Field], *, later: frozenset[str] = frozenset()) -> Kind[dict[str, Any]]:
    """A mapping with these keys; `later` names keys of the format that this version cannot load yet."""

    def read(node: Node) -> dict[str, Any]:
        given = _pairs(node)
        problems = [_unknown(name, given[name], fields, later) for name in given if name not in fields]
        values: dict[str, Any] = {}
        for name, field in fields.items():
            try:
                values[name] = _field(name, field, node, given)
            except Problem as problem:
                problems.append(problem)
            except WorldError as error:
                problems.extend(error.problems)
        if problems:
            raise WorldError(problems)
        return values

    return read


def _pairs(node: Node) -> dict[str, Node]:
    if not isinstance(node.value, dict):
        raise node.problem(f"expected a mapping, found {node.quoted()}")
    return node.value


def _field(name: str, field: Field, node: Node, given: dict[str, Node]) -> Any:
    if name in given:
        return field.read(given[name])
    if field.required:
        raise node.problem(f"expected the key `{name}`, which is missing")
    return field.default


def _unknown(name: str, node: Node, fields: dict[str, Field], later: frozenset[str]) -> Problem:
    if name in later:
        return node.problem(f"`{name}` is part of the format, but not supported yet")
    return node.problem(f"unknown key; expected one of {', '.join(fields)}")


def by_key(value: Kind[T], *, least: int = 0) -> Kind[dict[Ref, T]]:
    """A mapping whose keys name other entries, in the order of the file."""

    def read(node: Node) -> dict[Ref, T]:
        given = _pairs(node)
        if len(given) < least:
            raise node.problem(f"expected at least {least} in this mapping")
        names = [Ref(name, child.place) for name, child in given.items()]
        return dict(zip(names, everything(value, given.values()), strict=True))

    return read
