"""The latest reports of a holder by one index, whatever the holder and the table hold."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_fill_dated")]

    operations = [
        migrations.AddIndex(
            model_name="reportgroupgrant",
            index=models.Index(
                fields=["group", "permission", "-dated", "-content_object"],
                include=("expires_at", "originator_id"),
                name="reportgroupgrant_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="reportusergrant",
            index=models.Index(
                fields=["user", "group", "permission", "-dated", "-content_object"],
                include=("expires_at", "originator_id"),
                name="reportusergrant_latest",
            ),
        ),
    ]
