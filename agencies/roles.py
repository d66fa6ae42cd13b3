"""Joining an agency, roles in it, and leaving it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency, Membership, Person, Role
from audit.log import SYSTEM, Actor, record
from audit.verbs import register
from coordination_center.errors import IllegalMove, Invalid, Stale

register(
    {
        "person.joined": gettext_lazy("joined the agency"),
        "person.left": gettext_lazy("ended the membership"),
        "roles.changed": gettext_lazy("changed the roles"),
    }
)


@transaction.atomic
def join(
    person: Person, agency: Agency, roles: Iterable[str], position: int | None = None, *, by: Actor = SYSTEM
) -> Membership:
    """Make a person a member with these roles; one who left comes back.

    `position` orders a person's agencies, the first is the one acted for after sign-in; by default the last.
    `IllegalMove` if the person is a member already, `Invalid` for roles that do not exist.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if position is None:
        position = person.memberships.filter(ended_at=None).count()
    membership = Membership.objects.filter(person=person, agency=agency).first()
    if membership is not None and membership.ended_at is None:
        raise IllegalMove(_("This person is a member of the agency already."))
    membership = membership or Membership(person=person, agency=agency)
    membership.roles, membership.position, membership.ended_at = checked(roles), position, None
    membership.version += 1
    membership.save()
    record("person.joined", by=by, on=person.ref(agency.pk), detail={"roles": membership.roles})
    return membership


@transaction.atomic
def change(membership: Membership, roles: Iterable[str], *, by: Actor, version: int) -> None:
    """Give a member other roles.

    `Stale` when `version` is not the newest. `IllegalMove` if that would leave the agency without an administrator,
    or give an administrator a role of one's own accord: sight of records is for somebody else to give.
    """
    locked = _locked(membership)
    if locked.version != version:
        raise Stale(_("Somebody else changed these roles meanwhile."), current=locked)
    before, locked.roles, locked.version = locked.roles, checked(roles), locked.version + 1
    if by.person_id == locked.person_id and set(locked.roles) - set(before):
        raise IllegalMove(_("You cannot give yourself a role. Ask another administrator, or the centre."))
    if Role.ADMIN in before and Role.ADMIN not in locked.roles:
        another_administrator(locked)
    locked.save(update_fields=["roles", "version"])
    record("roles.changed", by=by, on=locked.person.ref(locked.agency_id), detail={"roles": locked.roles})


@transaction.atomic
def leave(membership: Membership, *, by: Actor) -> None:
    """End a membership: from the next request the person no longer acts for the agency, nor do their tokens."""
    locked = _locked(membership)
    if Role.ADMIN in locked.roles:
        another_administrator(locked)
    Membership.objects.filter(pk=locked.pk).update(ended_at=Now())
    record("person.left", by=by, on=locked.person.ref(locked.agency_id), detail={"agency": locked.agency_id})


def checked(roles: Iterable[str]) -> list[str]:
    """The roles in the order of `Role`, each once; `Invalid` for none, or for one that does not exist."""
    wanted = set(roles)
    if not wanted or wanted - set(Role.values):
        sentence = _("Choose at least one of the roles listed.")
        raise Invalid(sentence, fields={"roles": [sentence]})
    return [role for role in Role.values if role in wanted]


def _locked(membership: Membership) -> Membership:
    """The membership, with its agency locked: two administrators cannot both be the last to go."""
    Agency.objects.select_for_update(no_key=True).get(pk=membership.agency_id)
    locked = Membership.objects.select_related("person").get(pk=membership.pk)
    if locked.ended_at is not None:
        raise IllegalMove(_("This membership has ended already."))
    return locked


def another_administrator(membership: Membership) -> None:
    others = Membership.objects.filter(
        agency=membership.agency_id, ended_at=None, person__is_active=True, roles__contains=[Role.ADMIN]
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise IllegalMove(_("This is the agency’s last administrator. Make somebody else administrator first."))
