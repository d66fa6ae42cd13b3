"""What the pages and the API read of networks, always through a viewer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import IntegerField, QuerySet, Value, When

from access.decide import allowed, levels_on
from access.viewer import Viewer
from cases.networks.codes import Priority, Standing
from cases.networks.models import Member, Network
from cases.subjects.models import Subject

MOST = 500  # members on one page; further ones are found by search in their cases


@dataclass(frozen=True)
class Membership:
    """A member with its subject and its case, both of which the viewer sees."""

    member: Member
    subject: Subject
    case: Any


def members_of(viewer: Viewer, network: Network, *, priority: str = "") -> list[Membership]:
    """The members that this viewer sees: priority targets first, organisers before others, then by name."""
    rows = Member.objects.under(viewer, network).select_related("agency")
    if priority:
        rows = rows.filter(priority=priority)
    return _with_subjects(viewer, _ranked(rows)[:MOST])


def targets(viewer: Viewer) -> list[tuple[Network, Membership]]:
    """The priority targets of every network the viewer reads, as far as it sees the subjects: at most `MOST`."""
    rows = Member.objects.visible_to(viewer).filter(priority=Priority.TARGET).select_related("agency")
    found = _with_subjects(viewer, _ranked(rows)[:MOST])
    networks = {n.pk: n for n in Network.objects.visible_to(viewer).filter(pk__in={m.member.network_id for m in found})}
    return [(networks[m.member.network_id], m) for m in found if m.member.network_id in networks]


def networks_of(viewer: Viewer, subject: Subject) -> list[tuple[Network, Member]]:
    """The networks in which the viewer sees this subject."""
    rows = Member.objects.visible_to(viewer).filter(subject=subject)
    found = {member.network_id: member for member in rows}
    networks = Network.objects.visible_to(viewer).filter(pk__in=found).order_by("name", "pk")
    return [(network, found[network.pk]) for network in networks]


def kept_by(viewer: Viewer) -> QuerySet[Network]:
    """The networks that the acting agency keeps."""
    return Network.objects.permitted(viewer, "network.keep").order_by("name", "pk")


def _ranked(rows: QuerySet[Member]) -> QuerySet[Member]:
    wanted = [Priority.TARGET, Priority.WATCH]
    rank = Choose(
        *(When(priority=value, then=Value(n)) for n, value in enumerate(wanted)),
        default=Value(len(wanted)),
        output_field=IntegerField(),
    )
    place = Choose(
        *(When(standing=value, then=Value(n)) for n, value in enumerate(Standing.values)),
        output_field=IntegerField(),
    )
    return rows.order_by(rank, place, "subject__label", "pk")


def _with_subjects(viewer: Viewer, members: QuerySet[Member]) -> list[Membership]:
    """Subjects are read as themselves, so that their cases count as consulted."""
    found = list(members)
    rows = Subject.objects.visible_to(viewer).select_related("case", "case__originator")
    subjects: dict[UUID, Subject] = {s.pk: s for s in rows.filter(pk__in=[m.subject_id for m in found])}
    return [
        Membership(member, subjects[member.subject_id], subjects[member.subject_id].case)
        for member in found
        if member.subject_id in subjects
    ]


@dataclass(frozen=True)
class NetworkPage:
    """What every page of one network needs."""

    viewer: Viewer
    network: Network
    levels: frozenset[str]

    @classmethod
    def of(cls, viewer: Viewer, network: Network) -> "NetworkPage":
        """The page of a network that the viewer sees."""
        return cls(viewer, network, levels_on(viewer, network))

    def may(self, action: str) -> bool:
        """The policy, for the levels already read."""
        return allowed(self.viewer, action, self.levels)

    @property
    def context(self) -> dict[str, Any]:
        """The template's context."""
        parts = self.network.parts.visible_to(self.viewer).filter(ended_at=None).select_related("agency")
        return {
            "network": self.network,
            "parts": list(parts),
            "keeps": self.may("network.keep"),
        }
