"""What the pages and the API read of subjects and cards, always through a viewer."""

from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg, StringAgg
from django.db.models import CharField, Exists, F, Func, OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from access.decide import get_for
from access.paging import PAGE, Page
from access.viewer import Viewer
from cases.models import Case
from cases.reading import newest
from cases.subjects.codes import Kind, Role
from cases.subjects.models import Card, Charge, Identifier, Photo, Proposal, Screening, Subject, SubjectName
from coordination_center.errors import Invalid, Unseen

MOST = 50  # of one kind on the page of a subject


def told(viewer: Viewer) -> QuerySet[Subject]:
    """Subjects with their supplier, names (`live_names`) and numbers (`live_numbers`): two further queries a page."""
    numbers = Prefetch("identifiers", queryset=Identifier.objects.visible_to(viewer), to_attr="live_numbers")
    rows: Any = named_rows(viewer)
    found: QuerySet[Subject] = rows.prefetch_related(numbers)
    return found


def named_rows(viewer: Viewer) -> QuerySet[Subject]:
    """Subjects with their supplier and names, as a line of a list shows them."""
    names = Prefetch("names", queryset=SubjectName.objects.visible_to(viewer), to_attr="live_names")
    rows: Any = Subject.objects.select_related("agency", "author", "case__originator")
    found: QuerySet[Subject] = rows.prefetch_related(names)
    return found


def whole(viewer: Viewer, case: Case, pk: UUID) -> Any:
    """One subject of a case that the viewer reads, as `told`, with whether anything hangs on it. Raises `Unseen`."""
    rows: Any = told(viewer)
    hanging = {
        f"has_{name}": Exists(_hanging(viewer, model).filter(subject=OuterRef("pk")))
        for name, model in (("photos", Photo), ("charges", Charge), ("proposals", Proposal))
    }
    row = rows.under(viewer, case).annotate(**hanging).filter(pk=pk).first()
    if row is None:
        raise Unseen(object_type="subject", object_id=pk, action="case.read")
    return row


@dataclass(frozen=True)
class Wanted:
    """The filters of the list; empty for all."""

    kind: str = ""
    role: str = ""
    agency: str = ""
    tag: str = ""

    @classmethod
    def of(cls, query: Any) -> "Wanted":
        """The filters of an address; what is not on offer filters to nothing, what is malformed is ignored."""
        said = {field.name: str(query.get(field.name, ""))[:60] for field in fields(cls)}
        return cls(**said)

    def narrow(self, rows: Any) -> Any:
        """The rows that are wanted."""
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.role:
            rows = rows.filter(role=self.role)
        if self.agency:
            rows = rows.annotate(supplier=Cast("agency_id", CharField())).filter(supplier=self.agency)
        return rows.filter(tags__contains=[self.tag]) if self.tag else rows

    @property
    def query(self) -> str:
        """The filters as part of an address."""
        return urlencode({name: value for name, value in vars(self).items() if value})

    def chips(self, offered: "Offered") -> list[tuple[str, str]]:
        """(what is filtered by, the address's query without it)."""
        words = {
            "kind": dict(offered.kinds),
            "role": dict(offered.roles),
            "agency": dict(offered.agencies),
            "tag": {self.tag: _("Tag: %(tag)s") % {"tag": self.tag}},
        }
        on = [name for name, value in vars(self).items() if value]
        return [(words[name].get(getattr(self, name), "–"), replace(self, **{name: ""}).query) for name in on]


@dataclass(frozen=True)
class Offered:
    """What the list can be filtered by: (code, label) of what occurs in it."""

    kinds: list[tuple[str, str]]
    roles: list[tuple[str, str]]
    agencies: list[tuple[str, str]]
    tags: list[str]

    @property
    def any(self) -> bool:
        """Whether there is a choice at all."""
        return any(len(found) > 1 for found in (self.kinds, self.roles, self.agencies)) or bool(self.tags)


