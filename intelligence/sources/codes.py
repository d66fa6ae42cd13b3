"""Code lists of sources, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a handler opens a source's identity for. A code, so that the log never holds a sentence about a source."""

    CONTACT = "contact", _("To get in touch")
    PAYMENT = "payment", _("To pay, or to account for payments")
    ASSESSMENT = "assessment", _("To assess the source")
    SAFETY = "safety", _("The source’s safety")
    COURT = "court", _("A court’s order")
    CORRECTION = "correction", _("To correct what is kept")


class Way(models.TextChoices):
    """How a source comes to another handler."""

    OFFERED = "offered", _("Offered by the handler")
    ASSIGNED = "assigned", _("Proposed by a supervisor")


class Answer(models.TextChoices):
    """What became of a hand-over; empty while it is open."""

    OPEN = "", _("Open")
    TAKEN = "taken", _("Taken over")
    DECLINED = "declined", _("Declined")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
