"""Code lists of case review meetings, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """How the agencies meet: around a table, at the border they share, or on a screen."""

    WORKSHOP = "workshop", _("Workshop")
    BORDER = "border", _("Border meeting")
    VIDEO = "video", _("Video meeting")


class ReviewState(models.TextChoices):
    """States of a meeting: planned -> open -> closed; closed means that its minutes are fixed."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Closed")


class Seat(models.TextChoices):
    """State of an agency's seat at a meeting."""

    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("Attends")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Invitation withdrawn")


SEATED = (Seat.INVITED, Seat.ACCEPTED)


class Category(models.TextChoices):
    """What agencies state at a meeting of what happened outside the centre's records.

    Of the result categories of operations (the domain page, section 6), those that a review of cases asks for.
    """

    VICTIMS_RESCUED = "victims_rescued", _("Victims rescued")
    VICTIMS_IDENTIFIED = "victims_identified", _("Victims identified")
    ARRESTS = "arrests", _("Arrests")
    WARRANTS_EXECUTED = "warrants_executed", _("Warrants executed")
    INVESTIGATIONS_OPENED = "investigations_opened", _("New investigations")
    HIDDEN_SITES = "hidden_sites", _("Hidden sites found")
    ROUTES_DISCOVERED = "routes_discovered", _("New routes discovered")
    REPATRIATIONS = "repatriations", _("Repatriations")
    REUNIONS = "reunions", _("Families reunited")
