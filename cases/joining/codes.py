"""Code lists of cases that belong together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import Tlp


class Kind(models.TextChoices):
    """Why two cases belong together; the last three are written by merging and splitting alone."""

    SAME_NETWORK = "same_network", _("Same network")
    SAME_SUBJECT = "same_subject", _("Same subject")
    FOLLOW_UP = "follow_up", _("Follow-up")
    OTHER = "other", _("Other")
    CONTINUED_IN = "continued_in", _("Continued in")
    TOOK_OVER = "took_over", _("Took over the records of")
    SPLIT_FROM = "split_from", _("Split from")


BY_HAND = (Kind.SAME_NETWORK, Kind.SAME_SUBJECT, Kind.FOLLOW_UP, Kind.OTHER)
BACKWARDS = {  # how a relation reads from the other case
    Kind.FOLLOW_UP: _("Followed up by this case"),
}


class Answer(models.TextChoices):
    """How a proposal to merge or to split stands."""

    OFFERED = "offered", _("Proposed")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


STRICTNESS = {Tlp.CLEAR: 0, Tlp.GREEN: 1, Tlp.AMBER: 2, Tlp.AMBER_STRICT: 3, Tlp.RED: 4}  # TLP 2.0
