"""Many subjects from one table: read row by row, shown in a preview, then written down together or not at all."""

import json
import zlib
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from access.viewer import Viewer
from agencies.countries import country_name
from agencies.models import Agency
from cases.models import Case
from cases.recording import adding
from cases.subjects.codes import IdentifierKind, Kind, Role
from cases.subjects.columns import COLUMNS, REQUIRED, read_row
from cases.subjects.likely import Likely, likely_same
from cases.subjects.models import Name, Number, Subject
from cases.subjects.said import day_in_words
from cases.subjects.tables import read_table
from coordination_center.errors import Invalid
from coordination_center.sealing import seal, unseal
from coordination_center.sending import once


@dataclass(frozen=True)
class Draft:
    """A subject that a row would make; `errors` are in words for who sent the table, and then nothing is made of it."""

    number: int
    names: list[Name]
    numbers: list[Number]
    facts: dict[str, Any]
    errors: list[str] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What it would be called."""
        return self.names[0].text if self.names else "–"

    @property
    def words(self) -> dict[str, Any]:
        """What is said of it, in the reader's language."""
        return {
            "kind": str(Kind(self.facts.get("kind", Kind.PERSON)).label),
            "role": str(Role(self.facts["role"]).label) if self.facts.get("role") else "",
            "born": day_in_words(self.facts["born"]) if self.facts.get("born") else "",
            "nationality": ", ".join(country_name(code) for code in self.facts.get("nationality", [])),
            "numbers": " · ".join(f"{IdentifierKind(n.kind).label}: {n.value}" for n in self.numbers),
        }


@dataclass(frozen=True)
class Preview:
    """What a table would make: one draft a row, and headings that were not understood."""

    drafts: list[Draft]
    unknown: list[str]

    @property
    def good(self) -> list[Draft]:
        """The drafts of which something is made."""
        return [draft for draft in self.drafts if not draft.errors]

    @property
    def bad(self) -> list[Draft]:
        """The others."""
        return [draft for draft in self.drafts if draft.errors]


def preview(viewer: Viewer, case: Case, text: str, *, field: str = "text") -> Preview:
    """What a table would make in this case, with what is likely there already, as far as the viewer sees it.

    Nothing is written. Raises `Invalid` on `field` for what cannot be read as a table at all.
    """
    table = read_table(text, COLUMNS, required=REQUIRED, field=field)
    drafts = []
    for row in table.rows:
        names, numbers, facts, errors = read_row(row)
        drafts.append(Draft(row.number, names, numbers, facts, errors))
    return Preview(likely_same(viewer, case, drafts), table.unknown)


def carried(found: Preview, case: Case, *, by: Viewer, only: Iterable[Agency] = ()) -> str:
    """The good drafts sealed for this person, agency and case: what is sent back is what was shown."""
    rows = [[d.number, [asdict(n) for n in d.names], [asdict(n) for n in d.numbers], d.facts] for d in found.good]
    kept = {"batch": str(uuid4()), "only": [str(agency.pk) for agency in only], "rows": rows}
    return seal(zlib.compress(json.dumps(kept).encode(), 6), _purpose(case, by))


@dataclass(frozen=True)
class Carried:
    """A preview that came back."""

    batch: str
    only: list[UUID]
    drafts: list[Draft]


def came_back(sealed: str, case: Case, *, by: Viewer) -> Carried:
    """What `carried` gave. `Invalid` for anything that was not made here for this person, agency and case."""
    try:
        kept = json.loads(zlib.decompress(unseal(sealed, _purpose(case, by))))
    except (ValueError, zlib.error):
        raise Invalid(_("This preview cannot be used any more. Please send the table again.")) from None
    drafts = [
        Draft(number, [Name(**one) for one in names], [Number(**one) for one in numbers], facts)
        for number, names, numbers, facts in kept["rows"]
    ]
    return Carried(kept["batch"], [UUID(pk) for pk in kept["only"]], drafts)


def write_down(case: Case, *, by: Viewer, drafts: Iterable[Draft], only: Iterable[Agency] = ()) -> list[Subject]:
    """All drafts as subjects, in one transaction, each with its own line in the log. Raises as `Subject.add`."""
    with adding(case, by=by, action="case.subject", only=only) as readers:
        return [Subject.made(case, by=by, names=d.names, numbers=d.numbers, readers=readers, **d.facts) for d in drafts]


def import_once(case: Case, *, by: Viewer, sealed: str, skip: Collection[int]) -> dict[str, Any]:
    """Write down what a preview showed without the rows in `skip`: `made`, how many; `again`, if it was done before.

    Raises `Invalid` for a preview that cannot be used, and where no row is left.
    """
    back = came_back(sealed, case, by=by)
    chosen = [draft for draft in back.drafts if draft.number not in skip]
    if not chosen:
        raise Invalid(_("No row was left to write down."))
    only = list(Agency.objects.filter(pk__in=back.only))
    _written, before = once(
        by,
        route=f"case_subject_import {case.pk}",
        key=back.batch,
        body=repr(sorted(skip)).encode(),
        make=lambda: _made(case, by, chosen, only),
    )
    return {"made": 0 if before else len(chosen), "again": before is not None}


def _made(case: Case, by: Viewer, chosen: list[Draft], only: list[Agency]) -> Case:
    write_down(case, by=by, drafts=chosen, only=only)
    return case


def _purpose(case: Case, by: Viewer) -> bytes:
    return f"subjects to import:{case.pk}:{by.agency_id}:{by.person_id}".encode()
