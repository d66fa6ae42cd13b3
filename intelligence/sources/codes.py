"""Code lists of sources, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reliability(models.TextChoices):
    """How far a source can be relied on: capitals by Europol 4x4 (Regulation (EU) 2016/794, article 29), small letters
    by the Admiralty code (NATO AJP-2.1). One is never converted into the other."""

    A4 = "A", _("A: no doubt of authenticity, trustworthiness or competence")
    B4 = "B", _("B: mostly reliable")
    C4 = "C", _("C: mostly unreliable")
    X4 = "X", _("X: cannot be assessed")
    A = "a", _("a: completely reliable")
    B = "b", _("b: usually reliable")
    C = "c", _("c: fairly reliable")
    D = "d", _("d: not usually reliable")
    E = "e", _("e: unreliable")
    F = "f", _("f: reliability cannot be judged")


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
