"""A person's authenticator: replaced by the person, or taken away by an administrator when it is lost."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from agencies.creation import enrol
from agencies.letters import notice
from agencies.models import Letter, Person
from audit.log import Actor, record
from audit.verbs import register
from coordination_center.sealing import seal_json, unseal_json

register(
    {
        "factor.enrolled": gettext_lazy("set up an authenticator"),
        "factor.replaced": gettext_lazy("replaced the authenticator"),
        "factor.reset": gettext_lazy("took away the authenticator"),
        "codes.renewed": gettext_lazy("made new recovery codes"),
    }
)
PENDING = "mfa.totp.secret"  # allauth's own session key, which it clears after enrolment


def pending_secret(session: Any, *, fresh: bool) -> str:
    """The secret under enrolment, kept sealed in the session; a new one if `fresh` or there is none."""
    if not fresh:
        try:
            return str(unseal_json(session.get(PENDING, ""), "enrolment"))
        except ValueError:
            pass
    secret = str(generate_totp_secret())
    session[PENDING] = seal_json(secret, "enrolment")
    return secret


@transaction.atomic
def replace(person: Person, secret: str, *, by: Actor) -> Authenticator:
    """Put a new authenticator in the place of the old one; the recovery codes stay."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).delete()
    factor = enrol(person, secret)
    notice(person, Letter.Kind.FACTOR_CHANGED)
    record("factor.replaced", by=by, on=person.ref(by.agency_id))
    return factor


@transaction.atomic
def reset(person: Person, *, by: Actor) -> None:
    """Take away a person's factors and end their sessions: the next sign-in, by password, leads to enrolment."""
    Authenticator.objects.filter(user=person).delete()
    Person.objects.filter(pk=person.pk).update(auth_epoch=F("auth_epoch") + 1)
    notice(person, Letter.Kind.FACTOR_CHANGED)
    record("factor.reset", by=by, on=person.ref(by.agency_id))
