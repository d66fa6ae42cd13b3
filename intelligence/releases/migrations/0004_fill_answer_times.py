"""Requests decided before their time was kept: from the request to the decision, pauses included, which nobody kept."""

from django.db import migrations

FILL = """
SET LOCAL statement_timeout = 0;
UPDATE releases_release SET took = coalesce(activated_at, updated_at) - created_at
WHERE learned <> 'offer' AND (activated_at IS NOT NULL OR state = 'refused')
"""


class Migration(migrations.Migration):
    dependencies = [("releases", "0003_answer_times")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
