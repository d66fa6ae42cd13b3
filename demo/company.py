"""Who can act in a world: its agencies and people as they stand in the database, in the order of loading."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from access.policy import rule_for
from access.viewer import Viewer, viewer_for
from agencies.models import Agency, Membership, Person
from demo.kinds import Ref
from demo.ledger import Ledger
from demo.problems import Place, Problem

Fits = Callable[[Viewer], bool]
Member = tuple[Person, frozenset[str]]


class Company:
    """Looks up agencies and people by key, and finds the one who acts for an agency."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self.folder = folder  # of the world file: what it names beside itself
        agencies, people = ledger.ids("agencies"), ledger.ids("people")
        rows = Agency.objects.in_bulk(list(agencies.values()))
        self._agencies = {key: rows[pk] for key, pk in agencies.items()}
        persons = Person.objects.in_bulk(list(people.values()))
        self._people = {key: persons[pk] for key, pk in people.items()}
        self._agencies_of: dict[UUID, list[UUID]] = defaultdict(list)
        self._members: dict[UUID, list[Member]] = defaultdict(list)
        self._viewers: dict[tuple[UUID, UUID], Viewer] = {}
        order = {pk: position for position, pk in enumerate(people.values())}
        members = Membership.objects.live().filter(person__in=persons).order_by("position", "created_at")
        for member in sorted(members, key=lambda member: order[member.person_id]):
            self._agencies_of[member.person_id].append(member.agency_id)
            self._members[member.agency_id].append((persons[member.person_id], frozenset(member.roles)))

    def agency(self, ref: Ref) -> Agency:
        """The agency of a key."""
        return self._agencies[ref.key]

    def person(self, ref: Ref) -> Person:
        """The person of a key."""
        return self._people[ref.key]

    def either(self, ref: Ref) -> Agency | Person:
        """The agency or the person of a key."""
        return self._agencies[ref.key] if ref.key in self._agencies else self._people[ref.key]

    def agencies_of(self, person: Person) -> list[UUID]:
        """The person's agencies, the first of its roles first."""
        return self._agencies_of[person.pk]

    def viewer(self, person: Person, agency: Agency) -> Viewer:
        """The person acting for the agency."""
        key = (person.pk, agency.pk)
        if key not in self._viewers:
            self._viewers[key] = viewer_for(person, agency)
        return self._viewers[key]

    def actor(self, agency: Agency, action: str, place: Place, *, fits: Fits) -> Viewer:
        """The first person of the agency whose role allows the action, and who `fits`; else a Problem."""
        wanted = rule_for(action).roles
        for viewer in self._viewers_with(agency, wanted):
            if fits(viewer):
                return viewer
        roles = ", ".join(sorted(wanted))
        raise Problem(place, f"expected somebody of {agency} who may do this ({action}): one of {roles}; found nobody")

    def members(self, agency: Agency) -> Iterator[Viewer]:
        """The people of an agency acting for it, in the order of the file."""
        return (self.viewer(person, agency) for person, _roles in self._members[agency.pk])

    def _viewers_with(self, agency: Agency, roles: frozenset[str]) -> Iterator[Viewer]:
        for person, held in self._members[agency.pk]:
            if roles & held:
                yield self.viewer(person, agency)
