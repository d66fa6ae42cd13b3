"""What people are told of, through what, and how soon."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a notification is about; a person chooses for each kind how soon a mail says so."""

    ALERT = "alert", _("Urgent alerts")
    INVITATION = "invitation", _("Invitations and offers")
    RELEASE = "release", _("Releases of intelligence")
    RFI = "rfi", _("Requests for information")
    HIT = "hit", _("Hits")
    REPORT = "report", _("Reports of my agency")
    SOURCE = "source", _("Sources")
    WORK = "work", _("Work for my agency")
    CASE = "case", _("Cases and meetings")
    OPERATION = "operation", _("Operations")
    CLOCK = "clock", _("Clocks that run out")
    DUTY = "duty", _("Duty and oversight")
    CHANGE = "change", _("Records I watch")
    UNDELIVERED = "undelivered", _("What could not be delivered")


class Pace(models.TextChoices):
    """How soon a mail says that something waits. An urgent matter is mailed at once whatever the pace."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    NEVER = "never", _("Never")


class Channel(models.TextChoices):
    """Through what a delivery goes. The inbox itself needs none."""

    EMAIL = "email", _("E-mail")
    DESK = "desk", _("E-mail to the desk")
    WEBHOOK = "webhook", _("Webhook")


class Outcome(models.TextChoices):
    """Of a delivery. `dropped`: its reader may no longer know of the matter. What was given up is `dead_at`."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("No longer due")


class Stage(models.IntegerChoices):
    """How a clock presses, one after the other: whoever is to act, then their supervisor, then the centre."""

    WARNED = 1, _("Runs out soon")
    OVERDUE = 2, _("Has run out")
    SUPERVISOR = 3, _("The supervisor was told")
    CENTRE = 4, _("The centre was told")
