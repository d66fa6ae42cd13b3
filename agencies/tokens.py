"""API tokens: issuing, ending, and what a request with one may do."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxAuthentication
from knox.crypto import hash_token
from rest_framework.exceptions import AuthenticationFailed

from agencies.models import Agency, ApiToken, Person
from audit.log import Actor, record
from audit.verbs import register

register({"token.issued": _("made an API token"), "token.ended": _("ended an API token")})


class TokenAuthentication(KnoxAuthentication):
    """`Authorization: Token ...`; one answer for whatever does not open: unknown, expired, ended, suspended."""

    def authenticate_credentials(self, token: bytes) -> tuple[Person, ApiToken]:
        """The person and the live token; one query."""
        digest = hash_token(token.decode(errors="replace"))
        found = ApiToken.objects.live().filter(digest=digest).select_related("user", "agency").first()
        if found is None:
            raise AuthenticationFailed(_("This token does not open anything (any more)."))
        return found.user, found


@transaction.atomic
def issue(person: Person, agency: Agency, *, by: Actor, name: str = "") -> tuple[ApiToken, str]:
    """A token for one agency of the person's; the text is shown once, only a digest is stored."""
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    # The epoch the person signed in under: a suspension meanwhile has raised it, and this token is dead at birth.
    epoch = min(person.auth_epoch, locked.auth_epoch)
    created: Any = ApiToken.objects.create(locked, agency=agency, auth_epoch=epoch, name=name)
    token, text = created
    record("token.issued", by=by, on=token.ref)
    return token, text


@transaction.atomic
def end(token: ApiToken, *, by: Actor) -> None:
    """End a token at once."""
    record("token.ended", by=by, on=token.ref)
    token.delete()
