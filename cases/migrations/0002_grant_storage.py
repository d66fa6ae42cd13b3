"""How PostgreSQL keeps the grant tables: fine statistics on the holder, and vacuum that keeps pace with churn.

Measured on 23.5 million grants: with the default statistics target the planner misjudged small agencies.
"""

from django.db import migrations

TABLES = ("cases_casegroupgrant", "cases_caseusergrant")
EAGER = "autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01"
USUAL = "autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor, autovacuum_vacuum_insert_scale_factor"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {table} ALTER COLUMN group_id SET STATISTICS 1000; ALTER TABLE {table} SET ({EAGER});",
            f"ALTER TABLE {table} ALTER COLUMN group_id SET STATISTICS -1; ALTER TABLE {table} RESET ({USUAL});",
        )
        for table in TABLES
    ]
