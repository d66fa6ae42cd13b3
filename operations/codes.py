"""The codes of operations: the domain page, section 6, and the world format."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """planning -> approved -> tactical -> closing -> frozen -> published."""

    PLANNING = "planning", _("Planning")
    APPROVED = "approved", _("Plan approved")
    TACTICAL = "tactical", _("Action days")
    CLOSING = "closing", _("Closing")
    FROZEN = "frozen", _("Figures frozen")
    PUBLISHED = "published", _("Published")


REPORTING = (State.TACTICAL, State.CLOSING)  # when figures may be given, judged and corrected
FINAL = (State.FROZEN, State.PUBLISHED)  # when nothing changes any more


class Part(models.TextChoices):
    """What an agency is in an operation, beside coordinating it."""

    DELEGATION = "delegation", _("Delegation")
    OBSERVER = "observer", _("Observer")


COORDINATOR = "coordinator"  # the level of the agency that keeps the operation


class Category(models.TextChoices):
    """What is counted. The four kinds of arrests are counted within `arrests` and never added to it."""

    VICTIMS_IDENTIFIED = "victims_identified", _("Victims identified")
    VICTIMS_RESCUED = "victims_rescued", _("Victims rescued and assisted")
    ARRESTS = "arrests", _("Arrests")
    ARRESTS_TRAFFICKING = "arrests_trafficking", _("Arrests for trafficking")
    ARRESTS_SMUGGLING = "arrests_smuggling", _("Arrests for smuggling")
    ARRESTS_CHILD = "arrests_child_abuse_or_labour", _("Arrests for child abuse or labour")
    ARRESTS_OTHER = "arrests_other", _("Arrests for other offences")
    IRREGULAR_MIGRANTS = "irregular_migrants", _("Irregular migrants identified")
    INVESTIGATIONS = "investigations_opened", _("New investigations")
    WARRANTS = "warrants_executed", _("Warrants executed")
    CHECKS = "database_checks", _("Database checks")
    FLIGHTS = "flights_monitored", _("Flights monitored")
    DOCUMENTS = "documents_seized", _("Documents seized")
    VEHICLES = "vehicles_seized", _("Vehicles and vessels seized")
    CASH = "cash_seized", _("Cash seized")
    OFFICERS = "officers_deployed", _("Officers deployed")
    UNITS = "coordination_units", _("Coordination units")
    REPATRIATIONS = "repatriations", _("Repatriations")
    REUNIONS = "reunions", _("Families reunited")
    HIDDEN_SITES = "hidden_sites", _("Hidden sites found")
    ROUTES = "routes_discovered", _("New routes discovered")


WITHIN_ARRESTS = (
    Category.ARRESTS_TRAFFICKING, Category.ARRESTS_SMUGGLING, Category.ARRESTS_CHILD, Category.ARRESTS_OTHER,
)  # fmt: skip


class Status(models.TextChoices):
    """What is held of a figure."""

    REPORTED = "reported", _("Reported")
    VERIFIED = "verified", _("Verified")
    DISPUTED = "disputed", _("Disputed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES = {
    Status.REPORTED: {Status.VERIFIED, Status.DISPUTED, Status.WITHDRAWN},
    Status.DISPUTED: {Status.VERIFIED, Status.WITHDRAWN},
    Status.VERIFIED: {Status.DISPUTED},
    Status.WITHDRAWN: set(),
}  # fmt: skip
COUNTED = (Status.REPORTED, Status.VERIFIED, Status.DISPUTED)  # all but what was withdrawn


class Dimension(models.TextChoices):
    """By what the running sums are kept."""

    TOTAL = "total", _("In all")
    DAY = "day", _("By day")
    NATIONALITY = "nationality", _("By nationality")
    SITE = "site", _("By site")


class Place(models.TextChoices):
    """What kind of place a site is."""

    BORDER_POST = "border_post", _("Border post")
    AIRPORT = "airport", _("Airport")
    PORT = "port", _("Port")
    CHECKPOINT = "checkpoint", _("Checkpoint")
    WORKPLACE = "workplace", _("Workplace")
    VENUE = "venue", _("Hotel or venue")
    ONLINE = "online", _("Online")
    OTHER = "other", _("Other place")
