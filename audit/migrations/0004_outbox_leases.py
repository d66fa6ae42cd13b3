"""The outbox as a queue: when a row is due, how often it was taken up, and when it was given up."""

from django.db import migrations, models

import audit.fields
from coordination_center.migrating import Together


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_submission")]
    operations = [
        Together([
            migrations.AddField("outbox", "due_at", models.DateTimeField(db_default=audit.fields.DatabaseClock())),
            migrations.AddField("outbox", "tries", models.PositiveSmallIntegerField(default=0)),
            migrations.AddField("outbox", "dead_at", models.DateTimeField(null=True)),
            migrations.AddIndex(
                "outbox", models.Index(fields=["due_at"], condition=models.Q(dead_at=None), name="audit_outbox_due")
            ),
        ]),
    ]  # fmt: skip
