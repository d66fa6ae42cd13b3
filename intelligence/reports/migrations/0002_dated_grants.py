"""Grants on reports keep the day of the report: figures over very many read it there."""

import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("reports", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="reportgroupgrant",
            name="dated",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name="reportusergrant",
            name="dated",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="grants_follow_date",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."validated_at" IS DISTINCT FROM (NEW."validated_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                    func="UPDATE reports_reportgroupgrant SET dated = coalesce(NEW.validated_at, NEW.created_at) WHERE content_object_id = NEW.id; UPDATE reports_reportusergrant SET dated = coalesce(NEW.validated_at, NEW.created_at) WHERE content_object_id = NEW.id; RETURN NULL;",
                    hash="a61ca5b82724c2d79bdfdd77800b4d53af202b63",
                    operation='UPDATE OF "validated_at", "created_at"',
                    pgid="pgtrigger_grants_follow_date_66abf",
                    table="reports_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportgroupgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="fill_dated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="SELECT coalesce(validated_at, created_at) INTO NEW.dated FROM reports_report WHERE id = NEW.content_object_id; RETURN NEW;",
                    hash="064a08295309e38f2293ab2e02f359fb25ad9f2f",
                    operation="INSERT",
                    pgid="pgtrigger_fill_dated_5f5f4",
                    table="reports_reportgroupgrant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportusergrant",
            trigger=pgtrigger.compiler.Trigger(
                name="fill_dated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="SELECT coalesce(validated_at, created_at) INTO NEW.dated FROM reports_report WHERE id = NEW.content_object_id; RETURN NEW;",
                    hash="4506f71d73f1f8975d009c6e9c243cc12ca0e604",
                    operation="INSERT",
                    pgid="pgtrigger_fill_dated_c270a",
                    table="reports_reportusergrant",
                    when="BEFORE",
                ),
            ),
        ),
    ]
