"""The tables of the vault. No history is kept of them, no search reads them, and nothing outside this app asks them.

`vault.records` writes and erases, `vault.reveal` opens, `vault.rotation` renews keys.
"""

import uuid

from django.db import models
from django.db.models.functions import Now

from agencies.models import Agency


class VaultKey(models.Model):
    """A key of one agency, wrapped by the key outside the database: one for its records, one for its blind indexes."""

    class Use(models.TextChoices):
        """What a key is for."""

        DATA = "data"
        INDEX = "index"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=5, choices=Use)
    wrapped = models.BinaryField()
    wrapped_by = models.CharField(max_length=16)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["agency", "use"], name="vault_key_one_for_each_use")]

    def __str__(self) -> str:
        return f"vault key {self.pk}"

    @property
    def place(self) -> str:
        """What its wrapping is bound to."""
        return f"vault_vaultkey|{self.pk}|{self.agency_id}|{self.use}"


class VaultRecord(models.Model):
    """One identity, with a key of its own under its agency's. Once erased the key is gone for good, the row stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    key_id = models.UUIDField(default=uuid.uuid4, editable=False)
    sealed_key = models.BinaryField(null=True)
    sealed_by = models.ForeignKey(VaultKey, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    erased_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["agency", "id"], name="vault_record_agency")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at=None, sealed_key__isnull=False, sealed_by__isnull=False)
                | models.Q(erased_at__isnull=False, sealed_key=None, sealed_by=None),
                name="vault_record_has_a_key_or_was_erased",
            )
        ]

    def __str__(self) -> str:
        return f"vault record {self.pk}"

    @property
    def place(self) -> str:
        """What its key's sealing is bound to."""
        return f"vault_vaultrecord|{self.pk}|{self.key_id}"


class VaultField(models.Model):
    """One value of an identity, sealed; `blind` finds an equal value of the same agency, and says nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(VaultRecord, on_delete=models.CASCADE, related_name="fields")
    name = models.CharField(max_length=40)
    sealed = models.BinaryField()
    blind = models.BinaryField(null=True)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        ordering = ("written_at", "id")
        indexes = [models.Index(fields=["blind"], condition=models.Q(blind__isnull=False), name="vault_field_blind")]

    def __str__(self) -> str:
        return f"vault field {self.pk}"

    def place(self, record: VaultRecord) -> str:
        """What its sealing is bound to: table, row, field, and the record's key."""
        return f"vault_vaultfield|{self.pk}|{record.pk}|{self.name}|{record.key_id}"
