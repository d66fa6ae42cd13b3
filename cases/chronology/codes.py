"""Codes of what happened in a case, and of the ways people were brought."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OnTheWay(TextChoices):
    """What a place is to a route (the three of the Palermo Protocol's travaux and of every flow map)."""

    ORIGIN = "origin", _("Origin")
    TRANSIT = "transit", _("Transit")
    DESTINATION = "destination", _("Destination")


class Located(TextChoices):
    """Where an entry's coordinates are from."""

    NOWHERE = "", _("Not on the map")
    LOOKED_UP = "gazetteer", _("By its name, from the gazetteer")
    GIVEN = "given", _("As the agency gave them")
