"""What one may ask: a person or a body by name, and documents, phones, plates, accounts by number."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cases.naming.likeness import keys
from cases.naming.numbers import normal_form
from cases.subjects.codes import IdentifierKind
from cases.subjects.countries import checked_countries
from cases.subjects.said import partial_day
from coordination_center.errors import Invalid
from intelligence.hits.holding import NOBODY, Holding

LEAST = 3  # letters or digits of a number's normal form
MOST_NAMES, MOST_NUMBERS = 6, 10
LONGEST = 200
KINDS = ("Person", "Organization")


@dataclass(frozen=True)
class Question:
    """What is asked; `numbers` are (kind, as written, country), `born` a partial ISO date."""

    names: tuple[str, ...] = ()
    kind: str = "Person"
    born: str = ""
    nationality: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str, str], ...] = ()

    @classmethod
    def said(
        cls,
        *,
        names: Sequence[str] = (),
        kind: str = "Person",
        born: str = "",
        nationality: Sequence[str] = (),
        numbers: Sequence[tuple[str, str, str]] = (),
    ) -> "Question":
        """The question of what was typed; `Invalid` for nothing to ask by, for what is too short, and for bad facts."""
        told = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))[:MOST_NAMES]
        had = tuple(dict.fromkeys(numbers))[:MOST_NUMBERS]
        if not told and not had:
            raise Invalid(fields={"names": [_("Give a name or a number to ask by.")]})
        _check(told, kind, had)
        days, nations = partial_day(born, field="born"), tuple(checked_countries(list(nationality)))
        return cls(told, kind, days, nations, had)

    @classmethod
    def of(cls, content: dict[str, Any]) -> "Question":
        """The question that `content` was made of."""
        numbers = tuple((kind, value, country) for kind, value, country in content["numbers"])
        nations = tuple(content["nationality"])
        return cls(tuple(content["names"]), content["kind"], content["born"], nations, numbers)

    @property
    def content(self) -> dict[str, Any]:
        """As JSON can hold it, for sealing."""
        return asdict(self)

    @property
    def codes(self) -> dict[str, Any]:
        """What the log may say of it: by which kinds of things was asked, never by which."""
        kinds = sorted({kind for kind, _value, _country in self.numbers})
        return {"names": len(self.names), "numbers": kinds, "born": bool(self.born)}

    def asked_by(self, agency: UUID) -> Holding:
        """The question as matching takes it: like a record of the asking agency whose owner says so."""
        numbers = tuple((kind, normal_form(kind, value, country=country)) for kind, value, country in self.numbers)
        return Holding(
            noun="query", id=NOBODY, root_type="", root=NOBODY, originator=agency, agency=agency, kind=self.kind,
            names=self.names, born=self.born, nationality=self.nationality, numbers=numbers, notice="both",
        )  # fmt: skip


def _check(names: tuple[str, ...], kind: str, numbers: tuple[tuple[str, str, str], ...]) -> None:
    if kind not in KINDS:
        raise Invalid(fields={"kind": [_("Choose from the list.")]})
    if any(len(name) > LONGEST or not any(len(key) > 2 for key in keys(name)) for name in names):
        raise Invalid(fields={"names": [_("A name has 2 to %(most)d letters.") % {"most": LONGEST}]})
    for of, value, country in numbers:
        if of not in IdentifierKind.values:
            raise Invalid(fields={"numbers": [_("Choose the kind of number from the list.")]})
        if len(value) > LONGEST or len(normal_form(of, value, country=country)) < LEAST:
            raise Invalid(
                fields={"numbers": [_("A number has at least %(least)d letters or digits.") % {"least": LEAST}]}
            )
