"""A person's own credentials: ending all of them, and the sessions that are open."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from agencies.models import ApiToken, Person
from audit.log import Actor, record
from audit.verbs import register

register(
    {
        "session.started": gettext_lazy("signed in"),
        "session.refused": gettext_lazy("was refused sign-in"),
        "session.ended": gettext_lazy("signed out"),
        "sessions.ended": gettext_lazy("ended all sessions and tokens"),
        "password.changed": gettext_lazy("changed the password"),
    }
)


@transaction.atomic
def end_all(person: Person, *, by: Actor) -> None:
    """End every session and token of a person, this one too, from the next request on."""
    Session.objects.filter(session_key__in=UserSession.objects.filter(user=person).values("session_key")).delete()
    Person.objects.filter(pk=person.pk).update(auth_epoch=F("auth_epoch") + 1)
    record("sessions.ended", by=by, on=person.ref(by.agency_id))


@transaction.atomic
def set_password(person: Person, password: str, *, by: Actor) -> None:
    """Store a new password; every session and token of the person ends with the old one."""
    person.set_password(password)
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    Person.objects.filter(pk=person.pk).update(password=person.password, auth_epoch=F("auth_epoch") + 1)
    record("password.changed", by=by, on=locked.ref(by.agency_id))


def open_sessions(person: Person) -> QuerySet[UserSession]:
    """The person's sessions that have not expired, latest first; those of an epoch gone by end at each sign-in."""
    live = Session.objects.filter(expire_date__gt=Now()).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(user=person, session_key__in=live)
    return found.order_by("-created_at")


def sweep() -> None:
    """Delete what has expired: sessions, their notes, and tokens."""
    Session.objects.filter(expire_date__lt=Now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    ApiToken.objects.filter(expiry__lt=Now()).delete()
