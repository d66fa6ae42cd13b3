"""Code lists of hit / no-hit, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Band(models.TextChoices):
    """How sure a match is (`intelligence.matching`)."""

    MATCH = "match", _("Match")
    POSSIBLE = "possible", _("Possible")


class Way(models.TextChoices):
    """How a hit came about."""

    QUERY = "query", _("Somebody asked")
    STANDING = "standing", _("A standing query")
    SCREENING = "screening", _("A record of theirs")


class State(models.TextChoices):
    """How a hit stands with the agency that holds the record (the domain page, section 4)."""

    OPEN = "open", _("Waiting for an answer")
    REFUSED = "refused", _("Refused")
    PROPOSED = "proposed", _("Joint case proposed")
    ANSWERED = "answered", _("Answered")
