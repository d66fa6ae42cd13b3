"""A subject of a case: a person, an organisation or a thing it is about, with the verbs that write it down."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import Led
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, audience, changing
from cases.search.index import drop, keep
from cases.subjects import listening
from cases.subjects.codes import Kind, Notice, Role, Screened
from cases.subjects.facts import EDITABLE, checked_facts
from cases.subjects.following import index_followers
from cases.subjects.models.identifier import Identifier
from cases.subjects.models.lines import Name, Number, key_of, main_name, name_rows, number_rows
from cases.subjects.models.name import SubjectName
from cases.subjects.models.screening import Screens
from cases.tracking import tracked
from coordination_center.errors import IllegalMove

__all__ = ["EDITABLE", "Name", "Number", "Subject", "checked_facts"]


@tracked(without=("notice",))
class Subject(Record, Screens):
    """Who or what a case is about. `label` is its main name; `born` a partial ISO date: 1980, 1980-05, 1980-05-17.

    Who is told of a hit (`notice`) is the supplier's alone to know: it is in no history, and shown to nobody else.
    """

    noun: ClassVar[str] = "subject"

    label = models.CharField(max_length=200, editable=False)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PERSON)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    born = models.CharField(max_length=10, blank=True)
    nationality = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    note = models.TextField(blank=True, max_length=20_000)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    notice = models.CharField(max_length=8, choices=Notice, blank=True, default=Notice.USUAL)

    objects = ProtectedQuerySet["Subject"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="subject_newest")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("case_subject", args=[self.case_id, self.pk])

    @property
    def told(self) -> str:
        """Who is told of a hit, as it stands: a restricted subject never causes a notice to others by itself."""
        closed = bool(self.only) or self.case.compartment
        return self.notice or (Notice.OWNER if closed else Notice.BOTH).value

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

        Raises `Invalid` without a name and for facts that cannot be, and as `cases.recording.adding` does.
        """
        with adding(case, by=by, action="case.subject", only=only) as readers:
            return cls.made(case, by=by, names=names, numbers=numbers, readers=readers, id=id, **facts)

    @classmethod
    def made(
        cls,
        case: Case,
        *,
        by: Viewer,
        names: Sequence[Name],
        numbers: Sequence[Number],
        readers: list[uuid.UUID],
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Subject":
        """What `add` makes, within the frame of a verb that has checked the audience."""
        subject = cls(case=case, agency=by.agency, author=by.person, only=readers, label=main_name(names))
        subject.id = id or subject.id
        for field, value in checked_facts(facts).items():
            setattr(subject, field, value)
        said, numbered = name_rows(names), number_rows(numbers)
        subject.insert(by=by, verb="subject.added", detail={"kind": subject.kind, "role": subject.role})
        SubjectName.objects.bulk_create([SubjectName(subject=subject, **row) for row in said])
        Identifier.objects.bulk_create([Identifier(subject=subject, **row) for row in numbered])
        subject._index([row["text"] for row in said], [row["normal"] for row in numbered])
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
        checked = checked_facts(facts)
        changed = [field for field in EDITABLE if field in checked and checked[field] != getattr(self, field)]
        for field in changed:
            setattr(self, field, checked[field])
        if names is not None:
            self.label = main_name(names)
        self._say(names, numbers)
        self.change(*changed, "label", by=by, verb=verb)
        self.index()

    def show_to(self, *, by: Viewer, version: int, only: Iterable[Agency]) -> int:
        """Show the subject to these agencies alone, or to all who take part (none named); returns the new version.

        What hangs on it follows, in sight and in search. Only the agency that supplied it; raises as `edit` does.
        """
        with changing(self, by=by, action="case.subject", version=version, own=True):
            readers = audience(self.case, by=by, only=only)
            led = Led.ALTERATION if _fewer(readers, self.only) else Led.DISCLOSURE
            self.only, self.version, self.updated_at = readers, self.version + 1, self.case.clock()
            self.save(update_fields=["only", "version", "updated_at"])
            self.tell("subject.shown", by=by, led=led, detail={"readers": readers, "version": self.version})
            self.index()
            index_followers(self)
        return self.version

    def take_out(self, *, by: Viewer, reason: str = "") -> None:
        """Remove the subject from the case; only the agency that supplied it. What hangs on it is then out of sight.

        `IllegalMove` while a screening is due: it would take the stop away before a prosecutor has looked.
        """
        with changing(self, by=by, action="case.subject", own=True):
            if self.screening == Screened.DUE:
                raise IllegalMove(_("A screening of this person is due. It must be reviewed before they are removed."))
            drop(self)
            self.remove(by=by, verb="subject.removed")
            listening.removed(self)
            index_followers(self)

    def index(self) -> None:
        """Let search find the subject by its names, its numbers, its tags and its note."""
        self._index(
            [name.text for name in self._live(SubjectName)], [number.normal for number in self._live(Identifier)]
        )

    def _index(self, names: list[str], numbers: list[str]) -> None:
        keep(self, names=names, numbers=numbers, texts={"note": self.note, "tags": " ".join(self.tags)})
        listening.written(self)

    def standing_names(self) -> list[dict[str, Any]]:
        """Its names as `lines.name_rows` gives them."""
        return list(self._live(SubjectName).values("text", "kind", "language", "position"))

    def standing_numbers(self) -> list[dict[str, Any]]:
        """Its identifiers as `lines.number_rows` gives them."""
        return list(self._live(Identifier).values("kind", "value", "country", "normal", "position"))

    def _say(self, names: Sequence[Name] | None, numbers: Sequence[Number] | None) -> None:
        if names is not None:
            self._replace(SubjectName, name_rows(names))
        if numbers is not None:
            self._replace(Identifier, number_rows(numbers))

    def _replace(self, model: Any, rows: list[dict[str, Any]]) -> None:
        """Keep the lines that stay as they are, remove the others, add the new."""
        standing = {key_of(vars(line)): line for line in self._live(model)}
        wanted = {key_of(row): row for row in rows}
        gone = [line.pk for key, line in standing.items() if key not in wanted]
        if gone:
            lines = model.objects.unscoped("a verb writes its own lines")
            lines.filter(pk__in=gone).update(removed_at=self.case.clock())
        for key, row in wanted.items():
            line = standing.get(key)
            if line is None:
                model.objects.create(subject=self, **row)
            elif line.position != row["position"]:
                line.position = row["position"]
                line.save(update_fields=["position"])

    def _live(self, model: Any) -> Any:
        return model.objects.unscoped("a verb reads its own lines").filter(subject=self, removed_at=None)


def _fewer(readers: list[uuid.UUID], before: list[uuid.UUID]) -> bool:
    """Whether nobody is added: an empty list stands for all who take part."""
    return bool(readers) and (not before or set(readers) <= set(before))
