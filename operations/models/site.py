"""Places where an operation acts."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.countries import validate_country
from agencies.models import Agency
from audit.log import Led, Ref, record
from coordination_center.errors import IllegalMove, Invalid
from operations.codes import FINAL, Place


class Site(models.Model):
    """A border post, an airport, a workplace. `only`: the agencies that alone may know of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="sites")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=12, choices=Place, default=Place.OTHER)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    only = ArrayField(models.UUIDField(), default=list, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Site"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat=None, lon=None)
                | models.Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="site_on_earth",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> Ref:
        """How the log names this site."""
        return Ref("site", self.pk, "operation", self.operation_id, self.agency_id)

    def describe(self, **facts: Any) -> None:
        """Set name, kind, country and position. `Invalid` for no country, and where only half a position is given."""
        for field, value in facts.items():
            setattr(self, field, value)
        try:
            validate_country(self.country)
        except ValidationError as error:
            raise Invalid(fields={"country": error.messages}) from error
        if (self.lat is None) != (self.lon is None):
            raise Invalid(fields={"lat": [_("Give both latitude and longitude, or neither.")]})


class Sites(models.Model):
    """Verbs of sites: the coordinating agency and every delegation may add; its adder takes one away."""

    class Meta:
        abstract = True

    def add_site(
        self: Any, *, by: Viewer, only: list[Agency] | None = None, id: uuid.UUID | None = None, **facts: Any  # noqa: A002
    ) -> Site:  # fmt: skip
        """A new site. `only` are agencies that take part, the acting one among them; else `Invalid`.

        It never moves the operation in lists: those who may not know of it would see that something happened.
        """
        with acting(self, by=by, action="operation.report"):
            if self.state in FINAL:
                raise IllegalMove(_("The figures are frozen: the operation stays as it is."))
            self._check_audience(by, only or [])
            audience = sorted(agency.pk for agency in only or [])
            site = Site(id=id or uuid.uuid4(), operation=self, agency=by.agency, only=audience)
            site.describe(**facts)
            site.created_at = self.clock()
            site.save(force_insert=True)
            record("site.added", by=by, on=site.ref, led=Led.COLLECTION)
        return site

    def _check_audience(self: Any, by: Viewer, only: list[Agency]) -> None:
        if only and by.agency not in only:
            raise Invalid(fields={"only": [_("Your own agency must be among those who see it.")]})
        there = {self.originator_id, *self.parts.values_list("agency_id", flat=True)}
        if any(agency.pk not in there for agency in only):
            raise Invalid(fields={"only": [_("Choose agencies that take part.")]})
