"""Many links from one table: each row names two subjects of the case; shown in a preview, then all written or none."""

import json
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from access.viewer import Viewer
from agencies.models import Agency
from cases.links.codes import MUTUAL, Kind
from cases.links.models import LONGEST, Link
from cases.links.period import period, said
from cases.models import Case
from cases.recording import adding
from cases.subjects.models import Subject, SubjectName
from cases.subjects.tables import Column, Row, read_table
from coordination_center.errors import Invalid
from coordination_center.sealing import seal, unseal
from coordination_center.sending import once
from coordination_center.text import plain

WRITTEN = ("sourced", "note")
REQUIRED = ("source", "kind", "target")
COLUMNS = (
    Column("source", ("source", "from subject", "who", "subject", "ต้นทาง", "จากใคร")),
    Column("kind", ("kind", "link", "type", "ลักษณะ", "ความเชื่อมโยง")),
    Column("target", ("target", "to subject", "whom", "object", "ปลายทาง", "กับใคร")),
    Column("from_date", ("from", "from date", "since", "ตั้งแต่")),
    Column("until_date", ("until", "until date", "to date", "จนถึง")),
    Column("sourced", ("sourced", "known from", "แหล่งที่มา")),
    Column("note", ("note", "notes", "remark", "หมายเหตุ")),
)


@dataclass(frozen=True)
class Draft:
    """A link that a row would make; `errors` are in words, and then nothing is made of it. `again`: one is there."""

    number: int
    source: Subject | None
    target: Subject | None
    facts: dict[str, str]
    errors: list[str] = field(default_factory=list)
    again: bool = False

    @property
    def kind(self) -> str:
        """The kind in words."""
        return str(Kind(self.facts["kind"]).label) if self.facts.get("kind") else "–"

    @property
    def when(self) -> str:
        """The period in words."""
        return said(self.facts.get("from_date", ""), self.facts.get("until_date", ""))

    @property
    def tie(self) -> tuple[Any, ...]:
        """What two rows that say the same have in common."""
        ends = [self.source.pk if self.source else None, self.target.pk if self.target else None]
        kind = self.facts.get("kind", "")
        return (kind, frozenset(ends)) if kind in MUTUAL else (kind, *ends)


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
    """What a table would make in this case; names are looked for among the subjects that the viewer sees.

    Nothing is written. Raises `Invalid` on `field` for what cannot be read as a table at all.
    """
    table = read_table(text, COLUMNS, required=REQUIRED, field=field)
    bearers = _bearers(viewer, case)
    drafts = [_draft(row, bearers) for row in table.rows]
    return Preview(_known(viewer, case, drafts), table.unknown)


def _bearers(viewer: Viewer, case: Case) -> dict[str, dict[UUID, Subject]]:
    """The subjects by each of their names: two queries, whatever the number of rows."""
    found: dict[str, dict[UUID, Subject]] = defaultdict(dict)
    subjects = {one.pk: one for one in Subject.objects.under(viewer, case)}
    for one in subjects.values():
        found[_plainly(one.label)][one.pk] = one
    for pk, text in SubjectName.objects.under(viewer, case).values_list("subject_id", "text"):
        if pk in subjects:
            found[_plainly(text)][pk] = subjects[pk]
    return found


def _draft(row: Row, bearers: dict[str, dict[UUID, Subject]]) -> Draft:
    errors = list(row.errors)
    source, target = (_end(row.one(end), bearers, errors) for end in ("source", "target"))
    if source and source == target:
        errors.append(_("A link ties two different subjects."))
    facts = {"kind": _kind(row.one("kind"), errors)} | {name: _text(row, name, errors) for name in WRITTEN}
    try:
        facts["from_date"], facts["until_date"] = period(row.one("from_date"), row.one("until_date"))
    except Invalid as error:
        errors.extend(sentence for sentences in error.fields.values() for sentence in sentences)
    return Draft(row.number, source, target, facts, errors)


