"""A subject of a case: a person, an organisation or a thing it is about, with the verbs that write it down."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.models.record import Record
from cases.naming.numbers import normal_form
from cases.recording import adding, changing
from cases.search.index import drop, keep
from cases.subjects.codes import IdentifierKind, Kind, NameKind, Notice, Role
from cases.subjects.models.identifier import Identifier
from cases.subjects.models.name import SubjectName
from cases.tracking import tracked
from coordination_center.errors import Invalid

EDITABLE = ("kind", "role", "born", "nationality", "note", "notice")


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


@tracked()
class Subject(Record):
    """Who or what a case is about. `label` is its main name; `born` a partial ISO date: 1980, 1980-05, 1980-05-17."""

    noun: ClassVar[str] = "subject"

    label = models.CharField(max_length=200, editable=False)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PERSON)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    born = models.CharField(max_length=10, blank=True)
    nationality = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    note = models.TextField(blank=True, max_length=20_000)
    notice = models.CharField(max_length=8, choices=Notice, default=Notice.BOTH)

    objects = ProtectedQuerySet["Subject"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="subject_newest")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("case_subject", args=[self.case_id, self.pk])

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        names: Sequence[Name],
        numbers: Sequence[Number] = (),
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Subject":
        """A new subject of the case, with its names and numbers; `facts` are of `EDITABLE`.

        Raises `Invalid` without a name, and as `cases.recording.adding` does.
        """
        with adding(case, by=by, action="case.subject", only=only) as readers:
            subject = cls(case=case, agency=by.agency, author=by.person, only=readers, label=main_name(names))
            subject.id = id or subject.id
            subject._write(facts)
            subject.insert(by=by, verb="subject.added", detail={"kind": subject.kind, "role": subject.role})
            subject._say(names, numbers)
        return subject

    def edit(
        self,
        *,
        by: Viewer,
        version: int,
        names: Sequence[Name] | None = None,
        numbers: Sequence[Number] | None = None,
        **facts: Any,
    ) -> int:
        """Change facts, and names or numbers where given (they replace what stands); returns the new version."""
        with changing(self, by=by, action="case.subject", version=version, own=True):
            self.rewrite(by=by, verb="subject.edited", names=names, numbers=numbers, **facts)
        return self.version

    def rewrite(
        self, *, by: Viewer, verb: str, names: Sequence[Name] | None, numbers: Sequence[Number] | None, **facts: Any
    ) -> None:
        """What `edit` changes, within the frame of a verb."""
        changed = [field for field in EDITABLE if field in facts and facts[field] != getattr(self, field)]
        self._write({field: facts[field] for field in changed})
        if names is not None:
            self.label = main_name(names)
        self._say(names, numbers)
        self.change(*changed, "label", by=by, verb=verb)
        self.index()

    def take_out(self, *, by: Viewer, reason: str = "") -> None:
        """Remove the subject from the case; only the agency that supplied it. What hangs on it is then out of sight."""
        with changing(self, by=by, action="case.subject", own=True):
            drop(self)
            self.remove(by=by, verb="subject.removed")

    def index(self) -> None:
        """Let search find the subject by its names, its numbers and its note."""
        keep(
            self,
            names=[name.text for name in self._live(SubjectName)],
            numbers=[number.normal for number in self._live(Identifier)],
            texts={"note": self.note},
        )

    def _write(self, facts: dict[str, Any]) -> None:
        unknown = facts.keys() - set(EDITABLE)
        if unknown:
            raise TypeError(f"A subject has no {', '.join(sorted(unknown))}.")
        for field, value in facts.items():
            setattr(self, field, value)

    def _say(self, names: Sequence[Name] | None, numbers: Sequence[Number] | None) -> None:
        if names is not None:
            self._replace(SubjectName, [_name(name, position) for position, name in enumerate(names)])
        if numbers is not None:
            self._replace(Identifier, [_number(number, position) for position, number in enumerate(numbers)])
        self.index()

    def _replace(self, model: Any, rows: list[dict[str, Any]]) -> None:
        """Keep the lines that stay as they are, remove the others, add the new."""
        standing = {_key(vars(line)): line for line in self._live(model)}
        wanted = {_key(row): row for row in rows}
        gone = [line.pk for key, line in standing.items() if key not in wanted]
        model.objects.unscoped("a verb writes its own lines").filter(pk__in=gone).update(removed_at=self.case.clock())
        for key, row in wanted.items():
            if key not in standing:
                model.objects.create(subject=self, **row)

    def _live(self, model: Any) -> Any:
        return model.objects.unscoped("a verb reads its own lines").filter(subject=self, removed_at=None)


def main_name(names: Sequence[Name]) -> str:
    """The text of the main name: the one that says so, else the first. `Invalid` without any."""
    if not names:
        raise Invalid(fields={"names": [_("Give at least one name.")]})
    return next((name for name in names if name.kind == NameKind.PRIMARY), names[0]).text


def _name(name: Name, position: int) -> dict[str, Any]:
    kind = name.kind or (NameKind.ALIAS if position else NameKind.PRIMARY)
    return {"text": name.text, "kind": kind, "language": name.language, "position": position}


def _number(number: Number, position: int) -> dict[str, Any]:
    kind = IdentifierKind(number.kind)
    normal = normal_form(kind, number.value, country=number.country)
    return {
        "kind": kind, "value": number.value, "normal": normal, "country": number.country, "position": position
    }  # fmt: skip


def _key(line: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(line.get(part) for part in ("text", "kind", "language", "value", "country"))
