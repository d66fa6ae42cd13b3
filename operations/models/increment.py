"""What a country reports: rows that nobody changes or removes, and the verdicts on them."""

import json
import uuid
from datetime import UTC
from typing import Any

from django.db import models
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Ref
from cases.models import Case
from operations import signing
from operations.codes import Category, Status


class Increment(models.Model):
    """So many of a category, reported by one delegation. With `reverses`, so many fewer of an earlier one.

    Append-only, held by a trigger; `signature` is the server's over the row and its person. `token` stands for a
    person in the double-count check. What is held of it now lies in `Standing`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="increments")
    delegation = models.ForeignKey("operations.Delegation", on_delete=models.PROTECT, related_name="increments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=30, choices=Category)
    quantity = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    site = models.ForeignKey("operations.Site", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    nationality = models.CharField(max_length=2, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    note = models.TextField(blank=True, max_length=2_000)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True)
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, related_name="reversals", null=True)
    reason = models.CharField(max_length=500, blank=True)
    token = models.BinaryField(max_length=32, default=bytes)
    on_behalf = models.BooleanField(default=False)
    signature = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(db_default=Now())

    objects = ProtectedQuerySet["Increment"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-created_at", "-id")
        indexes = [
            models.Index(fields=["operation", "-created_at", "-id"], name="increment_newest"),
            models.Index(fields=["operation", "category", "-created_at", "-id"], name="increment_of_category"),
            models.Index(
                fields=["operation", "token"],
                include=["agency"],
                condition=~models.Q(token=b""),
                name="increment_token",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="increment_at_least_one"),
            models.CheckConstraint(
                condition=models.Q(category=Category.CASH) & ~models.Q(currency="")
                | ~models.Q(category=Category.CASH) & models.Q(currency=""),
                name="increment_currency_of_cash",
            ),
            models.CheckConstraint(
                condition=models.Q(reverses=None, reason="") | models.Q(reverses__isnull=False) & ~models.Q(reason=""),
                name="increment_reversed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {'-' if self.reverses_id else '+'}{self.quantity}"

    @property
    def ref(self) -> Ref:
        """How the log names this result."""
        return Ref("result", self.pk, "operation", self.operation_id, self.operation.originator_id)

    @property
    def canonical(self) -> bytes:
        """What is signed: every field of the row, in one writing."""
        fields: dict[str, Any] = {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields}
        del fields["signature"]
        fields |= {"token": bytes(self.token).hex(), "quantity": int(self.quantity), "day": self.day.isoformat()}
        fields |= {name: fields[name].astimezone(UTC).isoformat(timespec="microseconds") for name in _MOMENTS}
        return json.dumps(fields, sort_keys=True, ensure_ascii=False, default=str).encode()

    @property
    def is_genuine(self) -> bool:
        """Whether the signature is of this row as it stands."""
        return signing.is_signed(self.canonical, bytes(self.signature))

    def within(self, viewer: Viewer) -> bool:
        """Whether the viewer's agency reported it or coordinates: it reads note, reporter and double counts."""
        return viewer.agency_id in (self.agency_id, self.operation.originator_id)


_MOMENTS = ("at", "created_at")


class Standing(models.Model):
    """What is held of an increment now: its status, and how much of it corrections have left."""

    increment = models.OneToOneField(Increment, on_delete=models.PROTECT, primary_key=True, related_name="standing")
    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="+", db_index=False)
    delegation = models.ForeignKey("operations.Delegation", on_delete=models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.REPORTED)
    net = models.PositiveBigIntegerField()

    objects = ProtectedQuerySet["Standing"].as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["operation", "status", "delegation"], name="standing_waiting")]

    def __str__(self) -> str:
        return f"{self.status}: {self.net}"


class Mark(models.Model):
    """A verdict on an increment, the `number`th from 1. Append-only, held by a trigger; the latest one holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    increment = models.ForeignKey(Increment, on_delete=models.PROTECT, related_name="marks", db_index=False)
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(db_default=Now())

    objects = ProtectedQuerySet["Mark"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["increment", "number"], name="mark_once")]

    def __str__(self) -> str:
        return f"{self.status}, {self.number}"

    @property
    def ref(self) -> Ref:
        """How the log names this verdict."""
        return Ref("mark", self.pk, "operation", self.increment.operation_id, self.increment.operation.originator_id)
