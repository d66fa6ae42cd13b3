"""The viewer: who asks, for which agency, with which roles, and from what they are shut out.

Built once per request, in one query beside the session's two, and never kept longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import JSONField
from django.db.models.expressions import RawSQL
from django.http import HttpRequest

from access import registry
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
    shut: list[list[str | None]] = chosen.shut  # type: ignore[attr-defined]
    return Viewer(
        person=person,
        agency=chosen.agency,
        roles=frozenset(chosen.roles),
        memberships=memberships,
        permission_ids=chosen.levels,  # type: ignore[attr-defined]
        shut_objects=_ids(of_object for of_object, _of_originator in shut),
        shut_originators=_ids(of_originator for _of_object, of_originator in shut),
        request_id=request_id,
    )


# Written by hand: compiling these two through the ORM cost each request more than running them.
_LEVELS = """(SELECT jsonb_object_agg(p.codename, p.id) FROM auth_permission p
    JOIN django_content_type c ON c.id = p.content_type_id WHERE c.app_label = ANY(%s))"""
# Exclusions of the person, or of *any* agency the person belongs to: another hat does not open the door.
_SHUT = """(SELECT coalesce(jsonb_agg(jsonb_build_array(e.object_id, e.originator_id)), '[]') FROM access_exclusion e
    WHERE e.ended_at IS NULL AND e.until > statement_timestamp() AND (e.person_id = %s
       OR e.agency_id IN (SELECT agency_id FROM agencies_membership WHERE person_id = %s)))"""


def _memberships(person: Person) -> tuple[Membership, ...]:
    """Live memberships in the person's order, each with `levels` and `shut`: one query."""
    labels = sorted({a.model._meta.app_label for a in registry.aggregates()})
    rows = (
        Membership.objects.live()
        .filter(person=person)
        .select_related("agency")
        .annotate(
            levels=RawSQL(_LEVELS, [labels], output_field=JSONField()),  # noqa: S611
            shut=RawSQL(_SHUT, [person.pk, person.pk], output_field=JSONField()),  # noqa: S611
        )
        .order_by("position", "created_at")
    )
    return tuple(rows)


def _ids(values: Iterable[str | None]) -> frozenset[UUID]:
    return frozenset(UUID(value) for value in values if value)
