"""Drafts at rest: sealed, and bound to their writer, agency and form."""

from django.db import models
from django.db.models.functions import Now

from agencies.models import Agency, Person


class Draft(models.Model):
    """The last of what somebody typed into a form. `form` is a digest: the table does not say on what they work.

    Once the form was sent, `sealed` is empty and `spent` says by a digest which rendering of it was sent, so that a
    save that comes late does not bring the text back.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=64)
    sealed = models.TextField(blank=True)
    spent = models.CharField(max_length=64, blank=True)
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "agency", "form"], name="draft_once")]
        indexes = [models.Index(fields=["kept_at"], name="draft_kept_at")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
