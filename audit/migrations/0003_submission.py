"""What each submitted form or API write led to."""

from django.db import migrations, models

import audit.fields


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_seals")]
    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.UUIDField()),
                ("agency", models.UUIDField()),
                ("route", models.TextField()),
                ("key", models.TextField()),
                ("body_hash", models.BinaryField()),
                ("object_type", models.TextField(default="")),
                ("object_id", models.UUIDField(null=True)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("created_at", models.DateTimeField(db_default=audit.fields.DatabaseClock(), db_index=True)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("person", "agency", "route", "key"), name="submission_once")
                ],
            },
        ),
    ]
