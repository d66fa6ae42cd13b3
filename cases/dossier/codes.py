"""What a dossier is printed for. The log keeps it, and the originator of the case reads it there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """Why somebody takes a case out of the centre on paper; `coordination_center.marking.PURPOSES` has them too."""

    BRIEFING = "briefing", _("Meeting or briefing")
    ASSISTANCE = "assistance", _("Attachment to a request for assistance")
    COURT = "court", _("Court or prosecutor")
    OWN_FILE = "own_file", _("File of the own agency")
