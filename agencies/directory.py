"""What a viewer may read of agencies and people, and the way from an id in an address to one of them.

The directory of agencies is every signed-in person's. People are seen by their own agencies' members; they are
administered by their agencies' administrators, each in the own agency only, and by the centre's.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from access.decide import may
from access.viewer import Viewer
from agencies.models import Agency, Invitation, Membership, Person, Role
from coordination_center.errors import NotAllowed, Unseen


def administers(viewer: Viewer, agency: UUID) -> bool:
    """Whether the viewer is an administrator acting for this very agency."""
    return viewer.agency_id == agency and may(viewer, "agency.administer")


def centre(viewer: Viewer) -> bool:
    """Whether the viewer is an administrator acting for a coordination centre."""
    return may(viewer, "centre.administer")


def find_agency(pk: UUID) -> Agency:
    """An agency of the directory; `Unseen` if there is none."""
    agency = Agency.objects.filter(pk=pk).first()
    if agency is None:
        raise Unseen(object_type="agency", object_id=pk, action="agency.see")
    return agency


def own_agency(viewer: Viewer, pk: UUID, *, or_centre: bool = False) -> Agency:
    """An agency to administer: the viewer's own, or any for the centre; `NotAllowed` for the others."""
    agency = find_agency(pk)
    if not (administers(viewer, pk) or (or_centre and centre(viewer))):
        raise NotAllowed(
            _("Only this agency’s own administrators do that."),
            object_type="agency",
            object_id=pk,
            action="agency.administer",
        )
    return agency


def grantable_roles(viewer: Viewer, agency: Agency) -> list[str]:
    """Roles the viewer may give in an agency: all in the own; the centre appoints administrators only."""
    return list(Role.values) if administers(viewer, agency.pk) else [Role.ADMIN.value]


@dataclass(frozen=True)
class Subject:
    """A person as an administrator sees them: `membership` in the viewer's agency, if any, and what may be done."""

    person: Person
    membership: Membership | None
    memberships: list[Membership]
    may_suspend: bool

    @property
    def elsewhere(self) -> bool:
        """Whether the person also belongs to an agency other than the viewer's."""
        return any(m is not self.membership for m in self.memberships)


def find_person(viewer: Viewer, pk: UUID) -> Subject:
    """A person for an administrator; `Unseen` for people of other agencies, `NotAllowed` for a mere colleague."""
    person = Person.objects.filter(pk=pk).first()
    memberships = list(Membership.objects.filter(person=pk, ended_at=None).select_related("agency"))
    mine = next((m for m in memberships if m.agency_id == viewer.agency_id), None)
    if person is None or (mine is None and not centre(viewer)):
        raise Unseen(object_type="person", object_id=pk, action="person.administer")
    if not (centre(viewer) or may(viewer, "agency.administer")):
        raise NotAllowed(
            _("Only administrators do that."), object_type="person", object_id=pk, action="person.administer"
        )
    alone = mine is not None and len(memberships) == 1
    # What an administrator sees of a person ends with the own agency.
    seen = memberships if centre(viewer) else [m for m in memberships if m is mine]
    return Subject(person, mine, seen, may_suspend=centre(viewer) or alone)


def require_whole(subject: Subject) -> None:
    """`NotAllowed` unless the viewer may act on the whole person and not just the membership."""
    if not subject.may_suspend:
        raise NotAllowed(
            _("This person belongs to another agency too. End the membership here, or ask the centre."),
            object_type="person",
            object_id=subject.person.pk,
            action="person.suspend",
        )


def require_reactivation(viewer: Viewer, subject: Subject) -> None:
    """`NotAllowed` where another agency, above all the centre, suspended the person: only it lets them in again."""
    if not centre(viewer) and subject.person.suspended_by_id != viewer.agency_id:
        raise NotAllowed(
            _("The centre suspended this person, and only the centre can end that."),
            object_type="person",
            object_id=subject.person.pk,
            action="person.reactivate",
        )


def own_membership(subject: Subject) -> Membership:
    """The person's membership in the viewer's agency; `Unseen` without one."""
    if subject.membership is None:
        raise Unseen(object_type="person", object_id=subject.person.pk, action="person.administer")
    return subject.membership


def find_invitation(agency: Agency, pk: UUID | None) -> Invitation:
    """An invitation to this agency; `Unseen` for any other."""
    found = Invitation.objects.filter(agency=agency, pk=pk).first() if pk else None
    if found is None:
        raise Unseen(object_type="invitation", object_id=pk, action="agency.administer")
    return found


def agency_page(viewer: Viewer, agency: Agency) -> dict[str, Any]:
    """What this viewer sees of an agency: its facts; its people for members; its invitations for administrators."""
    member = viewer.agency_id == agency.pk
    mine, all_of_them = administers(viewer, agency.pk), centre(viewer)
    people = Membership.objects.filter(agency=agency, ended_at=None).select_related("person").order_by("person__name")
    invitations = Invitation.objects.open().filter(agency=agency)
    return {
        "agency": agency,
        "people": list(people) if member or all_of_them else None,
        "invitations": list(invitations) if mine or all_of_them else None,
        "may_administer": mine,
        "may_edit": mine or all_of_them,
        "may_invite": (mine or all_of_them) and agency.suspended_at is None,
        "may_see_person": mine or all_of_them,
        "may_suspend": all_of_them and not member and agency.suspended_at is None,
        "may_reactivate": all_of_them and agency.suspended_at is not None,
        "may_duty": member and may(viewer, "duty.see"),
        "may_exclude": member and may(viewer, "agency.exclude"),
    }
