"""Whether a hit may draw what was cleared for a threat to life: not unless the originator says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_latest_grants"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="tearline_for_hits",
            field=models.BooleanField(default=False),
        ),
    ]
