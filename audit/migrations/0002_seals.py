"""The seals over the log, protected as the log is."""

import django.db.models.deletion
from django.db import migrations, models

import audit.fields
from coordination_center.migrating import Together

TABLES = ("audit_era", "audit_seal", "audit_sealedrow")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_log")]
    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Era",
                    fields=[
                        ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                        ("started_at", models.DateTimeField()),
                        ("reason", models.TextField()),
                        ("first_event_id", models.BigIntegerField()),
                    ],
                    options={"default_permissions": ()},
                ),
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("rows", models.PositiveIntegerField()),
                        ("last_xid", audit.fields.Xid8Field()),
                        ("last_id", models.BigIntegerField()),
                        ("previous", models.BinaryField()),
                        ("head", models.BinaryField()),
                        (
                            "era",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="seals", to="audit.era"
                            ),
                        ),
                    ],
                    options={"default_permissions": ()},
                ),
                migrations.CreateModel(
                    name="SealedRow",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "event_id", "at", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("event_id", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("hash", models.BinaryField()),
                        ("place", models.PositiveIntegerField()),
                        (
                            "seal",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sealed",
                                to="audit.seal",
                            ),
                        ),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("seal", "place"), name="audit_sealed_place_once")
                        ],
                    },
                ),
            ]
        ),
        *(migrations.RunSQL(f"SELECT audit_guard('{table}')", migrations.RunSQL.noop) for table in TABLES),
    ]
