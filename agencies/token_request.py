"""A password and a code in exchange for a token, with the limits and the silence of the sign-in pages."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed

from agencies import codes, limits, signin, tokens
from agencies.address import counted_address
from agencies.models import ApiToken, Membership, Person, UsedCode
from audit.log import By
from coordination_center.errors import TooMany


def exchange(
    request: HttpRequest, *, username: str, password: str, code: str, agency: UUID | None = None
) -> tuple[ApiToken, str]:
    """A token and its text. `TooMany` over a limit; `AuthenticationFailed`, the same for whatever did not fit.

    Password and code are one attempt: neither the answer nor what is counted tells which of them was wrong.
    """
    address = counted_address(request)
    guesses = _reserve(username, address)
    person = signin.with_password(username, password)
    checked = codes.check(person, code, channel=UsedCode.Channel.TOKEN) if person else codes.Checked()
    fits = checked.factor is not None or checked.replayed
    for guess in guesses:
        guess.release() if fits else guess.fail()
    membership = _membership(person, agency) if person and checked.factor else None
    if person is None or membership is None:
        signin.refuse(request, username, channel=UsedCode.Channel.TOKEN.value, why="replay" if fits else "secret")
        raise AuthenticationFailed(_("User name, password and code do not fit together, or the code was used already."))
    by = By(person.pk, membership.agency_id, getattr(request, "request_id", None))
    token = tokens.issue(person, membership.agency, by=by)
    limits.remember_address(person.username, address)
    return token


def _reserve(username: str, address: str) -> list[limits.Guess]:
    """An attempt at the password and one at the code, or neither."""
    password = limits.reserve(limits.PASSWORD, account=username, address=address)
    try:
        return [password, limits.reserve(limits.CODE, account=username, address=address)]
    except TooMany:
        password.release()
        raise


def _membership(person: Person, agency: UUID | None) -> Membership | None:
    live = Membership.objects.live().filter(person=person).select_related("agency")
    return (live.filter(agency=agency) if agency else live).first()
