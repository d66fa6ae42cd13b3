"""Code lists of the release ledger, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination_center.working_time import Urgency

__all__ = ["OPEN", "Learned", "Leave", "Said", "State", "Step", "Urgency"]


class State(models.TextChoices):
    """States of a release (the domain page, section 3, and the world file's list)."""

    REQUESTED = "requested", _("Requested")
    ASKED_BACK = "asked_back", _("Asked back")
    OFFERED = "offered", _("Offered")
    ACTIVE = "active", _("Released")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RECALLED = "recalled", _("Recalled")
    EXPIRED = "expired", _("Expired")


OPEN = frozenset({State.REQUESTED, State.ASKED_BACK, State.OFFERED})


class Learned(models.TextChoices):
    """How the asking agency learned of the report."""

    HIT = "hit", _("A hit")
    REFERENCE = "reference", _("Its reference")
    MEETING = "meeting", _("A meeting")
    OFFER = "offer", _("The originator’s offer")


class Leave(models.TextChoices):
    """What a recipient may do with a report beyond reading it, where the originator allows it with the release.

    `cases`: attach it to cases whose other participants do not have it (H2). `judicial`: attach it to legal requests
    (H1: not in judicial proceedings without the provider's permission).
    """

    CASES = "cases", _("In cases with other agencies")
    JUDICIAL = "judicial", _("In legal requests")


class Step(models.TextChoices):
    """What an officer of the originator did to a release: each leaves a line that is only ever added to."""

    APPROVED = "approved", _("Approved")
    CONFIRMED = "confirmed", _("Confirmed as the second officer")
    VOIDED = "voided", _("The approval fell: the content or the terms changed")
    REFUSED = "refused", _("Refused")
    OFFERED = "offered", _("Offered")
    LOOKED = "looked", _("Looked at a second time")
    RECALLED = "recalled", _("Recalled")


class Said(models.TextChoices):
    """What a message of a release is."""

    QUESTION = "question", _("Question")
    REPLY = "reply", _("Reply")
    TEARLINE = "tearline", _("Cleared beforehand for a threat to life")
