"""What the pages and the API read of evidence, always through a viewer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from access.decide import get_for
from access.paging import Page
from access.viewer import Viewer
from cases.codes import State
from cases.evidence.codes import Step
from cases.evidence.models import Custody, Evidence, EvidenceFile, EvidenceSubject
from cases.models import Case
from cases.reading import newest


def items() -> QuerySet[Evidence]:
    """Items with the agencies and people they name."""
    return Evidence.objects.select_related("agency", "author", "holder", "offered_to", "case__originator")


def with_files(viewer: Viewer) -> QuerySet[Evidence]:
    """Items with `shown_files`, newest version first: one further query for a whole page."""
    files = EvidenceFile.objects.visible_to(viewer).select_related("agency", "author").order_by("-number")
    return items().prefetch_related(Prefetch("files", queryset=files, to_attr="shown_files"))


def items_of(viewer: Viewer, case: Case, *, after: str = "") -> Page[Any]:
    """A page of the case's items that the viewer may see, newest first."""
    return newest(with_files(viewer).under(viewer, case), after=after)  # type: ignore[attr-defined]


def item_for(viewer: Viewer, action: str, case: UUID, evidence: UUID) -> Any:
    """The item of an address, in the case of that address, for doing `action`."""
    return get_for(viewer, action, with_files(viewer), pk=evidence, case_id=case)


def file_for(viewer: Viewer, case: UUID, evidence: UUID, file: UUID) -> EvidenceFile:
    """The file of an address, of the item and in the case of that address."""
    rows = EvidenceFile.objects.select_related("evidence__case", "evidence__agency")
    where = {"pk": file, "evidence_id": evidence, "evidence__case_id": case}
    return get_for(viewer, "case.read", rows, **where)


def chain_of(viewer: Viewer, item: Evidence) -> list[Custody]:
    """The custody chain, newest first, each row with its agencies and its writer."""
    rows = item.custody.visible_to(viewer)
    return list(rows.select_related("agency", "to", "by_agency", "author"))


def mentions_of(viewer: Viewer, item: Evidence) -> list[EvidenceSubject]:
    """The subjects it is about, as far as the viewer sees them."""
    return list(item.mentions.visible_to(viewer).select_related("subject"))


def offer_in(chain: list[Custody]) -> Custody | None:
    """The offer that stands, if the newest row of a chain is one."""
    return chain[0] if chain and chain[0].step == Step.OFFERED else None


@dataclass(frozen=True)
class Possible:
    """What the viewer can do with an item now: the verbs of `cases.evidence.acts`, by what each asks for."""

    works: bool  # the policy lets them work with evidence here, and the case is not archived
    owns: bool
    holds: bool
    receives: bool
    under_way: bool

    @classmethod
    def of(cls, viewer: Viewer, item: Evidence, *, works: bool) -> "Possible":
        """For an item; `works`: whether the policy allows `case.evidence`."""
        return cls(
            works=works and item.case.state != State.ARCHIVED,
            owns=item.agency_id == viewer.agency_id,
            holds=item.holder_id == viewer.agency_id,
            receives=item.offered_to_id == viewer.agency_id,
            under_way=item.offered_to_id is not None,
        )
