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


class Scheme(models.TextChoices):
    """How source and information are evaluated. One is never converted into the other."""

    EUROPOL = "4x4", _("Europol 4x4")
    ADMIRALTY = "admiralty", _("Admiralty")


class SourceGrade(models.TextChoices):
    """Europol 4x4: how far the source can be relied on (Europol Regulation (EU) 2016/794, article 29)."""

    A = "A", _("A: no doubt of authenticity, trustworthiness or competence")
    B = "B", _("B: mostly reliable")
    C = "C", _("C: mostly unreliable")
    X = "X", _("X: cannot be assessed")


class InformationGrade(models.TextChoices):
    """Europol 4x4: how far the information can be relied on (the same article)."""

    ONE = "1", _("1: accuracy not in doubt")
    TWO = "2", _("2: known personally to the source, not to the reporting official")
    THREE = "3", _("3: not known personally to the source, but corroborated")
    FOUR = "4", _("4: not known personally and cannot be corroborated")


class AdmiraltySource(models.TextChoices):
    """Admiralty code (NATO AJP-2.1): reliability of the source."""

    A = "a", _("a: completely reliable")
    B = "b", _("b: usually reliable")
    C = "c", _("c: fairly reliable")
    D = "d", _("d: not usually reliable")
    E = "e", _("e: unreliable")
    F = "f", _("f: reliability cannot be judged")


class AdmiraltyInformation(models.TextChoices):
    """Admiralty code (NATO AJP-2.1): credibility of the information."""

    ONE = "1", _("1: confirmed by other sources")
    TWO = "2", _("2: probably true")
    THREE = "3", _("3: possibly true")
    FOUR = "4", _("4: doubtful")
    FIVE = "5", _("5: improbable")
    SIX = "6", _("6: truth cannot be judged")


GRADES: dict[str, tuple[type[models.TextChoices], type[models.TextChoices]]] = {
    Scheme.EUROPOL: (SourceGrade, InformationGrade),
    Scheme.ADMIRALTY: (AdmiraltySource, AdmiraltyInformation),
}


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
