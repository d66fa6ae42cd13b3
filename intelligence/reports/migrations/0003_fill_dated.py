"""The day of the report, on the grants that were there before."""

from django.db import migrations

TABLES = ("reports_reportgroupgrant", "reports_reportusergrant")
FILL = """
UPDATE {table} AS held SET dated = coalesce(report.validated_at, report.created_at)
FROM reports_report AS report WHERE report.id = held.content_object_id
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_dated_grants")]

    operations = [
        migrations.RunSQL("SET LOCAL statement_timeout = 0", migrations.RunSQL.noop),
        *(migrations.RunSQL(FILL.format(table=table), migrations.RunSQL.noop) for table in TABLES),
    ]
