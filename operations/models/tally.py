"""Running sums of an operation, kept in the transaction of each increment and each verdict."""

from django.db import models

from access.querysets import ProtectedQuerySet
from agencies.models import Agency
from operations.codes import Category, Dimension, Status


class Tally(models.Model):
    """How many, of one category and status, one agency's increments make; `value` is the day, country or site.

    So that a board costs the same for a thousand increments and for a million.
    """

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    dimension = models.CharField(max_length=12, choices=Dimension)
    value = models.CharField(max_length=36, blank=True)
    category = models.CharField(max_length=30, choices=Category)
    currency = models.CharField(max_length=3, blank=True)
    status = models.CharField(max_length=10, choices=Status)
    quantity = models.BigIntegerField()

    objects = ProtectedQuerySet["Tally"].as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "dimension", "agency", "value", "category", "currency", "status"],
                name="tally_key",
            ),
            models.CheckConstraint(condition=models.Q(quantity__gte=0), name="tally_not_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.value} {self.category} {self.status}: {self.quantity}"
