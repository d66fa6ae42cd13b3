"""Code lists of intelligence reports, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """States of a report (the world file's list)."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    VALIDATED = "validated", _("Validated")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WRITABLE = frozenset({State.DRAFT, State.SUBMITTED})


class Piece(models.TextChoices):
    """The parts of a report that a release may withhold (the world file's list)."""

    TITLE = "title", _("Title")
    BODY = "body", _("Text")
    PLACE = "place", _("Place")
    ROUTE = "route", _("Route")
    PLATFORMS = "platforms", _("Platforms")
    SUBJECTS = "subjects", _("Subjects")
    ATTACHMENTS = "attachments", _("Attachments")
    GRADES = "grades", _("Grades")


class Made(models.TextChoices):
    """How a wording came about: as written, or as a translation by whom."""

    ORIGINAL = "original", _("Original")
    TRANSLATED = "translated", _("Translated by a person")
    MACHINE = "machine", _("Translated by a machine")
    CHECKED = "checked", _("Translated by a machine, checked by a person")


class PlatformKind(models.TextChoices):
    """Where victims were recruited or controlled online."""

    SOCIAL = "social", _("Social network")
    MESSAGING = "messaging", _("Messaging")
    GAME = "game", _("Online game")
    ADVERT = "advert", _("Advertisement or job board")
    DATING = "dating", _("Dating")
    PAYMENT = "payment", _("Payment")
    OTHER = "other", _("Other")


class Exploitation(models.TextChoices):
    """Forms of exploitation (the world file's list)."""

    SEXUAL = "sexual", _("Sexual exploitation")
    LABOUR = "labour", _("Forced labour")
    DOMESTIC_SERVITUDE = "domestic_servitude", _("Domestic servitude")
    FORCED_CRIMINALITY = "forced_criminality", _("Forced criminality")
    FORCED_BEGGING = "forced_begging", _("Forced begging")
    FORCED_MARRIAGE = "forced_marriage", _("Forced marriage")
    ORGAN_REMOVAL = "organ_removal", _("Removal of organs")
    ILLEGAL_ADOPTION = "illegal_adoption", _("Illegal adoption")
    SURROGACY = "surrogacy", _("Surrogacy")
    OTHER = "other", _("Other")


class Circle(models.TextChoices):
    """Named groups of agencies (the domain page, section 2): who may ever be named as a recipient."""

    ANY = "any", _("Any agency")
    LAW_ENFORCEMENT = "law_enforcement", _("Law enforcement")
    SUPPORT = "support", _("Support organisations")
