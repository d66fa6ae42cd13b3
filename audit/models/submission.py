"""What a submitted form or an API write led to, so that sending it twice does it once."""

from django.db import models

from audit.fields import DatabaseClock


class Submission(models.Model):
    """One key of one person acting for one agency on one route. It stores what was made, never the answer given."""

    person = models.UUIDField()
    agency = models.UUIDField()
    route = models.TextField()
    key = models.TextField()
    body_hash = models.BinaryField()
    object_type = models.TextField(default="")
    object_id = models.UUIDField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField(db_default=DatabaseClock(), db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "agency", "route", "key"], name="submission_once")]

    def __str__(self) -> str:
        return f"{self.route}: {self.object_type} {self.object_id}"
