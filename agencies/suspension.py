"""Suspending and reactivating people and whole agencies: every session and token ends on its next request.

`auth_epoch` is part of every credential. It only ever rises, so reactivation revives none of the old ones.
"""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency, Membership, Person, Role
from agencies.roles import another_administrator
from audit.log import Actor, record
from audit.verbs import register
from coordination_center.errors import IllegalMove

register(
    {
        "person.suspended": gettext_lazy("suspended the person"),
        "person.reactivated": gettext_lazy("reactivated the person"),
        "agency.suspended": gettext_lazy("suspended the agency"),
        "agency.reactivated": gettext_lazy("reactivated the agency"),
    }
)


@transaction.atomic
def suspend_person(person: Person, *, by: Actor) -> None:
    """Shut a person out at once. `IllegalMove` if suspended already, oneself, or an agency's last administrator."""
    if by.person_id == person.pk:
        raise IllegalMove(_("You cannot suspend yourself."))
    for membership in _administered(person):
        Agency.objects.select_for_update(no_key=True).get(pk=membership.agency_id)
        another_administrator(membership)
    suspended = Person.objects.filter(pk=person.pk, is_active=True).update(
        is_active=False, suspended_at=Now(), suspended_by=by.agency_id, auth_epoch=F("auth_epoch") + 1
    )
    if not suspended:
        raise IllegalMove(_("This person is suspended already."))
    record("person.suspended", by=by, on=person.ref(by.agency_id))


@transaction.atomic
def reactivate_person(person: Person, *, by: Actor) -> None:
    """Let a suspended person sign in again; nothing that was ended comes back."""
    if not Person.objects.filter(pk=person.pk, is_active=False).update(
        is_active=True, suspended_at=None, suspended_by=None
    ):
        raise IllegalMove(_("This person is not suspended."))
    record("person.reactivated", by=by, on=person.ref(by.agency_id))


@transaction.atomic
def suspend_agency(agency: Agency, *, by: Actor) -> None:
    """Shut a whole agency out at once: its members keep only their other agencies, by a new sign-in."""
    if by.agency_id == agency.pk:
        raise IllegalMove(_("You cannot suspend the agency you act for."))
    if not Agency.objects.filter(pk=agency.pk, suspended_at=None).update(suspended_at=Now()):
        raise IllegalMove(_("This agency is suspended already."))
    members = Membership.objects.filter(agency=agency, ended_at=None).values("person")
    ended = Person.objects.filter(pk__in=members).update(auth_epoch=F("auth_epoch") + 1)
    record("agency.suspended", by=by, on=agency.ref, detail={"people": ended})


@transaction.atomic
def reactivate_agency(agency: Agency, *, by: Actor) -> None:
    """Let a suspended agency's members act for it again, after a new sign-in."""
    if not Agency.objects.filter(pk=agency.pk).exclude(suspended_at=None).update(suspended_at=None):
        raise IllegalMove(_("This agency is not suspended."))
    record("agency.reactivated", by=by, on=agency.ref)


def _administered(person: Person) -> list[Membership]:
    return list(person.memberships.filter(ended_at=None, roles__contains=[Role.ADMIN]).order_by("agency"))
