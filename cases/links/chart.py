"""The link chart of a case: its data, and what its page says of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.viewer import Viewer
from cases.links.codes import Kind as LinkKind
from cases.links.models import Link
from cases.links.period import said
from cases.links.reading import MOST, links_of
from cases.links.words import chart_words
from cases.models import Case
from cases.subjects.codes import Kind, Role
from cases.subjects.models import Subject
from coordination_center.dates import exact
from coordination_center.marking import HANDLING

# How the chart draws each kind of subject: a dozen shapes would not be told apart.
SHAPES = {
    Kind.PERSON: "Person", Kind.LEGAL_ENTITY: "Organization", Kind.ORGANIZATION: "Organization",
    Kind.COMPANY: "Organization", Kind.PUBLIC_BODY: "Organization", Kind.VEHICLE: "Vehicle", Kind.AIRPLANE: "Vehicle",
    Kind.VESSEL: "Vessel", Kind.ADDRESS: "Address", Kind.REAL_ESTATE: "Address", Kind.IDENTIFICATION: "Document",
    Kind.PASSPORT: "Document", Kind.BANK_ACCOUNT: "Account", Kind.CRYPTO_WALLET: "Account",
    Kind.USER_ACCOUNT: "Account", Kind.PHONE: "Phone", Kind.TRIP: "Trip", Kind.EVENT: "Trip",
}  # fmt: skip
TLP_COLOURS = {"RED": "#ff2b2b", "AMBER": "#ffc000", "GREEN": "#33ff00", "CLEAR": "#ffffff"}  # TLP 2.0 (FIRST)
_SOME = UUID(int=0)


def graph_of(viewer: Viewer, case: Case) -> dict[str, Any]:
    """`nodes` and `edges` of all links the viewer sees, the newest `MOST`; `more` says that there are others.

    A subject is a node when a link the viewer sees has it as an end: nothing else of it is told.
    """
    links = list(links_of(viewer, case).order_by("-created_at", "-id")[: MOST + 1])
    ends = {end.pk: end for link in links[:MOST] for end in (link.source, link.target)}
    at = reverse("case_subject", args=[case.pk, _SOME]), reverse("case_link", args=[case.pk, _SOME])
    return {
        "nodes": [_node(end, at[0]) for end in ends.values()],
        "edges": [_edge(link, at[1]) for link in links[:MOST]],
        "more": len(links) > MOST,
    }


def _node(subject: Subject, address: str) -> dict[str, Any]:
    return {
        "id": str(subject.pk),
        "label": subject.label,
        "kind": SHAPES[Kind(subject.kind)],
        "kind_label": subject.get_kind_display(),
        "role": subject.role,
        "agency": subject.agency.name,
        "url": address.replace(str(_SOME), str(subject.pk)),
        "restricted": bool(subject.only),
    }


def _edge(link: Link, address: str) -> dict[str, Any]:
    return {
        "id": str(link.pk),
        "source": str(link.source_id),
        "target": str(link.target_id),
        "kind": link.kind,
        "label": link.get_kind_display(),
        "from_date": link.from_date,
        "until_date": link.until_date,
        "when": said(link.from_date, link.until_date),
        "agency": link.agency.name,
        "directed": link.directed,
        "sourced": link.sourced,
        "url": address.replace(str(_SOME), str(link.pk)),
    }


@dataclass(frozen=True)
class ChartPage:
    """What the page of a chart carries for its script: addresses, words, and what a saved picture must show."""

    viewer: Viewer
    case: Case

    @property
    def url(self) -> str:
        """Where the data are."""
        return reverse("case_link_chart", args=[self.case.pk])

    @property
    def title(self) -> str:
        """What stands over a saved picture."""
        return _("%(case)s: links") % {"case": self.case.title}

    @property
    def file(self) -> str:
        """The name of a saved file, without its ending."""
        return slugify(self.title)[:60] or "links"

    @property
    def tlp(self) -> str:
        """The case's marking."""
        return self.case.tlp

    @property
    def tlp_colour(self) -> str:
        """Its official colour, on black."""
        return TLP_COLOURS[self.case.tlp.split("+")[0]]

    @property
    def marking(self) -> str:
        """Handling codes and whose record it is, in words."""
        codes = [f"{code} {HANDLING.get(code, '')}" for code in self.case.handling]
        origin = _("From %(agency)s") % {"agency": self.case.originator.name}
        return " · ".join([*codes, *filter(None, [self.case.handling_note]), origin])

    @property
    def reader(self) -> str:
        """Who saved it, for which agency, when."""
        return f"{self.viewer.person.name}, {self.viewer.agency.name}, {exact(timezone.now())}"

    @property
    def words(self) -> dict[str, Any]:
        """The script's sentences, with the labels of kinds and roles."""
        return chart_words() | {"roles": {role.value: str(role.label) for role in Role}}

    @property
    def kinds(self) -> list[tuple[str, str, str]]:
        """The shapes of the legend: code, label, icon."""
        return [
            ("Person", _("Person"), "person"),
            ("Organization", _("Organisation"), "building"),
            ("Vehicle", _("Vehicle"), "car-front"),
            ("Vessel", _("Vessel"), "life-preserver"),
            ("Address", _("Address"), "house-door"),
            ("Document", _("Document"), "file-earmark-text"),
            ("Account", _("Account"), "bank"),
            ("Phone", _("Phone"), "telephone"),
            ("Trip", _("Trip or event"), "signpost-2"),
        ]

    @property
    def link_kinds(self) -> list[tuple[str, str]]:
        """The kinds of links: code, label."""
        return [(kind.value, str(kind.label)) for kind in LinkKind]
