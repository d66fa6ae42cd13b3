"""The columns of the list of cases: which there are, what each says, and which a reader has chosen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.countries import country_name
from cases.codes import Level, Outcome, Part, State, Tlp


@dataclass(frozen=True)
class Column:
    """A column: its heading, what a file says in it, and whether it tells of more than an invited agency may know."""

    name: str
    label: str | Promise
    text: Callable[[Any], str]
    inside: bool = False
    always: bool = False  # the marking goes with every copy of a list

    def of(self, case: Any) -> str:
        """What the column says of a case fetched for a list; nothing of the inside of one that is only proposed."""
        return "" if self.inside and case.mine in (None, "invited") else self.text(case)


def _day(moment: datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def _part(case: Any) -> str:
    if not case.mine:
        return ""
    return str(Part.PENDING.label if case.mine == "invited" else Level(case.mine).label)


COLUMNS = {
    column.name: column
    for column in (
        Column("title", _("Case"), lambda case: str(case.title), always=True),
        Column("lead", _("Lead"), lambda case: case.lead_name or ""),
        Column("country", _("Country of the lead"), lambda case: country_name(case.lead_country or "")),
        Column("state", _("State"), lambda case: str(State(case.state).label), inside=True),
        Column("marking", _("Marking"), lambda case: str(Tlp(case.tlp).label), always=True),
        Column("handling", _("Handling codes"), lambda case: " ".join(sorted(case.handling))),
        Column("part", _("Your part"), _part),
        Column("agencies", _("Agencies"), lambda case: str(case.agencies)),
        Column(
            "outcome", _("Outcome"), lambda case: str(Outcome(case.outcome).label) if case.outcome else "", inside=True
        ),
        Column("begun", _("Begun"), lambda case: _day(case.created_at), inside=True),
        Column("opened", _("Opened"), lambda case: _day(case.opened_at), inside=True),
        Column("closed", _("Closed"), lambda case: _day(case.closed_at), inside=True),
        Column("changed", _("Changed"), lambda case: _day(case.updated_at)),
    )
}
DEFAULT = ("title", "lead", "state", "marking", "part", "agencies", "changed")


def chosen(names: Iterable[str]) -> tuple[Column, ...]:
    """The columns of these names in their order on the page, with those that are always there; the usual ones
    for none.
    """
    wanted = {name for text in names for name in text.split(",") if name in COLUMNS}
    if not wanted:
        wanted = set(DEFAULT)
    return tuple(column for column in COLUMNS.values() if column.always or column.name in wanted)


def in_address(columns: Iterable[Column]) -> str:
    """The choice as an address writes it; empty for the usual one."""
    names = tuple(column.name for column in columns)
    return "" if set(names) == set(DEFAULT) else ",".join(names)
