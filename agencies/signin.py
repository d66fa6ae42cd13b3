"""Who signs in: passwords checked with comparable work for everyone, and the session that follows.

An unknown name, a wrong password and a suspended person get the same answer after the same work.
"""

import uuid

from django.contrib.auth import login as start_django_session
from django.db import transaction
from django.db.models.functions import Lower
from django.http import HttpRequest

from agencies import limits
from agencies.address import client_address, counted_address
from agencies.models import Invitation, Membership, Person
from audit.log import SYSTEM, By, Led, Ref, record

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECOND_FACTOR = "second_factor"  # session: this very session gave an authenticator code
AGENCY = "agency"  # session: the agency the person acts for
LANGUAGE = "language"  # session: the person's language
EXPECTED = "expected"  # session: the person's session hash when the password was right


def person_named(username: str) -> Person | None:
    """The person of that user name, in any case of letters; found by the index on it."""
    return Person.objects.alias(lower=Lower("username")).filter(lower=username.strip().lower()).first()


def with_password(username: str, password: str) -> Person | None:
    """The person whose name and password these are and who may sign in; one hashing of the password in every case."""
    person = person_named(username)
    if person is None:
        Person().set_password(password)
        return None
    if not person.check_password(password) or not may_sign_in(person):
        return None
    return person


def may_sign_in(person: Person) -> bool:
    """Active, and with a live membership of some agency or an open invitation to one."""
    if not person.is_active:
        return False
    return Membership.objects.live().filter(person=person).exists() or (
        Invitation.objects.open().filter(email__iexact=person.email).exists()
    )


def start(request: HttpRequest, person: Person, *, second_factor: bool) -> bool:
    """Sign a person in for this session and record it; False if they were suspended or changed meanwhile.

    The row is locked: a suspension either commits before, and is seen here, or after, and its raised `auth_epoch`
    ends the session made here.
    """
    with transaction.atomic():
        locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        expected = request.session.pop(EXPECTED, None)
        if not may_sign_in(locked) or (expected and expected != locked.get_session_auth_hash()):
            return False
        first = Membership.objects.live().filter(person=locked).first()
        agency_id = first.agency_id if first else None
        by = By(locked.pk, agency_id, getattr(request, "request_id", None))
        detail = {"address": client_address(request), "second_factor": second_factor}
        record("session.started", by=by, on=locked.ref(agency_id), led=Led.CONSULTATION, detail=detail)
        start_django_session(request, locked, backend=BACKEND)
        if second_factor:
            limits.remember_address(locked.username, counted_address(request))
    request.session.update({SECOND_FACTOR: second_factor, AGENCY: str(agency_id or ""), LANGUAGE: locked.language})
    return True


def refuse(request: HttpRequest, username: str, *, channel: str, why: str) -> None:
    """Record a sign-in that failed, in a transaction of its own; for a name nobody has, under a digest of it."""
    person = person_named(username)
    if person is not None:
        first = person.memberships.filter(ended_at=None).first()
        ref = person.ref(first.agency_id if first else None)
    else:
        nobody = uuid.UUID(limits.account_key(username)[:32])
        ref = Ref(type="account", id=nobody, root_type="account", root=nobody, owner=None)
    with transaction.atomic():
        detail = {"address": client_address(request), "channel": channel, "why": why}
        record("session.refused", by=SYSTEM, on=ref, led=Led.CONSULTATION, detail=detail)
