"""What keeps guessing down: failed attempts, addresses a person is known from, and codes already used."""

from django.db import models
from django.db.models.functions import Now

from agencies.models.person import Person


class Attempt(models.Model):
    """A try at a secret that failed, or (`failed` false) is being checked at this moment. Successes are deleted.

    `account` is a digest of the name typed, so that this table holds no password typed into the wrong box and says
    nothing about who exists.
    """

    kind = models.CharField(max_length=10)
    account = models.CharField(max_length=64)
    address = models.GenericIPAddressField()
    known = models.BooleanField()
    failed = models.BooleanField(default=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "account", "at"], name="attempt_account"),
            models.Index(fields=["kind", "address", "at"], name="attempt_address"),
            models.Index(fields=["at"], name="attempt_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.address}"


class KnownAddress(models.Model):
    """An address from which an account was opened with both factors."""

    account = models.CharField(max_length=64)
    address = models.GenericIPAddressField()
    last_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["account", "address"], name="known_address_once")]

    def __str__(self) -> str:
        return self.address


class UsedCode(models.Model):
    """An authenticator code that was accepted: good once per person and channel."""

    class Channel(models.TextChoices):
        """Where a code was given."""

        SIGN_IN = "sign-in"
        STEP_UP = "step-up"
        TOKEN = "token"  # noqa: S105 (a channel)
        ENROLMENT = "enrolment"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    step = models.BigIntegerField()  # RFC 6238: the number of 30-second steps since 1970
    at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "channel", "step"], name="used_code_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.step}"
