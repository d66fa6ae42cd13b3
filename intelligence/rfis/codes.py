"""Code lists of requests for information, each written once, and how long after its clock a request is still open."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination_center.working_time import Urgency


class State(models.TextChoices):
    """How far a request is with one addressee (the domain page, section 3, and the world file's list)."""

    SENT = "sent", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = (State.SENT, State.ACKNOWLEDGED)
ENDED = (State.ANSWERED, State.REFUSED, State.EXPIRED)


class Answer(models.TextChoices):
    """What an answer is (the domain page, section 3)."""

    POSITIVE = "positive", _("Positive: we hold what was asked")
    NEGATIVE = "negative", _("Negative: we hold nothing")
    PARTIAL = "partial", _("In part")


class Refusal(models.TextChoices):
    """Why an agency does not answer: the grounds of EU Framework Decision 2006/960/JHA, article 10, and practice."""

    SECURITY = "security", _("It would harm national security")
    ONGOING = "ongoing", _("It would endanger an investigation, an operation or a person")
    OUT_OF_PROPORTION = "out_of_proportion", _("It is out of proportion to the purpose")
    NO_LEGAL_BASIS = "no_legal_basis", _("Our law does not allow it")
    NOT_COMPETENT = "not_competent", _("Another authority is competent")
    OTHER = "other", _("Another reason")


class Said(models.TextChoices):
    """What a message of a thread is."""

    NOTE = "note", _("wrote")
    QUESTION = "question", _("asked back")
    ANSWER = "answer", _("answered")
    REFUSAL = "refusal", _("refused")
    REOPENING = "reopening", _("asked for what is missing")


# A late answer is worth more than none: past its clock a request is overdue, and only this much later it is closed.
STILL_OPEN = {
    Urgency.ROUTINE: timedelta(days=30),
    Urgency.URGENT: timedelta(days=7),
    Urgency.THREAT_TO_LIFE: timedelta(days=1),
}
