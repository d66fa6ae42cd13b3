"""An agency: the unit that holds grants, originates records and answers for its people."""

import uuid

from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.countries import validate_country
from agencies.telephone import validate_phone
from audit.log import Ref


class Agency(models.Model):
    """One office of one country (or of an international body), with its guardian group."""

    class Kind(models.TextChoices):
        """Kinds of agency the centre links; codes are those of the world file."""

        POLICE = "police", _("Police")
        NCB = "ncb", _("INTERPOL National Central Bureau")
        BORDER = "border", _("Border force")
        IMMIGRATION = "immigration", _("Immigration")
        PROSECUTION = "prosecution", _("Prosecution")
        COURT = "court", _("Court")
        LABOUR = "labour", _("Labour inspection")
        WELFARE = "welfare", _("Social welfare")
        CONSULAR = "consular", _("Consular service")
        HEALTH = "health", _("Health service")
        IO = "io", _("International organisation")
        NGO = "ngo", _("Non-governmental organisation")
        LEGAL = "legal", _("Legal aid")
        CENTRE = "centre", _("Coordination centre")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    country = models.CharField(max_length=2, validators=[validate_country])
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    desk_email = models.EmailField(blank=True)
    desk_phone = models.CharField(max_length=30, blank=True, validators=[validate_phone])
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="agency", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        default_permissions = ()
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> Ref:
        """The agency in the log."""
        return Ref(type="agency", id=self.pk, root_type="agency", root=self.pk, owner=self.pk)