def _end(name: str, bearers: dict[str, dict[UUID, Subject]], errors: list[str]) -> Subject | None:
    """The one subject of this name. A name of nobody, and one that the reader may not know of, are the same error."""
    bearing = list(bearers.get(_plainly(name), {}).values())
    if len(bearing) == 1:
        return bearing[0]
    if not name:
        errors.append(_("The name of a subject is missing."))
    elif bearing:
        errors.append(_("Several subjects of this case are called “%(name)s”.") % {"name": name[:60]})
    else:
        errors.append(_("No subject of this case is called “%(name)s”.") % {"name": name[:60]})
    return None


def _kind(words: str, errors: list[str]) -> str:
    """A kind by its code, or by its word in the reader's language."""
    for kind in Kind:
        if _plainly(words) in (kind.value, _plainly(str(kind.label))):
            return kind.value
    errors.append(_("“%(words)s” is no kind of link.") % {"words": words[:60]})
    return ""


def _text(row: Row, name: str, errors: list[str]) -> str:
    words = row.one(name)
    if len(words) > LONGEST[name]:
        errors.append(_("This is too long: at most %(n)s letters.") % {"n": LONGEST[name]})
    try:
        return plain(words, multiline=name == "note")
    except ValidationError as error:
        errors.extend(error.messages)
        return ""


def _plainly(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def _known(viewer: Viewer, case: Case, drafts: list[Draft]) -> list[Draft]:
    """The drafts with `again` where the viewer sees such a link, or an earlier row says the same."""
    links = Link.objects.under(viewer, case).values_list("kind", "source_id", "target_id")
    ties = {(kind, frozenset(ends)) if kind in MUTUAL else (kind, *ends) for kind, *ends in links}
    found = []
    for draft in drafts:
        again = not draft.errors and draft.tie in ties
        ties.add(draft.tie)
        found.append(Draft(draft.number, draft.source, draft.target, draft.facts, draft.errors, again))
    return found


def carried(found: Preview, case: Case, *, by: Viewer, only: Iterable[Agency] = ()) -> str:
    """The good drafts sealed for this person, agency and case: what is sent back is what was shown."""
    rows = [[d.number, str(d.source.pk), str(d.target.pk), d.facts] for d in found.good if d.source and d.target]
    kept = {"batch": str(uuid4()), "only": [str(agency.pk) for agency in only], "rows": rows}
    return seal(zlib.compress(json.dumps(kept).encode(), 6), _purpose(case, by))


def import_once(case: Case, *, by: Viewer, sealed: str, skip: Collection[int]) -> dict[str, Any]:
    """Write down what a preview showed without the rows in `skip`: `made`, how many; `again`, if it was done before.

    Raises `Invalid` for a preview that cannot be used, where no row is left, and where a subject has gone meanwhile.
    """
    try:
        kept = json.loads(zlib.decompress(unseal(sealed, _purpose(case, by))))
    except (ValueError, zlib.error):
        raise Invalid(_("This preview cannot be used any more. Please send the table again.")) from None
    rows = [row for row in kept["rows"] if row[0] not in skip]
    if not rows:
        raise Invalid(_("No row was left to write down."))
    only = list(Agency.objects.filter(pk__in=kept["only"]))
    _made, before = once(
        by,
        route=f"case_link_import {case.pk}",
        key=kept["batch"],
        body=repr(sorted(skip)).encode(),
        make=lambda: write_down(case, by=by, rows=rows, only=only),
    )
    return {"made": 0 if before else len(rows), "again": before is not None}


def write_down(case: Case, *, by: Viewer, rows: list[Any], only: Iterable[Agency] = ()) -> Case:
    """All rows as links, in one transaction, each with its own line in the log; the ends are read under the lock."""
    with adding(case, by=by, action="case.link", only=only) as readers:
        ends = {UUID(pk) for _number, source, target, _facts in rows for pk in (source, target)}
        seen = Subject.objects.under(by, case).in_bulk(list(ends))
        if len(seen) < len(ends):
            raise Invalid(_("A subject of this table is no longer in the case. Please send the table again."))
        for _number, source, target, facts in rows:
            Link.made(
                case, by=by, source=seen[UUID(source)], target=seen[UUID(target)], readers=readers, **facts
            )  # fmt: skip
    return case


def _purpose(case: Case, by: Viewer) -> bytes:
    return f"links to import:{case.pk}:{by.agency_id}:{by.person_id}".encode()
