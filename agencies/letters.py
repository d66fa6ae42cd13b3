"""Mail about accounts: written down in the transaction of what it tells, sent by a task, with no content but a link."""

from datetime import timedelta

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from agencies.models import Invitation, Letter, Person
from agencies.reset import reset_token
from coordination_center.sealing import seal, unseal

AAD = b"letter.invitation"
TRIES = 8  # the last about four hours after the first
BATCH = 50


def invitation_letter(invitation: Invitation, token: str) -> None:
    """Queue the one-time link. The token waits under the field key and is gone when the mail is."""
    Letter.objects.create(kind=Letter.Kind.INVITATION, invitation=invitation, sealed=seal(token.encode(), AAD))


def reset_letter(email: str) -> None:
    """Queue a link for a new password. For an address nobody has, a letter that the task throws away."""
    person = Person.objects.filter(email=email.lower(), is_active=True).first()
    Letter.objects.create(kind=Letter.Kind.PASSWORD_RESET, person=person)


def notice(person: Person, kind: Letter.Kind) -> None:
    """Queue a warning that the person's password or authenticator was changed."""
    Letter.objects.create(kind=kind, person=person)


def send_due() -> int:
    """Send what is due, each letter once unless the process dies between sending and deleting; returns how many."""
    sent = 0
    while sent < BATCH and (letter := _lease()) is not None:
        mail = _compose(letter)
        if mail is not None:
            mail.send()
        letter.delete()
        sent += 1
    return sent


@transaction.atomic
def _lease() -> Letter | None:
    """The next due letter; it falls due again later, twice as late each time, should sending it fail."""
    Letter.objects.filter(tries__gte=TRIES).delete()
    letter = (
        Letter.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("person", "invitation")
        .filter(due_at__lte=Now())
        .order_by("due_at")
        .first()
    )
    if letter is not None:
        pause = timedelta(minutes=2**letter.tries)
        Letter.objects.filter(pk=letter.pk).update(tries=F("tries") + 1, due_at=Now() + pause)
    return letter


def _compose(letter: Letter) -> EmailMessage | None:
    if letter.invitation is not None:
        if not Invitation.objects.open().filter(pk=letter.invitation.pk).exists():
            return None
        with translation.override(letter.invitation.language):
            token = unseal(letter.sealed, AAD).decode()
            return _mail(
                letter.invitation.email, _("An invitation is waiting for you"), reverse("invitation", args=[token])
            )
    if letter.person is None:
        return None
    with translation.override(letter.person.language):
        subject, path = _account_mail(letter.kind, letter.person)
        return _mail(letter.person.email, subject, path)


def _account_mail(kind: str, person: Person) -> tuple[str, str]:
    if kind == Letter.Kind.PASSWORD_RESET:
        args = [user_pk_to_url_str(person), reset_token.make_token(person)]
        return _("Choose a new password"), reverse("account_reset_password_from_key", args=args)
    if kind == Letter.Kind.PASSWORD_CHANGED:
        return _("Your password was changed. If it was not you, tell your agency’s administrator."), reverse("account")
    return _("Your authenticator was changed. If it was not you, tell your administrator."), reverse("account")


def _mail(address: str, subject: str, path: str) -> EmailMessage:
    return EmailMessage(subject=subject, body=f"{subject}\n\n{settings.BASE_URL}{path}\n", to=[address])
