"""A link between two subjects of a case, with the verbs that write it down."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from cases.links.codes import MUTUAL, Kind
from cases.links.period import period
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, changing
from cases.search.index import drop, keep
from cases.subjects.models import Subject
from cases.tracking import tracked
from coordination_center.errors import Invalid

EDITABLE = ("kind", "note", "from_date", "until_date", "sourced")
LONGEST = {"note": 5_000, "sourced": 500, "reason": 500}  # letters


@tracked()
class Link(Record):
    """`source` <kind> `target`; for kinds in `MUTUAL` the order means nothing. Dates: partial ISO text, "" for open.

    It is seen by whoever sees it and both of its ends. `sourced` says from where it is known; `reason`, why it was
    removed.
    """

    noun: ClassVar[str] = "link"

    source = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+", editable=False)
    target = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+", editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    from_date = models.CharField(max_length=10, blank=True)
    until_date = models.CharField(max_length=10, blank=True)
    sourced = models.CharField(max_length=LONGEST["sourced"], blank=True)
    note = models.TextField(max_length=LONGEST["note"], blank=True)
    reason = models.CharField(max_length=LONGEST["reason"], blank=True, editable=False)

    objects = ProtectedQuerySet["Link"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="link_newest")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="link_two_ends"),
            models.CheckConstraint(
                condition=models.Q(removed_at=None) | ~models.Q(reason=""),
                name="link_removed_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} – {self.target}"

    def get_absolute_url(self) -> str:
        return reverse("case_link", args=[self.case_id, self.pk])

    @property
    def directed(self) -> bool:
        """Whether it reads from source to target only."""
        return self.kind not in MUTUAL

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        source: Subject,
        target: Subject,
        kind: str,
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Link":
        """A new link; `facts` are of `EDITABLE`. A second one like it is allowed: see `alike`.

        Raises `Invalid` for an end that is not a subject of this case which `by` sees, for a link of a subject with
        itself and for facts that cannot be, and otherwise as `cases.recording.adding` does.
        """
        with adding(case, by=by, action="case.link", only=only) as readers:
            _check_ends(case, source, target, by=by)
            return cls.made(case, by=by, source=source, target=target, readers=readers, id=id, kind=kind, **facts)

    @classmethod
    def made(
        cls,
        case: Case,
        *,
        by: Viewer,
        source: Subject,
        target: Subject,
        readers: list[uuid.UUID],
        id: uuid.UUID | None = None,  # noqa: A002
        **facts: Any,
    ) -> "Link":
        """What `add` makes, within the frame of a verb that has checked the audience and both ends."""
        link = cls(case=case, agency=by.agency, author=by.person, only=readers, source=source, target=target)
        link.id = id or link.id
        link._write(facts)
        link.insert(by=by, verb="link.added", detail={"kind": link.kind})
        link.index()
        return link

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change facts (its ends stay: another pair is another link); returns the new version."""
        with changing(self, by=by, action="case.link", version=version, own=True):
            before = {field: getattr(self, field) for field in EDITABLE}
            self._write(facts)
            changed = [field for field in EDITABLE if getattr(self, field) != before[field]]
            self.change(*changed, by=by, verb="link.edited")
            self.index()
        return self.version

    def take_out(self, *, by: Viewer, reason: str) -> None:
        """Remove the link, saying why; only the agency that supplied it."""
        with changing(self, by=by, action="case.link", own=True):
            self.reason = reason.strip()
            if not self.reason:
                raise Invalid(fields={"reason": [_("Say in a few words why.")]})
            _check(self)
            drop(self)
            self.save(update_fields=["reason"])
            self.remove(by=by, verb="link.removed")

    def index(self) -> None:
        """Let search find the link by what is written about it, while it and both of its ends stand."""
        if self.removed_at or self.source.removed_at or self.target.removed_at:
            drop(self)
        else:
            keep(self, texts={"note": self.note, "sourced": self.sourced})

    def _write(self, facts: dict[str, Any]) -> None:
        unknown = facts.keys() - set(EDITABLE)
        if unknown:
            raise TypeError(f"A link has no {', '.join(sorted(unknown))}.")
        for field, value in facts.items():
            setattr(self, field, value)
        _check(self)


def alike(by: Viewer, case: Case, *, source: Any, target: Any, kind: str, but: Any = None) -> Any:
    """Links that `by` sees which tie the same two subjects in the same way: what a second entry may repeat."""
    pair = models.Q(source=source, target=target)
    if kind in MUTUAL:
        pair |= models.Q(source=target, target=source)
    return Link.objects.under(by, case).filter(pair, kind=kind).exclude(pk=but)


def _check_ends(case: Case, source: Subject, target: Subject, *, by: Viewer) -> None:
    """Read anew, for the case is locked only now: a subject may have been removed since it was chosen."""
    seen = set(Subject.objects.under(by, case).filter(pk__in=[source.pk, target.pk]).values_list("pk", flat=True))
    for field, end in (("source", source), ("target", target)):
        if end.pk not in seen:
            raise Invalid(fields={field: [_("Choose one that is in this case.")]})
    if source.pk == target.pk:
        raise Invalid(fields={"target": [_("A link ties two different subjects.")]})


def _check(link: Link) -> None:
    if link.kind not in Kind.values:
        raise Invalid(fields={"kind": [_("Choose a kind from the list.")]})
    for field, longest in LONGEST.items():
        if len(getattr(link, field)) > longest:
            raise Invalid(fields={field: [_("This is too long: at most %(n)s letters.") % {"n": longest}]})
    link.from_date, link.until_date = period(link.from_date, link.until_date)
