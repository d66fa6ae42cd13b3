"""Inviting people to an agency by a one-time link, of which only a digest is stored."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import roles as membership_roles
from agencies.creation import create_person
from agencies.letters import invitation_letter
from agencies.models import Agency, Invitation, Membership, Person
from audit.log import Actor, By, record
from audit.verbs import register
from coordination_center.errors import IllegalMove, Invalid, Unseen

register(
    {
        "person.invited": gettext_lazy("invited a person"),
        "invitation.withdrawn": gettext_lazy("withdrew the invitation"),
        "invitation.accepted": gettext_lazy("accepted the invitation"),
    }
)


@transaction.atomic
def invite(
    agency: Agency, *, by: Actor, name: str, email: str, roles: Iterable[str], language: str = "en"
) -> tuple[Invitation, str]:
    """Invite somebody; returns the invitation and its token, which is shown once and mailed.

    An earlier open invitation of the same address to the same agency is withdrawn: one person, one link. `Invalid`
    for somebody who is a member already. Whether the address has an account elsewhere is not told.
    """
    email = email.lower()
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    _no_member(agency, email)
    Invitation.objects.open().filter(agency=agency, email=email).update(withdrawn_at=Now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        agency=agency,
        name=name,
        email=email,
        roles=membership_roles.checked(roles),
        language=language,
        token_digest=digest(token),
        invited_by_id=by.person_id,  # type: ignore[misc]  # the database refuses an actor without a person
    )
    invitation_letter(invitation, token)
    record("person.invited", by=by, on=invitation.ref, detail={"roles": invitation.roles})
    return invitation, token


def _no_member(agency: Agency, email: str) -> None:
    if Membership.objects.filter(agency=agency, ended_at=None, person__email=email).exists():
        sentence = _("This address belongs to a member of the agency.")
        raise Invalid(sentence, fields={"email": [sentence]})


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Actor) -> None:
    """Make the link useless. `IllegalMove` once it was accepted, withdrawn or has expired."""
    if not Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=Now()):
        raise IllegalMove(_("This invitation is no longer open."))
    record("invitation.withdrawn", by=by, on=invitation.ref)


def find(token: str) -> Invitation:
    """The open invitation of a link; `Unseen` for any other text, alike for used, withdrawn, expired and invented."""
    return _one(Invitation.objects.open(), token)


@transaction.atomic
def accept_as_new(token: str, *, username: str, password: str, language: str) -> Person:
    """Use up a link by becoming a new person with the invitation's name and address.

    `Invalid` if the user name is taken, or the address has an account: its owner accepts by signing in.
    """
    invitation = _locked(token)
    if Person.objects.filter(email=invitation.email).exists():
        raise IllegalMove(_("You have an account already. Sign in with it, then open the link again."))
    person = create_person(
        username=username, name=invitation.name, email=invitation.email, password=password, language=language
    )
    _join(invitation, person)
    return person


@transaction.atomic
def accept_as(token: str, person: Person) -> Membership:
    """Use up a link by joining with an existing account. `IllegalMove` unless it is the invited address's account."""
    invitation = _locked(token)
    if person.email != invitation.email:
        raise IllegalMove(_("This invitation is for another person. Sign out, and let them open the link."))
    return _join(invitation, person)


def digest(token: str) -> str:
    """What is stored of a token. The token is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _join(invitation: Invitation, person: Person) -> Membership:
    by = By(person.pk, invitation.agency_id)
    membership = membership_roles.join(person, invitation.agency, invitation.roles, by=by)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=Now(), accepted_by=person)
    record("invitation.accepted", by=by, on=invitation.ref)
    return membership


def _locked(token: str) -> Invitation:
    """Of parallel acceptances one gets the row; the others find it used when the lock is theirs."""
    return _one(Invitation.objects.open().select_for_update(of=("self",)), token)


def _one(rows: models.QuerySet[Invitation], token: str) -> Invitation:
    found = rows.select_related("agency").filter(token_digest=digest(token)).first()
    if found is None:
        raise Unseen(_("This link was used, withdrawn or has expired. Ask the agency that invited you for a new one."))
    return found


def sweep() -> None:
    """Delete invitations that nobody accepted, a month after they expired."""
    Invitation.objects.filter(accepted_at=None, expires_at__lt=Now() - timedelta(days=30)).delete()
