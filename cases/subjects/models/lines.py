"""Names and identifiers as the verbs of a subject take them, and as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.naming.numbers import normal_form
from cases.subjects.codes import IdentifierKind, NameKind
from coordination_center.errors import Invalid

MOST = 50  # names, and identifiers, of one subject
LONGEST = 200


@dataclass(frozen=True)
class Name:
    """A name as a verb takes it; the first of a subject is its main name unless it says otherwise."""

    text: str
    kind: str = ""
    language: str = ""


@dataclass(frozen=True)
class Number:
    """An identifier as a verb takes it."""

    kind: str
    value: str
    country: str = ""


def main_name(names: Sequence[Name]) -> str:
    """The text of the main name: the one that says so, else the first. `Invalid` without any."""
    if not names:
        raise Invalid(fields={"names": [_("Give at least one name.")]})
    return next((name for name in names if name.kind == NameKind.PRIMARY), names[0]).text


def name_rows(names: Sequence[Name]) -> list[dict[str, Any]]:
    """The names as values of rows, each once. `Invalid` for too many, an empty or endless one, an unknown kind."""
    _check(names, "names", NameKind, lambda name: name.text)
    first = main_name(names)
    return _once({"text": n.text, "kind": _kind(n, first), "language": n.language} for n in names)


def number_rows(numbers: Sequence[Number]) -> list[dict[str, Any]]:
    """The identifiers as values of rows with their normal form, each once. `Invalid` as for names."""
    _check(numbers, "numbers", IdentifierKind, lambda number: number.value)
    return _once(
        {"kind": n.kind, "value": n.value, "country": n.country}
        | {"normal": normal_form(n.kind, n.value, country=n.country)[:LONGEST]}
        for n in numbers
    )


def key_of(line: dict[str, Any]) -> tuple[Any, ...]:
    """What makes a line the same as another."""
    return tuple(line.get(part) for part in ("text", "kind", "language", "value", "country"))


def _kind(name: Name, main: str) -> str:
    """One main name; what is called so a second time is an alias."""
    if name.text == main and name.kind in ("", NameKind.PRIMARY):
        return NameKind.PRIMARY
    return NameKind.ALIAS if name.kind in ("", NameKind.PRIMARY) else name.kind


def _once(rows: Any) -> list[dict[str, Any]]:
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        found.setdefault(key_of(row), row | {"position": len(found)})
    return list(found.values())


def _check(lines: Sequence[Any], field: str, kinds: Any, text: Any) -> None:
    if len(lines) > MOST:
        raise Invalid(fields={field: [_("At most %(most)d of them.") % {"most": MOST}]})
    for line in lines:
        if not text(line).strip() or len(text(line)) > LONGEST:
            raise Invalid(fields={field: [_("Each line has 1 to %(most)d characters.") % {"most": LONGEST}]})
        if line.kind not in kinds.values and (line.kind or kinds is IdentifierKind):
            raise Invalid(fields={field: [_("“%(kind)s” is no kind that is known here.") % {"kind": line.kind}]})
