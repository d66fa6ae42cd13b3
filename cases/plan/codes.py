"""Code lists of the action plan, each written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActionState(models.TextChoices):
    """States of an item (the domain page, section 5); `proposed` waits for the agency it names, or for the lead."""

    PROPOSED = "proposed", _("Proposed")
    OPEN = "open", _("To do")
    DOING = "doing", _("Being done")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Given up")


PENDING = (ActionState.PROPOSED, ActionState.OPEN, ActionState.DOING)
ENDED = (ActionState.DONE, ActionState.DROPPED)
