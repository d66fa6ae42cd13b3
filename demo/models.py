"""What was loaded from world files, by its key there."""

from django.db import models


class WorldRecord(models.Model):
    """One record of a world: `agencies.rtp`, `cases.ranong` or, nested, `cases.ranong.notes.0`."""

    section = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)  # the order of loading
        constraints = [models.UniqueConstraint(fields=["section", "key"], name="world_key_once")]

    def __str__(self) -> str:
        return f"{self.section}.{self.key}"
