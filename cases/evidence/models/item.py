"""A piece of evidence of a case: what it is, where it comes from, and its verbs."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import Led, record
from cases.evidence.codes import EvidenceKind, Step
from cases.evidence.models.file import EvidenceFile, Taken, take
from cases.evidence.models.handing import Handing
from cases.evidence.models.mention import EvidenceSubject
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, changing, named
from cases.search.index import drop, keep
from cases.tracking import tracked
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.saying import require_reason, require_text

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from cases.subjects.models import Subject

EDITABLE = ("title", "kind", "text", "obtained_on", "place")


@tracked(without=("holder", "offered_to", "reason"))
class Evidence(Handing, Record):
    """An item, with files or with its text alone. `holder` has it now; `obtained_on` and `place`: when and where."""

    noun: ClassVar[str] = "evidence"

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=EvidenceKind, default=EvidenceKind.DOCUMENT)
    text = models.TextField(blank=True, max_length=20_000)
    obtained_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True, editable=False)  # why it was withdrawn
    holder = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    offered_to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    objects = ProtectedQuerySet["Evidence"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="evidence_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("case_evidence", args=[self.case_id, self.pk])

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        title: str,
        text: str = "",
        file: "UploadedFile[Any] | None" = None,
        subjects: Iterable["Subject"] = (),
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Evidence":
        """A new item, in the hands of the agency of `by`. `facts`: kind, obtained_on, and of its custody keeper, place,
        condition, seal.

        Raises `Invalid` without a title, for a file that the centre does not take, and for a foreign subject;
        otherwise as `cases.recording.adding`.
        """
        only = list(only)
        with adding(case, by=by, action="case.evidence", only=only):  # who may not add it stores nothing
            _require_title(title)
        taken = take(file)
        said = {name: facts.pop(name) for name in ("keeper", "condition", "seal") if name in facts}
        with adding(case, by=by, action="case.evidence", only=only) as readers:
            item = cls(case=case, agency=by.agency, author=by.person, only=readers, holder=by.agency)
            item.id = id or item.id
            item._write({"title": title, "text": text} | facts)
            item.insert(by=by, verb="evidence.added", detail={"kind": item.kind, "files": 1 if taken else 0})
            item._append(Step.REGISTERED, by=by, place=item.place, **said)
            item._keep(taken, by=by)
            item._connect(list(subjects), by=by)
            item.index()
        return item

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change facts of `EDITABLE`; returns the new version. Only the agency that supplied it."""
        with changing(self, by=by, action="case.evidence", version=version, own=True):
            changed = [field for field in EDITABLE if field in facts and facts[field] != getattr(self, field)]
            self._write(facts)
            _require_title(self.title)
            if changed:
                self.change(*changed, by=by, verb="evidence.edited")
                self.index()
        return self.version

    def add_version(self, *, by: Viewer, file: "UploadedFile[Any]", note: str = "") -> EvidenceFile:
        """A further version of its file, beside those it has. `Invalid` for the same bytes as the newest.

        `note` says what is different. Only the agency that supplied the item.
        """
        with changing(self, by=by, action="case.evidence", own=True):
            pass  # who may not add it stores nothing
        taken = take(file)
        with changing(self, by=by, action="case.evidence", own=True):
            newest = self._files().first()
            if newest and taken and newest.sha256 == taken.stored.sha256:
                raise Invalid(fields={"file": [_("This is the newest version, to the byte.")]})
            made = self._keep(taken, by=by, note=note)
            assert made is not None  # noqa: S101 - a file was given
            self.change(by=by, verb="evidence.version_added", detail={"file": made.pk, "number": made.number})
            self.index()
        return made

    def connect(self, *, by: Viewer, subjects: Iterable["Subject"]) -> None:
        """Say which subjects it is about; they replace those that `by` sees. Only the agency that supplied it."""
        with changing(self, by=by, action="case.evidence", own=True):
            self._connect(list(subjects), by=by)

    def withdraw(self, *, by: Viewer, reason: str) -> None:
        """Take the item out of the case, with its reason; files and chain are kept, and shown nowhere.

        `IllegalMove` while another agency has it, or while a hand-over is under way.
        """
        require_reason(reason)
        with changing(self, by=by, action="case.evidence", own=True):
            self._require_no_offer()
            if self.holder_id != self.agency_id:
                raise IllegalMove(_("Another agency has the item. It must come back first."))
            self.reason = reason
            self.save(update_fields=["reason"])
            drop(self)
            self.remove(by=by, verb="evidence.withdrawn")

    def tell(
        self, verb: str, *, by: Any, led: Led = Led.ALTERATION, detail: dict[str, Any] | None = None,
        recipients: Iterable[uuid.UUID] = (),
    ) -> None:  # fmt: skip
        """As `Record.tell`; `recipients` are the agencies that a hand-over is for."""
        if not self.restricted:
            self.case.touch()
        record(verb, by=by, on=self.ref, led=led, detail=detail, recipients=recipients)

    def index(self) -> None:
        """Let search find the item by its words, the names of its files, and their SHA-256."""
        files = list(self._files())
        texts = {"title": self.title, "text": self.text, "place": self.place}
        keep(self, numbers=[f.sha256 for f in files], texts=texts | {"files": "\n".join(f.name for f in files)})

    def _write(self, facts: dict[str, Any]) -> None:
        if unknown := facts.keys() - {*EDITABLE}:
            raise TypeError(f"Evidence has no {', '.join(sorted(unknown))}.")
        for field, value in facts.items():
            setattr(self, field, value)

    def _keep(self, taken: Taken | None, *, by: Viewer, note: str = "") -> EvidenceFile | None:
        """The row that names a stored file, as the next version."""
        if taken is None:
            return None
        newest, stored, small = self._files().first(), taken.stored, taken.small
        file = EvidenceFile(
            evidence=self, number=newest.number + 1 if newest else 1, name=stored.name, type=stored.type,
            size=stored.size, sha256=stored.sha256, key=stored.key, small_key=small.key if small else "",
            small_type=small.type if small else "", note=note, agency=by.agency, author=by.person,
            created_at=self.case.clock(),
        )  # fmt: skip
        file.save(force_insert=True)
        return file

    def _files(self) -> Any:
        """Its files, newest first."""
        return EvidenceFile.objects.unscoped("a verb reads its own files").filter(evidence=self)

    def _connect(self, subjects: "list[Subject]", *, by: Viewer) -> None:
        """Remove the links that are not wanted any more, of those that `by` sees, and add the missing."""
        for subject in subjects:
            named(subject, by=by, case=self.case, field="subjects")
        wanted = {subject.pk: subject for subject in subjects}
        seen = EvidenceSubject.objects.visible_to(by).filter(evidence=self).select_related("subject")
        standing = {mention.subject_id: mention for mention in seen}
        for pk, mention in standing.items():
            if pk not in wanted:
                mention.evidence = self
                mention.removed_at = self.case.clock()
                mention.save(update_fields=["removed_at"])
                self._tell_of(mention, "evidence.disconnected", by=by)
        for pk in wanted.keys() - standing.keys():
            facts = {"agency": by.agency, "author": by.person, "created_at": self.case.clock()}
            mention = EvidenceSubject.objects.create(evidence=self, subject=wanted[pk], **facts)
            self._tell_of(mention, "evidence.connected", by=by)

    def _tell_of(self, mention: EvidenceSubject, verb: str, *, by: Viewer) -> None:
        record(verb, by=by, on=mention.ref, detail={"evidence": self.pk, "subject": mention.subject_id})


def _require_title(title: str) -> None:
    """A title is enough: an exhibit may be a thing that needs no words and has no file."""
    require_text(title, field="title")
