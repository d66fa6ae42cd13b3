"""An intelligence report: what stands on its cover. What it says is in its parts, which a release may withhold."""

import secrets
import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decide import can
from access.models import follow_updates
from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Ref, record
from cases.codes import Handling, Tlp
from cases.models import Case
from cases.subjects.codes import Notice
from cases.tracking import tracked
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.states import ProtectedStates, StateField
from intelligence.reports.codes import Circle, Exploitation, Made, Piece, State
from intelligence.reports.index import index
from intelligence.reports.models.content import Content, checked_language
from intelligence.reports.models.describing import Describing
from intelligence.reports.models.filing import Filing
from intelligence.reports.models.grants import FOLLOW_DATE, TABLES
from intelligence.reports.models.lifecycle import Lifecycle
from intelligence.reports.models.marking import Marking
from intelligence.reports.models.naming import Compartment
from intelligence.reports.models.part import Part
from intelligence.reports.models.quoting import Quoting
from intelligence.sources.models import Source

COVER = ("source", "case", "exploitation", "four_eyes", "hides_recipients", "notice", "tearline_for_hits")
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read for another


def normal_reference(typed: str) -> str:
    """A reference as it is stored, however it was typed; of what is none, something that no report has."""
    bare = "".join(letter for letter in typed.upper() if letter.isalnum())
    return "-".join((bare[:4], bare[4:8], bare[8:]))


def new_reference() -> str:
    """A reference that can be said on the phone and not guessed: 60 random bits, `7K3M-9QXD-2HBF`."""
    letters = [secrets.choice(_LETTERS) for _n in range(12)]
    return "-".join("".join(letters[n : n + 4]) for n in (0, 4, 8))


