"""The viewer: who asks, for which agency, with which roles, and from what they are shut out.

Built once per request, in one query beside the session's two, and never kept longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject, Now
from django.http import HttpRequest

from access import registry
from access.models import Exclusion
from access.shown import Shown
from agencies.models import Agency, Membership, Person
from coordination_center.errors import NotAllowed


@dataclass(frozen=True)
class Viewer:
    """Someone acting for one agency. It satisfies `audit.log.Actor`."""

    person: Person
    agency: Agency
    roles: frozenset[str]
    memberships: tuple[Membership, ...]
    permission_ids: dict[str, int]
    shut_objects: frozenset[UUID] = frozenset()
    shut_originators: frozenset[UUID] = frozenset()
    request_id: UUID | None = None
    shown: Shown = field(default_factory=Shown)

    @property
    def person_id(self) -> UUID:
        return self.person.pk

    @property
    def agency_id(self) -> UUID:
        return self.agency.pk

    @property
    def group_id(self) -> int:
        return self.agency.group_id

    def permission(self, aggregate: registry.Aggregate, level: str) -> int:
        """The guardian permission id of a level."""
        return self.permission_ids[aggregate.codename(level)]


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request; `NotAllowed` where the person has no live membership."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        raise NotAllowed("Nobody is signed in for an agency.")
    return viewer  # type: ignore[no-any-return]


def viewer_for(person: Person, agency: Agency | UUID | None = None, *, request_id: UUID | None = None) -> Viewer:
    """A viewer acting for `agency`, by default the first of the person's; `NotAllowed` without a live membership."""
    memberships = _memberships(person)
    wanted = agency.pk if isinstance(agency, Agency) else agency
    chosen = next((m for m in memberships if wanted in (None, m.agency_id)), None)
    if chosen is None:
        raise NotAllowed("No live membership of this agency.")
    shut: list[dict[str, Any]] = chosen.shut  # type: ignore[attr-defined]
    return Viewer(
        person=person,
        agency=chosen.agency,
        roles=frozenset(chosen.roles),
        memberships=memberships,
        permission_ids={p["codename"]: p["pk"] for p in chosen.levels},  # type: ignore[attr-defined]
        shut_objects=_ids(row["object"] for row in shut),
        shut_originators=_ids(row["originator"] for row in shut),
        request_id=request_id,
    )


def _memberships(person: Person) -> tuple[Membership, ...]:
    labels = {a.model._meta.app_label for a in registry.aggregates()}
    levels = Permission.objects.filter(content_type__app_label__in=labels).values(
        pair=JSONObject(codename=F("codename"), pk=F("pk"))
    )
    rows = (
        Membership.objects.live()
        .filter(person=person)
        .select_related("agency")
        .annotate(shut=ArraySubquery(_exclusions(person)), levels=ArraySubquery(levels))
        .order_by("position", "created_at")
    )
    return tuple(rows)


def _exclusions(person: Person) -> Any:
    """Exclusions of the person, or of *any* agency the person belongs to: another hat does not open the door."""
    hats = Membership.objects.filter(person=OuterRef(OuterRef("person"))).values("agency")
    return (
        Exclusion.objects.live()
        .filter(Q(person=OuterRef("person")) | Q(agency__in=hats), until__gt=Now())
        .values(row=JSONObject(object=F("object_id"), originator=F("originator_id")))
    )


def _ids(values: Iterable[str | None]) -> frozenset[UUID]:
    return frozenset(UUID(value) for value in values if value)
