"""The carriers of the rooms below this one, and the pieces they are made of."""

from typing import Any

from audit.log import Led, record
from cases.chronology.models import Entry
from cases.chronology.models.entry import EntrySubject
from cases.evidence.models import Custody, Evidence, EvidenceFile, EvidenceSubject
from cases.joining.carriers import Carried, register_carrier
from cases.links.models import Link
from cases.models import Note
from cases.offences.models import Claim, Ground, VictimGroup
from cases.plan.models import Action, Comment
from cases.search.index import keep
from cases.subjects.models import Charge, Identifier, Photo, Screening, Subject, SubjectName
from cases.warrants.models import Renewal, Warrant

OWN = frozenset({"id", "case_id", "only", "version", "created_at", "updated_at", "removed_at"})


def declare() -> None:
    """Register a carrier for each kind of record; cards are left out: a pseudonym belongs to one case alone."""
    register_carrier(Subject, _subject)
    register_carrier(Photo, copied, hangs_on=("subject",))
    register_carrier(Charge, copied, hangs_on=("subject",))
    register_carrier(Link, copied, hangs_on=("source", "target"))
    register_carrier(Evidence, _evidence)
    register_carrier(Entry, _entry)
    register_carrier(Action, _action)
    register_carrier(Note, _note)
    register_carrier(Warrant, _warrant, hangs_on=("subject",))
    register_carrier(VictimGroup, copied)
    register_carrier(Claim, copied, hangs_on=("group",))
    register_carrier(Ground, copied, hangs_on=("claim", "evidence", "entry", "subject", "note"))


def copied(carried: Carried) -> Any:
    """A copy of a record under its new case: its supplier and author stay, what it names is what was copied of that."""
    row = carried.row
    made = type(row)(case=carried.into, only=carried.only, **_values(row, carried.mapping, without=OWN))
    made.insert(by=carried.by, verb=f"{row.noun}.carried", detail={"record": row.pk, "case": row.case_id})
    if hasattr(made, "index"):
        made.index()
    return made


def _values(row: Any, mapping: dict[Any, Any], *, without: frozenset[str]) -> dict[str, Any]:
    """The values of a row's columns; of what was copied, the copy's id, and of a record that was not, nothing."""
    found = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.attname in without:
            continue
        if field.is_relation and value is not None and hasattr(field.related_model, "noun"):
            value = mapping[value].pk if value in mapping else None
        found[field.attname] = value
    return found


def _lines(model: Any, parent: str, carried: Carried, made: Any) -> None:
    """Copy the rows that hang on a record and have no audience of their own, without an event."""
    rows = model.objects.unscoped("merging reads what it copies").filter(**{parent: carried.row})
    standing = rows.filter(removed_at=None) if _can_be_removed(model) else rows
    without = frozenset({"id", f"{parent}_id"})
    new = [
        model(**{parent: made}, **_values(line, carried.mapping, without=without)) for line in standing.order_by("pk")
    ]
    model.objects.bulk_create(new)


def _can_be_removed(model: Any) -> bool:
    return any(field.name == "removed_at" for field in model._meta.get_fields())


def _subject(carried: Carried) -> Any:
    """With its names, its identifiers and its screenings: what stopped a warrant goes on stopping it."""
    made = copied(carried)
    for model in (SubjectName, Identifier, Screening):
        _lines(model, "subject", carried, made)
    made.index()
    return made


def _warrant(carried: Carried) -> Any:
    made = copied(carried)
    _lines(Renewal, "warrant", carried, made)
    return made


def _action(carried: Carried) -> Any:
    made = copied(carried)
    _lines(Comment, "action", carried, made)
    return made


def _entry(carried: Carried) -> Any:
    made = copied(carried)
    _mentions(EntrySubject, "entry", carried, made)
    return made


def _evidence(carried: Carried) -> Any:
    """With its files, by the keys they are stored under, and its custody chain as it was written."""
    made = copied(carried)
    _lines(EvidenceFile, "evidence", carried, made)
    _mentions(EvidenceSubject, "evidence", carried, made)
    answered: dict[Any, Any] = {}
    chain = Custody.objects.unscoped("merging reads what it copies").filter(evidence=carried.row).order_by("number")
    for step in chain:
        values = _values(step, {}, without=frozenset({"id", "evidence_id", "answers_id"}))
        answered[step.pk] = Custody.objects.create(evidence=made, answers=answered.get(step.answers_id), **values)
    made.index()
    return made


def _mentions(model: Any, parent: str, carried: Carried, made: Any) -> None:
    """Copy which subjects a record names, as far as they were copied."""
    rows = model.objects.unscoped("merging reads what it copies")
    for line in rows.filter(**{parent: carried.row}, removed_at=None):
        if line.subject_id in carried.mapping:
            values = _values(line, carried.mapping, without=frozenset({"id", f"{parent}_id"}))
            model.objects.create(**{parent: made}, **values)


def _note(carried: Carried) -> Any:
    row = carried.row
    note = Note(case=carried.into, author=row.author, agency=row.agency, text=row.text, only=carried.only)
    note.created_at = carried.into.clock()
    note.save(force_insert=True)
    keep(note, texts={"text": note.text})
    detail = {"record": row.pk, "case": row.case_id}
    record("note.carried", by=carried.by, on=note.ref, led=Led.COLLECTION, detail=detail)
    return note
