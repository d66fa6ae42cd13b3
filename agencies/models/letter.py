"""Mail that waits to be sent, so that neither a slow mail server nor a missing account shows in an answer."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from agencies.models.invitation import Invitation
from agencies.models.person import Person


class Letter(models.Model):
    """One mail to one person. Sent letters are deleted; `sealed` holds an invitation's token under the field key."""

    class Kind(models.TextChoices):
        """What the mail is for; the words are in `agencies.letters`."""

        INVITATION = "invitation"
        PASSWORD_RESET = "reset"  # noqa: S105 (a kind of mail)
        PASSWORD_CHANGED = "password"  # noqa: S105
        FACTOR_CHANGED = "factor"

    kind = models.CharField(max_length=12, choices=Kind)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, null=True, related_name="+")
    sealed = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["due_at"], name="letter_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="invitation", invitation__isnull=False, person=None)
                | (~Q(kind="invitation") & Q(invitation=None)),
                name="letter_of_one_kind",
            )
        ]

    def __str__(self) -> str:
        return self.kind