def offered_of(viewer: Viewer, case: Case) -> Offered:
    """What occurs among the subjects that the viewer sees in this case: one query."""
    words = Func(F("tags"), Value("\n"), function="array_to_string", output_field=CharField())
    supplier = Concat(Cast("agency_id", CharField()), Value(" "), F("agency__name"), output_field=CharField())
    found = (
        Subject.objects.under(viewer, case)
        .order_by()
        .aggregate(
            kinds=ArrayAgg("kind", distinct=True, default=Value([])),
            roles=ArrayAgg("role", distinct=True, default=Value([])),
            agencies=ArrayAgg(supplier, distinct=True, default=Value([])),
            tags=StringAgg(words, "\n", distinct=True, default=Value("")),
        )
    )
    agencies = [tuple(one.split(" ", 1)) for one in found["agencies"]]
    return Offered(
        kinds=[(code, str(Kind(code).label)) for code in found["kinds"]],
        roles=[(code, str(Role(code).label)) for code in found["roles"] if code],
        agencies=sorted(agencies, key=lambda pair: pair[1]),
        tags=sorted(set(found["tags"].split("\n")) - {""}),
    )


def subjects_of(viewer: Viewer, case: Case, wanted: Wanted, *, after: str = "", size: int = PAGE) -> Page[Subject]:
    """A page of the case's subjects that the viewer sees, newest first."""
    rows: Any = named_rows(viewer)
    return newest(wanted.narrow(rows.under(viewer, case)), after=after, size=size)


def cards_of(viewer: Viewer, case: Case, *, after: str = "", size: int = PAGE) -> Page[Card]:
    """A page of the case's cards that the viewer sees, newest first."""
    rows = Card.objects.select_related("agency", "author", "case").under(viewer, case)
    return newest(rows, after=after, size=size)


def charges_of(viewer: Viewer, case: Case, *, after: str = "", size: int = PAGE) -> Page[Charge]:
    """A page of the case's charges that the viewer sees, newest first."""
    rows = Charge.objects.select_related("agency", "author", "case", "subject").under(viewer, case)
    return newest(rows, after=after, size=size)


@dataclass(frozen=True)
class Around:
    """What hangs on a subject, as this viewer sees it."""

    photos: list[Photo]
    charges: list[Charge]
    screenings: list[Screening]
    proposals: list[Proposal]


def around(viewer: Viewer, subject: Any) -> Around:
    """Photos, charges, screenings and proposals of a subject fetched by `whole`: one query for what there is."""

    def hanging(model: Any, *beside: str, there: bool) -> list[Any]:
        return list(_hanging(viewer, model).filter(subject=subject).select_related(*beside)[:MOST]) if there else []

    return Around(
        photos=hanging(Photo, "agency", "case", there=subject.has_photos),
        charges=hanging(Charge, "agency", "case", "subject", there=subject.has_charges),
        screenings=screenings_of(viewer, subject),
        proposals=hanging(Proposal, "agency", "case", "subject", there=subject.has_proposals),
    )


def screenings_of(viewer: Viewer, subject: Subject) -> list[Screening]:
    """The referrals of a person, newest first."""
    rows = _hanging(viewer, Screening).filter(subject=subject)
    return list(rows.select_related("agency", "reviewer", "subject__case")) if subject.screening else []


def _hanging(viewer: Viewer, model: Any) -> Any:
    return model.objects.visible_to(viewer)


def reads_reasons(viewer: Viewer, screening: Screening) -> bool:
    """Why a person may be a victim is for who referred them and for a prosecution: officers may be who harmed them."""
    return viewer.agency_id == screening.agency_id or viewer.agency.kind == "prosecution"


def subject_named(viewer: Viewer, case: Case, pk: UUID, *, absent: bool = False) -> Subject:
    """A subject that a body (or, with `absent`, an address) names, of this very case and seen by the viewer.

    Raises `Invalid` on `subject`, alike for what is unseen, foreign or absent; `Unseen` for an address.
    """
    if absent:
        return get_for(viewer, "case.read", Subject.objects.select_related("case", "agency"), pk=pk, case_id=case.pk)
    found: Subject | None = Subject.objects.under(viewer, case).filter(pk=pk).first()
    if found is None:
        raise Invalid(fields={"subject": [_("Choose one that is in this case.")]})
    return found
