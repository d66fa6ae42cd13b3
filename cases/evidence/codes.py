"""Code lists of evidence, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceKind(models.TextChoices):
    """What a piece of evidence is."""

    DOCUMENT = "document", _("Document")
    PHOTO = "photo", _("Photo")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Sound recording")
    MESSAGES = "messages", _("Messages, chat")
    DEVICE = "device", _("Data of a device")
    FINANCIAL = "financial", _("Payments, accounts")
    STATEMENT = "statement", _("Statement")
    OBJECT = "object", _("Object")
    OTHER = "other", _("Other")


class Step(models.TextChoices):
    """A row of the custody chain. An offer is answered by exactly one of received, declined, recalled."""

    REGISTERED = "registered", _("Taken in")
    MOVED = "moved", _("Moved")
    OFFERED = "offered", _("Hand-over offered")
    RECEIVED = "received", _("Received")
    DECLINED = "declined", _("Not received")
    RECALLED = "recalled", _("Offer taken back")


ANSWERS = (Step.RECEIVED, Step.DECLINED, Step.RECALLED)
