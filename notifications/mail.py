"""The mails: that something of a kind waits, and a link. No content, no names, no titles of records."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.models import Agency
from notifications.codes import Kind
from notifications.models import Delivery

SUBJECTS: dict[str, Promise] = {
    Kind.ALERT: gettext_lazy("An alert waits for your desk"),
    Kind.INVITATION: gettext_lazy("An invitation waits for your answer"),
    Kind.RELEASE: gettext_lazy("A release of intelligence waits for you"),
    Kind.RFI: gettext_lazy("A request for information waits for you"),
    Kind.HIT: gettext_lazy("A hit waits for you"),
    Kind.REPORT: gettext_lazy("A report of your agency waits for you"),
    Kind.SOURCE: gettext_lazy("A matter of a source waits for you"),
    Kind.WORK: gettext_lazy("Work waits for your agency"),
    Kind.CASE: gettext_lazy("There is news of a case or a meeting"),
    Kind.OPERATION: gettext_lazy("There is news of an operation"),
    Kind.CLOCK: gettext_lazy("A clock runs out"),
    Kind.DUTY: gettext_lazy("A matter of duty waits for you"),
    Kind.CHANGE: gettext_lazy("A record that you watch has changed"),
    Kind.UNDELIVERED: gettext_lazy("A message could not be delivered"),
}


def to_person(deliveries: Sequence[Delivery]) -> EmailMessage:
    """One mail for these deliveries of one person, in the person's language; several make the daily mail."""
    first = deliveries[0]
    person: Any = first.person
    with translation.override(person.language):
        if not first.digest:
            return _mail(first, person.email, _subject(first), _link(first), reverse("notification_choices"))
        count = len(deliveries)
        subject = ngettext("%(n)d matter is new in your inbox", "%(n)d matters are new in your inbox", count)
        return _mail(first, person.email, subject % {"n": count}, reverse("inbox"), reverse("notification_choices"))


def to_desk(delivery: Delivery) -> EmailMessage:
    """One mail to an agency's own mailbox, in the agency's first language that the product speaks."""
    with translation.override(_language_of(delivery.agency)):
        return _mail(delivery, delivery.agency.desk_email, _subject(delivery), reverse("inbox"))


def _language_of(agency: Agency) -> str:
    spoken = dict(settings.LANGUAGES)
    return next((language for language in agency.languages if language in spoken), settings.LANGUAGE_CODE)


def _subject(delivery: Delivery) -> str:
    subject = str(SUBJECTS[delivery.kind])
    return _("Urgent: %(subject)s") % {"subject": subject} if delivery.urgent else subject


def _link(delivery: Delivery) -> str:
    notification: Any = delivery.notification
    return str(notification.get_absolute_url())


def _mail(delivery: Delivery, address: str, subject: str, path: str, choices: str = "") -> EmailMessage:
    host = urlsplit(settings.BASE_URL).hostname
    lines = [subject, f"{settings.BASE_URL}{path}"]
    if choices:
        lines.append(_("Choose what is mailed to you: %(link)s") % {"link": f"{settings.BASE_URL}{choices}"})
    headers = {
        "Message-ID": f"<{delivery.pk}@{host}>",
        "List-Id": f"<{delivery.kind}.notifications.{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    return EmailMessage(subject=subject, body="\n\n".join(lines) + "\n", to=[address], headers=headers)