@tracked(without=("notice", "four_eyes", "hides_recipients", "source", "tearline_for_hits"))
class Report(Lifecycle, Marking, Compartment, Content, Describing, Filing, Quoting, ProtectedStates):
    """A report of one agency, its originator. `reference` is how others may ask for it; it says nothing else.

    `notice`: who is told of a hit on its subjects. `four_eyes`: a release needs a second officer. `hides_recipients`:
    those it is released to do not see one another. `tearline_for_hits`: what was cleared for a threat to life also goes
    to who comes from a hit, and does not know the report. `case` gives nobody sight of the report.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=14, unique=True, default=new_reference, editable=False)
    originator = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    state = StateField(max_length=12, choices=State, default=State.DRAFT)
    tlp = models.CharField(max_length=12, choices=Tlp, default=Tlp.AMBER)
    handling = ArrayField(models.CharField(max_length=2, choices=Handling), default=list, blank=True)
    handling_note = models.TextField(blank=True, max_length=2_000)
    circle = models.CharField(max_length=16, choices=Circle, default=Circle.ANY)
    compartment = models.BooleanField(default=False, editable=False)
    exploitation = ArrayField(models.CharField(max_length=20, choices=Exploitation), default=list, blank=True)
    four_eyes = models.BooleanField(default=False)
    hides_recipients = models.BooleanField(default=True)
    tearline_for_hits = models.BooleanField(default=False)
    notice = models.CharField(max_length=8, choices=Notice, blank=True, default=Notice.USUAL)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    validated_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Report"].as_manager()

    class Meta:
        default_permissions = ()
        permissions = [("report_originator", "Originated the report"), ("report_recipient", "Was released the report")]
        indexes = [models.Index(fields=["-updated_at", "-id"], name="report_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(tlp="RED") | models.Q(compartment=True), name="report_red_is_a_compartment"
            ),
            models.CheckConstraint(
                condition=~models.Q(handling__contains=["H3"]) | ~models.Q(handling_note=""), name="report_h3_in_words"
            ),
        ]
        triggers = [follow_updates(*TABLES), FOLLOW_DATE]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names this report."""
        return Ref("report", self.pk, "report", self.pk, self.originator_id)

    @property
    def exploitation_in_words(self) -> list[str]:
        """Its forms of exploitation, for people."""
        return [str(Exploitation(code).label) for code in self.exploitation]

    @property
    def told(self) -> str:
        """Who is told of a hit, as it stands: a compartment never causes a notice to others by itself."""
        return self.notice or (Notice.OWNER if self.compartment else Notice.BOTH).value

    clock = staticmethod(Case.clock)

    def edit(self, *, by: Viewer, version: int, language: str, cover: dict[str, Any], **content: Any) -> int:
        """Change what stands on the cover (of `COVER`) and what it says (of `WRITABLE_PIECES`); the new version.

        Only until it is validated. Raises `Stale`, `Invalid`, and `IllegalMove` afterwards.
        """
        with acting(self, by=by, action="report.edit", version=version):
            self.require_writable()
            changed = self.set_cover(by=by, **cover)
            said = self.write(by=by, language=checked_language(language), **content)
            if changed or said:
                self.version += 1
                self.touch(*changed, "version")
                index(self)
                detail = {"fields": sorted([*changed, *said]), "version": self.version}
                record("report.edited", by=by, on=self.ref, detail=detail)
        return int(self.version)

    def translate(
        self, *, by: Viewer, version: int, language: str, title: str, body: str, made: str = Made.TRANSLATED
    ) -> int:
        """Put a translation beside the original, in place of one in the same language; the new version.

        An approval that is under way is void by it. `Invalid` for the original's own language. The report keeps its
        time and its place in lists: who holds it without title and text would see that it moved.
        """
        with acting(self, by=by, action="report.translate", version=version):
            self._check_translation(language, made)
            texts = {Piece.TITLE: title, Piece.BODY: body}
            changed = [self.write_text(p, text, by=by, language=language, made=made) for p, text in texts.items()]
            if any(changed):
                self.version += 1
                self.save(update_fields=["version"])
                index(self)
                record("report.translated", by=by, on=self.ref, detail={"language": language, "made": made})
        return int(self.version)

    def clear_tearline(self, *, by: Viewer, version: int, text: str) -> int:
        """Set what goes out at once when a life is at risk, or take it back (empty); the new version."""
        with acting(self, by=by, action="report.release", version=version):
            if self.write_text("tearline", text, by=by, language=""):
                self.version += 1
                self.save(update_fields=["version"])  # its readers elsewhere are not to learn of it by its time
                record("report.tearline_cleared", by=by, on=self.ref, detail={"there": bool(text)})
        return int(self.version)

    def name_source(self, *, by: Viewer, source: Source) -> None:
        """Say which source of the originator it comes from. `Invalid` for another agency's."""
        with acting(self, by=by, action="report.edit"):
            if self.set_cover(by=by, source=source):
                self.save(update_fields=["source"])
                record("report.edited", by=by, on=self.ref, detail={"fields": ["source"]})

    def set_cover(self, *, by: Viewer, **cover: Any) -> list[str]:
        """Set fields of `COVER` within a verb; those that changed. `Invalid` for a case or source unseen by `by`."""
        if unknown := cover.keys() - set(COVER):
            raise TypeError(f"A report has no {', '.join(sorted(unknown))}.")
        case = cover.get("case")
        if case is not None and case.pk != self.case_id and not can(by, "case.read", case):
            raise Invalid(fields={"case": [_("Choose a case that you read.")]})
        source = cover.get("source")
        if source is not None and (source.originator_id != self.originator_id or not can(by, "source.see", source)):
            raise Invalid(fields={"source": [_("Choose a source of your own agency.")]})
        changed = [name for name in COVER if name in cover and cover[name] != getattr(self, name)]
        for name in changed:
            setattr(self, name, cover[name])
        return changed

    def touch(self, *fields: str) -> None:
        """Save these fields and move the report to the top of its readers' lists."""
        self.updated_at = self.clock()
        self.save(update_fields=[*fields, "updated_at"])

    def _check_translation(self, language: str, made: str) -> None:
        checked_language(language)
        if made == Made.ORIGINAL or made not in Made.values:
            raise Invalid(fields={"made": [_("Choose from the list.")]})
        if self.live(Part).filter(piece=Piece.BODY, made=Made.ORIGINAL, language=language).exists():
            raise Invalid(fields={"language": [_("This is the language of the original.")]})
        if self.state in (State.SUPERSEDED, State.WITHDRAWN):
            raise IllegalMove(_("This report no longer stands."))
