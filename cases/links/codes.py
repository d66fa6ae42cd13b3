"""Code list of links between subjects, written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """How one subject is tied to another (the world file's list); read as a sentence: source, kind, target."""

    USES = "uses", _("uses")
    PAYS = "pays", _("pays")
    RECRUITS = "recruits", _("recruits")
    TRANSPORTS = "transports", _("transports")
    CONTROLS = "controls", _("controls")
    KNOWS = "knows", _("knows")
    OWNS = "owns", _("owns")
    FAMILY = "family", _("is family of")
    PHONED = "phoned", _("phoned")
    MET = "met", _("met")
    OTHER = "other", _("is tied to")


MUTUAL = frozenset({Kind.KNOWS, Kind.FAMILY, Kind.MET, Kind.OTHER})  # the same, read from either end
