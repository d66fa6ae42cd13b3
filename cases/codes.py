"""Code lists of joint cases, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """States of a joint case (the domain page, section 5)."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    OPEN = "open", _("Open")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


class Outcome(models.TextChoices):
    """How a case ended (the domain page, section 5)."""

    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Acquitted")
    DISCONTINUED = "discontinued", _("Discontinued")
    VICTIMS_RECOVERED = "victims_recovered", _("Victims recovered")
    TRANSFERRED = "transferred", _("Transferred")
    UNRESOLVED = "unresolved", _("Unresolved")


class Tlp(models.TextChoices):
    """Traffic Light Protocol 2.0 (FIRST): who may ever be named as a recipient."""

    RED = "RED", "TLP:RED"
    AMBER_STRICT = "AMBER+STRICT", "TLP:AMBER+STRICT"
    AMBER = "AMBER", "TLP:AMBER"
    GREEN = "GREEN", "TLP:GREEN"
    CLEAR = "CLEAR", "TLP:CLEAR"


class Handling(models.TextChoices):
    """Handling codes of Europol's SIENA; a record carries a set of them."""

    H0 = "H0", _("H0: only to prevent and combat crime")
    H1 = "H1", _("H1: not in judicial proceedings without the provider's permission")
    H2 = "H2", _("H2: not to be passed on without the provider's permission")
    H3 = "H3", _("H3: other restrictions, given in words")


class Level(models.TextChoices):
    """What an agency is in a case."""

    LEAD = "lead", _("Lead")
    PARTNER = "partner", _("Partner")
    OBSERVER = "observer", _("Observer")


class Part(models.TextChoices):
    """State of an agency's participation."""

    PENDING = "pending", _("Invited")
    ACTIVE = "active", _("Takes part")
    DECLINED = "declined", _("Declined")
    REVOKED = "revoked", _("Ended by the lead")
    LEFT = "left", _("Left")
    EXPIRED = "expired", _("Ran out")
