"""Code lists of networks, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """What a person or organisation is in a network (the roles of the domain page, section 5, seen across cases)."""

    ORGANISER = "organiser", _("Organiser")
    CELL = "cell", _("Leads a cell")
    RECRUITMENT = "recruitment", _("Recruitment")
    TRANSPORT = "transport", _("Transport and harbouring")
    DOCUMENTS = "documents", _("Documents")
    MONEY = "money", _("Money")
    PROTECTION = "protection", _("Protection by officials")
    OTHER = "other", _("Other")


class Priority(models.TextChoices):
    """How urgently the centre's agencies want a member found; `target` is the list that every meeting goes through."""

    NONE = "", _("No priority")
    WATCH = "watch", _("Watch")
    TARGET = "target", _("Priority target")


class Share(models.TextChoices):
    """What an agency is in a network."""

    KEEPER = "keeper", _("Keeper")
    READER = "reader", _("Reader")
