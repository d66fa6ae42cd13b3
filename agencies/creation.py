"""New agencies and new people. The screens' verbs and the world loader's alike."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Person
from audit.log import SYSTEM, Actor, record
from audit.verbs import register
from coordination_center.errors import Invalid, Stale
from coordination_center.text import plain

register(
    {
        "agency.created": _("created the agency"),
        "agency.edited": _("changed the agency’s facts"),
        "person.created": _("created the person"),
    }
)


@transaction.atomic
def create_agency(
    *,
    by: Actor,
    name: str,
    kind: str,
    country: str,
    languages: Sequence[str] = (),
    desk_email: str = "",
    desk_phone: str = "",
    id: uuid.UUID | None = None,  # noqa: A002 (the world file's word)
) -> Agency:
    """Create an agency with its group; `Invalid` with sentences by field if something in it cannot be."""
    pk = id or uuid.uuid4()
    group = Group(name=f"agency:{pk}")
    desk = {"desk_email": desk_email, "desk_phone": desk_phone}
    agency = Agency(pk=pk, name=name, kind=kind, country=country, languages=list(languages), group=group, **desk)
    _check(agency, "name", exclude={"group"})
    group.save()
    agency.group = group
    with _unique("name"):
        agency.save(force_insert=True)
    record("agency.created", by=by, on=agency.ref, detail={"kind": kind, "country": country})
    return agency


@transaction.atomic
def edit_agency(agency: Agency, *, by: Actor, version: int, **facts: Any) -> Agency:
    """Change the named facts (name, country, kind, languages, desk_email, desk_phone); `Invalid` as `create_agency`.

    `Stale` when `version` is not the newest: somebody else was faster.
    """
    locked = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    if locked.version != version:
        raise Stale(gettext("Somebody else changed this agency meanwhile."), current=locked)
    locked.version += 1
    for field, value in facts.items():
        setattr(locked, field, value)
    _check(locked, "name", exclude={"group"})
    with _unique("name"):
        locked.save(update_fields=[*facts, "version"])
    record("agency.edited", by=by, on=locked.ref, detail={"fields": sorted(facts)})
    return locked


@transaction.atomic
def create_person(
    *,
    username: str,
    name: str,
    email: str,
    password: str | None,
    language: str = "en",
    totp: str | None = None,
    id: uuid.UUID | None = None,  # noqa: A002 (the world file's word)
    by: Actor = SYSTEM,
) -> Person:
    """Create a person; with `totp` (a base32 secret) also enrolled, else the first sign-in leads to enrolment.

    `Invalid` with sentences by field if something in it cannot be. The password is taken as it is: whoever lets a
    person choose one checks it first.
    """
    person = Person(username=username, name=name, email=email.lower(), language=language)
    person.pk = id or person.pk
    person.set_password(password)
    _check(person, "name", exclude={"password"})
    with _unique("username"):
        person.save(force_insert=True)
    if totp:
        enrol(person, totp)
    record("person.created", by=by, on=person.ref(by.agency_id))
    return person


def enrol(person: Person, secret: str) -> Authenticator:
    """Give a person an authenticator with this base32 secret, sealed at rest."""
    factor: Authenticator = TOTP.activate(person, secret).instance
    return factor


@contextmanager
def _unique(field: str) -> Iterator[None]:
    """What somebody took between the check and the writing is `Invalid`, too."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        sentence = gettext("This name is taken already. Choose another.")
        raise Invalid(sentence, fields={field: [sentence]}) from error


def _check(row: Agency | Person, line: str, *, exclude: set[str]) -> None:
    try:
        plain(getattr(row, line), multiline=False, markup=True)  # forms refuse it; a world may hold it
        row.full_clean(exclude=exclude)
    except ValidationError as error:
        fields = error.message_dict if hasattr(error, "error_dict") else {line: error.messages}
        raise Invalid(" ".join(sentence for found in fields.values() for sentence in found), fields=fields) from error
