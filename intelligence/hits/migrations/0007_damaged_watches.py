"""A standing query that cannot be read is laid aside by itself, and keeps what it missed."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hits", "0006_sighting_noted"),
    ]

    operations = [
        migrations.AddField(
            model_name="watch",
            name="error",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="watch",
            name="laid_aside_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="watch",
            name="missed",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name="watch",
            name="next_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name="watch",
            name="ticket",
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
        ),
        migrations.AddField(
            model_name="watch",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
