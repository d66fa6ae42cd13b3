"""Notes of a case: written once, never changed; some are for some agencies only."""

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.codes import Part, State
from cases.search.index import keep
from coordination_center.errors import IllegalMove, Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence


class Note(models.Model):
    """A note by a person for an agency. `only` (agency ids) is exact, without an implied lead; empty: all readers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=20_000)
    only = ArrayField(models.UUIDField(), default=list, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = ProtectedQuerySet["Note"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="note_newest")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def ref(self) -> Ref:
        """How the log names this note."""
        owner = self.agency_id if self.only else self.case.originator_id
        return Ref("note", self.pk, "case", self.case_id, owner)


class Noting(models.Model):
    """The verb that writes notes."""

    class Meta:
        abstract = True

    def add_note(
        self: Any,
        *,
        by: Viewer,
        text: str,
        only: "Sequence[Agency]" = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    ) -> Note:
        """Add a note. `Invalid` for an empty one, or an audience that lacks the author's agency or a non-participant.

        A note for some only never touches the case: its place in lists and its version stay as they are.
        """
        with acting(self, by=by, action="case.note"):
            self._check_note(by, text, only)
            note = Note(
                case=self, author=by.person, agency=by.agency, text=text, only=[a.pk for a in sorted(only, key=str)]
            )
            note.id, note.created_at = id or note.id, self.clock()
            note.save(force_insert=True)
            keep(note, texts={"text": text})
            if not only:
                self.touch()
            record("note.added", by=by, on=note.ref, led=Led.COLLECTION)
        return note

    def explain(self: Any, reason: str, *, by: Viewer) -> None:
        """Keep a verb's reason as a note that all participants read."""
        if reason:
            note = Note(case=self, author=by.person, agency=by.agency, text=reason, created_at=self.clock())
            note.save(force_insert=True)
            keep(note, texts={"text": reason})

    def _check_note(self: Any, by: Viewer, text: str, only: "Sequence[Agency]") -> None:
        if self.state == State.ARCHIVED:
            raise IllegalMove(_("An archived case can no longer be changed."))
        if not text.strip():
            raise Invalid(fields={"text": [_("Write something first.")]})
        if not only:
            return
        if by.agency not in only:
            raise Invalid(fields={"only": [_("Your own agency must be among the readers.")]})
        active = set(self.parts.filter(state=Part.ACTIVE).values_list("agency_id", flat=True))
        if not {agency.pk for agency in only} <= active:
            raise Invalid(fields={"only": [_("Only agencies that take part can be readers.")]})
