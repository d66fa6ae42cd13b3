"""Code lists of warrants, each written once, and the days by which a country is expected to have answered."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """States of a warrant (the domain page, section 5)."""

    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
    TRANSMITTED = "transmitted", _("Transmitted")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    EXECUTED = "executed", _("Executed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Channel(models.TextChoices):
    """The way a warrant takes to the country that must act (the domain page, section 5)."""

    DIPLOMATIC = "diplomatic", _("Diplomatic channel")
    CENTRAL_AUTHORITY = "central_authority", _("Central authority")
    NCB = "ncb", _("INTERPOL National Central Bureau")


LIVE = (State.ISSUED, State.TRANSMITTED, State.ACKNOWLEDGED)  # it binds somebody now
ANSWER_WITHIN = {
    # A bureau's message is with the other bureau the same day; two weeks are for finding the person on file.
    Channel.NCB: timedelta(days=14),
    # Ministry of justice to ministry of justice, as the ASEAN treaty on mutual legal assistance has it (article 4).
    Channel.CENTRAL_AUTHORITY: timedelta(days=30),
    # Two foreign ministries and an embassy stand between; extradition treaties commonly give the papers 60 days.
    Channel.DIPLOMATIC: timedelta(days=60),
}
EXPIRES_SOON = timedelta(days=30)
