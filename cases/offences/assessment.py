"""What of each offence is shown for a group of victims, and what still lacks evidence: as this reader sees it.

Only claims and grounds that the reader may see are counted, so two readers may see different gaps.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from cases.offences.codes import CODES, ELEMENTS, Element, Minors, Offence, Support
from cases.offences.models import Claim, Ground, VictimGroup
from cases.offences.models.ground import SOURCES

STRENGTH = {Support.ALLEGED: 0, Support.SUPPORTED: 1, Support.PROVEN: 2}


@dataclass(frozen=True)
class Point:
    """One element: what is claimed of it, how it stands, and in words what is missing.

    `standing`: missing, alleged, unnamed (said to be supported, by nothing that is named), supported, proven,
    not_needed.
    """

    element: Element
    claims: list[Claim]
    standing: str
    says: str = ""

    @property
    def lacking(self) -> bool:
        """Whether evidence is still needed for this element."""
        return self.standing in ("missing", "alleged", "unnamed")


@dataclass(frozen=True)
class Assessment:
    """One offence against one group. Where nothing is claimed, nothing is said to be missing."""

    offence: Offence
    points: list[Point]
    rules: list[str] = field(default_factory=list)

    @property
    def claimed(self) -> bool:
        """Whether anybody claims any element of it."""
        return any(point.claims for point in self.points)

    @property
    def gaps(self) -> list[Point]:
        """The elements that still lack evidence."""
        return [point for point in self.points if point.lacking] if self.claimed else []


@dataclass(frozen=True)
class Assessed:
    """A group of victims with what is shown of each offence."""

    group: VictimGroup
    offences: list[Assessment]


def assess_case(viewer: Viewer, case: Any) -> list[Assessed]:
    """Every group of the case that this viewer may see, in the order they were added: three queries."""
    groups: Any = VictimGroup.objects.under(viewer, case).select_related("agency", "author", "case")
    claims = claims_of(viewer, case)
    return [Assessed(group, _assess(group, claims)) for group in groups.order_by("created_at", "id")]


def assess_group(viewer: Viewer, group: VictimGroup) -> Assessed:
    """One group."""
    return Assessed(group, _assess(group, claims_of(viewer, group.case)))


def claims_of(viewer: Viewer, case: Any) -> list[Claim]:
    """The claims of a case that this viewer may see, each with `shown`: the grounds that this viewer may see."""
    grounds = sorted(grounds_of(viewer, case), key=lambda ground: str(ground.claim_id))
    shown = {claim: list(rows) for claim, rows in groupby(grounds, key=lambda ground: ground.claim_id)}
    rows: Any = Claim.objects.under(viewer, case).select_related("agency", "author", "case", "group")
    claims: list[Any] = list(rows.order_by("created_at", "id"))
    for claim in claims:
        claim.shown = shown.get(claim.pk, [])
    return claims


def grounds_of(viewer: Viewer, case: Any) -> Iterable[Ground]:
    """The grounds of a case that this viewer may see, with the records they name."""
    rows: Any = Ground.objects.under(viewer, case)
    found: Iterable[Ground] = rows.select_related("agency", "author", "case", *SOURCES)
    return found


def _assess(group: VictimGroup, claims: list[Claim]) -> list[Assessment]:
    own = [claim for claim in claims if claim.group_id == group.pk]
    return [
        Assessment(offence, [_point(element, group, own) for element in elements], list(_rules(offence, group, own)))
        for offence, elements in ELEMENTS.items()
    ]


def _point(element: Element, group: VictimGroup, claims: list[Claim]) -> Point:
    of = [claim for claim in claims if claim.code in CODES[element]]
    standing = _standing(of)
    if element == Element.MEANS and group.minors == Minors.ALL:
        return Point(element, of, standing if standing in ("supported", "proven") else "not_needed")
    return Point(element, of, standing, _gap(element, standing))


def _standing(claims: list[Any]) -> str:
    """How the best of them stands; supported only where something is named that supports it."""
    if not claims:
        return "missing"
    carried = [claim for claim in claims if claim.shown]
    best = max((STRENGTH[Support(claim.support)] for claim in carried), default=0)
    if best:
        return "proven" if best == STRENGTH[Support.PROVEN] else "supported"
    return "alleged" if all(claim.support == Support.ALLEGED for claim in claims) else "unnamed"


def _gap(element: Element, standing: str) -> str:
    sentences = {
        "missing": _("%(element)s: nobody claims it yet."),
        "alleged": _("%(element)s: alleged so far; evidence is still needed."),
        "unnamed": _("%(element)s: said to be supported, and nothing is named here that supports it."),
    }
    return sentences[standing] % {"element": element.label} if standing in sentences else ""


def _rules(offence: Offence, group: VictimGroup, claims: list[Claim]) -> Iterator[str]:
    """What the law says of just this group, in plain words."""
    if offence != Offence.TRAFFICKING:
        yield _("An offence of its own: the migrant is not its offender, and trafficking is claimed separately.")
        return
    yield {
        Minors.ALL: _("All are under 18: act and purpose are enough, and means need not be shown."),
        Minors.SOME: _("Some are under 18: for them act and purpose are enough; for the adults means must be shown."),
        Minors.NONE: _("All are adults: act, means and purpose must be shown."),
        Minors.UNKNOWN: _("Ages are not known: unless all are under 18, means must be shown too."),
    }[Minors(group.minors)]
    if group.minors == Minors.ALL:
        yield _("A child’s consent is irrelevant.")
    elif any(claim.element == Element.MEANS for claim in claims):
        yield _("Where one of these means was used, the victims’ consent to their exploitation is irrelevant.")
