"""Code lists of urgent alerts, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an alert is for (the domain page, section 7)."""

    MISSING = "missing", _("Missing person")
    ENDANGERED = "endangered", _("Person in danger")


class Ground(models.TextChoices):
    """Why a tracing sheet may be shown (the domain page, section 7): one of these, or it may not."""

    GUARDIAN_CONSENT = "guardian_consent", _("Consent of the guardian")
    VITAL_INTEREST = "vital_interest", _("Vital interest, to be reviewed within 72 hours")


class Given(models.TextChoices):
    """How a consent was given (the domain page, section 7)."""

    WRITTEN = "written", _("In writing")
    THUMBPRINT = "thumbprint", _("By thumbprint")
    ORAL = "oral", _("Orally, before a witness")


class Sex(models.TextChoices):
    """As the person is described to those who look for them."""

    UNKNOWN = "", _("Not known")
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")


class Word(models.TextChoices):
    """What a desk says as it acknowledges an alert."""

    SEEN = "seen", _("Seen")
    SEARCHING = "searching", _("Searching")
    INFORMATION = "information", _("We have information")


class Outcome(models.TextChoices):
    """How an alert ended. Codes, so that the log says nothing of the person."""

    SAFE = "safe", _("Found, safe")
    DEAD = "dead", _("Found dead")
    ELSEWHERE = "elsewhere", _("Found elsewhere, by others")
    MISTAKEN = "mistaken", _("Raised by mistake")
    REVIEW = "review", _("Ended by the review")
    TIME = "time", _("Its time was over")


CHOSEN = [(one.value, one.label) for one in Outcome if one not in (Outcome.REVIEW, Outcome.TIME)]


class Purpose(models.TextChoices):
    """What a tracing sheet is opened for. A code, so that the log never holds a sentence about a person."""

    SEARCH = "search", _("To search, or to brief those who search")
    COMPARE = "compare", _("To compare with somebody who was found")
    ANSWER = "answer", _("To write or read what is known")
    REVIEW = "review", _("To review the alert")
    CORRECTION = "correction", _("To check what was written")
