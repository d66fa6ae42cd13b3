"""A person who signs in. What they may do comes from their memberships alone."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_perm  # type: ignore[attr-defined]  # missing in its stubs
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from audit.log import Ref


class PersonManager(BaseUserManager["Person"]):
    """Looks people up the way they type themselves: without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):  # type: ignore[django-manager-missing]  # knox's related manager is untyped
    """`auth_epoch` is part of every credential: raising it ends all sessions and tokens on their next request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        max_length=150, validators=[RegexValidator(r"^[\w.@+-]+\Z", _("Use letters, digits and . @ + - _ only."))]
    )
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=10, default="en")
    is_active = models.BooleanField(default=True, editable=False)
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)
    suspended_by = models.ForeignKey(
        "agencies.Agency", on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )  # who may let the person in again: this agency, or the centre
    auth_epoch = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "email"]
    is_superuser = is_staff = False  # nobody is above the policy table

    objects = PersonManager()

    class Meta:
        default_permissions = ()
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(Lower("username"), name="person_username_any_case"),
            models.UniqueConstraint(Lower("email"), name="person_email_any_case"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_in_lower_case"),
            models.CheckConstraint(
                condition=models.Q(is_active=True, suspended_at=None)
                | models.Q(is_active=False, suspended_at__isnull=False),
                name="person_active_or_suspended",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def ref(self, owner: uuid.UUID | None) -> Ref:
        """The person in the log; `owner` is the agency whose oversight is to see the event."""
        return Ref(type="person", id=self.pk, root_type="person", root=self.pk, owner=owner)

    def get_session_auth_hash(self) -> str:
        """A session carries this: it dies with the password and with the epoch."""
        return self._session_hash()

    def get_session_auth_fallback_hash(self):  # type: ignore[no-untyped-def]
        from django.conf import settings

        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None = None) -> str:
        value = f"{self.password}:{self.auth_epoch}"
        return salted_hmac("agencies.Person.session", value, secret=secret, algorithm="sha256").hexdigest()

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Ask the backends: `access.backend` answers from grants. Nobody holds a permission without an object."""
        return obj is not None and bool(_user_has_perm(self, perm, obj))
