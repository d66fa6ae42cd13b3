"""Two versions of a subject side by side: as it stands, and as somebody wants it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agencies.countries import country_name
from cases.subjects.codes import IdentifierKind, Kind, NameKind, Notice, Role
from cases.subjects.models.lines import Name, name_rows
from cases.subjects.said import day_in_words


@dataclass(frozen=True)
class Line:
    """One field in both versions, in words."""

    label: str
    theirs: str | SafeString
    mine: str | SafeString

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.theirs != self.mine


def compared(subject: Any, said: dict[str, Any]) -> list[Line]:
    """Every field that `said` speaks of, as it stands in a subject fetched by `reading.told` and as it is said."""
    if said.get("names") is not None:  # as they would stand: with one main name
        said = said | {"names": [Name(row["text"], row["kind"], row["language"]) for row in name_rows(said["names"])]}
    stands = {field: getattr(subject, field) for field in WORDS if field not in ("names", "numbers")}
    stands |= {"names": subject.live_names, "numbers": subject.live_numbers}
    return [
        Line(str(label()), words(stands[field]), words(said[field]))
        for field, (label, words) in WORDS.items()
        if said.get(field) is not None
    ]


def _names(names: Iterable[Any]) -> str:
    return "\n".join(_with(name.text, NameKind(name.kind).label if name.kind else "", name.language) for name in names)


def _numbers(numbers: Iterable[Any]) -> str:
    return "\n".join(_with(n.value, IdentifierKind(n.kind).label, n.country) for n in numbers)


def _with(text: str, *more: Any) -> str:
    told = ", ".join(str(one) for one in more if one)
    return f"{text} ({told})" if told else text


def _label(codes: Any) -> Any:
    return lambda value: str(codes(value).label) if value else ""


WORDS: dict[str, tuple[Any, Any]] = {
    "names": (lambda: _("Names"), _names),
    "kind": (lambda: _("What it is"), _label(Kind)),
    "role": (lambda: _("Role in the case"), _label(Role)),
    "born": (lambda: _("Born"), day_in_words),
    "nationality": (lambda: _("Nationality"), lambda codes: ", ".join(country_name(code) for code in codes)),
    "numbers": (lambda: _("Identifiers"), _numbers),
    "tags": (lambda: _("Tags"), ", ".join),
    "note": (lambda: _("Note"), str),
    "notice": (lambda: _("Who is told of a hit"), _label(Notice)),
}
