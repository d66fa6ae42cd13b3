"""What may be said of a subject, field by field: the checks that every way in passes, page, API and world file."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from cases.subjects.codes import Kind, Notice, Role
from cases.subjects.countries import checked_countries
from cases.subjects.said import partial_day
from cases.subjects.tags import normal_tags
from coordination_center.errors import Invalid

EDITABLE = ("kind", "role", "born", "nationality", "note", "tags", "notice")
LONGEST_NOTE = 20_000


def checked_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts in their normal form. `TypeError` for a field that a subject has not, `Invalid` for a value."""
    unknown = facts.keys() - set(EDITABLE)
    if unknown:
        raise TypeError(f"A subject has no {', '.join(sorted(unknown))}.")
    return {field: CHECKS[field](value) for field, value in facts.items()}


def _one_of(codes: Any, field: str, *, empty: bool = False) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in codes.values and not (empty and not value):
            raise Invalid(fields={field: [_("Choose from the list.")]})
        return str(value)

    return check


def _note(value: str) -> str:
    if len(value) > LONGEST_NOTE:
        raise Invalid(fields={"note": [_("At most %(most)d characters.") % {"most": LONGEST_NOTE}]})
    return value


CHECKS: dict[str, Callable[[Any], Any]] = {
    "kind": _one_of(Kind, "kind"),
    "role": _one_of(Role, "role", empty=True),
    "born": lambda value: partial_day(value, field="born"),
    "nationality": checked_countries,
    "note": _note,
    "tags": normal_tags,
    "notice": _one_of(Notice, "notice"),
}
