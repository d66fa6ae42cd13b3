"""How a source and what it says are evaluated: two schemes, each written once, never converted into the other."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    """By which of them."""

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
# How far a source can be relied on, in either scheme: capitals are Europol's, small letters the Admiralty's.
RELIABILITY = [*SourceGrade.choices, *AdmiraltySource.choices]
