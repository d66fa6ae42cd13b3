"""Code lists of notices and diffusions, each written once.

RPD: INTERPOL's Rules on the Processing of Data, III/IRPD/GA/2011, public at interpol.int among its legal documents.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The colours (RPD, articles 82 to 95); Silver is a pilot that the General Assembly decided on in 2023."""

    RED = "red", _("Red: wanted for arrest and extradition")
    YELLOW = "yellow", _("Yellow: missing person")
    BLUE = "blue", _("Blue: information about a person")
    BLACK = "black", _("Black: unidentified body")
    GREEN = "green", _("Green: warning about a person")
    ORANGE = "orange", _("Orange: imminent danger")
    PURPLE = "purple", _("Purple: way of committing crimes")
    SILVER = "silver", _("Silver (pilot): assets")
    UN_SPECIAL = "un_special", _("INTERPOL–UN Special: sanctions")


NEEDS_PERSON = frozenset({Kind.RED, Kind.YELLOW, Kind.BLUE, Kind.GREEN, Kind.SILVER, Kind.UN_SPECIAL})


class Form(models.TextChoices):
    """How it travels: published by the General Secretariat (RPD, 73), or sent by a bureau to some others (RPD, 97)."""

    NOTICE = "notice", _("Notice")
    DIFFUSION = "diffusion", _("Diffusion")


class State(models.TextChoices):
    """How far it is."""

    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready")
    SUBMITTED = "submitted", _("Submitted to the NCB")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired")


WRITABLE = (State.DRAFT, State.READY)
LIVE = (State.READY, State.SUBMITTED, State.PUBLISHED)


class Sex(models.TextChoices):
    """As notices give it."""

    MALE = "male", _("Male")
    FEMALE = "female", _("Female")
    UNKNOWN = "unknown", _("Unknown")


class Means(models.TextChoices):
    """What there is to tell the person (or the body) by, beside a name (RPD, 83(2)(a) and 91)."""

    PHOTO = "photo", _("Photograph of good quality")
    FINGERPRINTS = "fingerprints", _("Fingerprints")
    DNA = "dna", _("DNA profile")
    DENTAL = "dental", _("Dental record")


class Sought(models.TextChoices):
    """What a wanted person is sought for (RPD, 83(1)(b))."""

    PROSECUTION = "prosecution", _("Prosecution")
    SENTENCE = "sentence", _("Serving a sentence")


LEAST_PENALTY = 24  # months of deprivation of liberty that the offence carries at most (RPD, 83(1)(b)(i))
LEAST_SENTENCE = 6  # months imposed or still to serve (RPD, 83(1)(b)(ii))
KEPT_YEARS = 5  # at most, then justified anew or deleted (RPD, 49)
