"""The event log: partitioned by month, insert-only, with its outbox."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

import audit.fields

TABLE = """
CREATE SEQUENCE audit_event_id_seq AS bigint;
CREATE TABLE audit_event (
    id bigint NOT NULL DEFAULT nextval('audit_event_id_seq'),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    actor uuid,
    agency uuid,
    owner uuid,
    verb text NOT NULL,
    led text NOT NULL,
    object_type text NOT NULL,
    object_id uuid,
    root_type text NOT NULL,
    root_id uuid,
    objects uuid[] NOT NULL,
    recipients uuid[] NOT NULL,
    purpose text NOT NULL,
    request_id uuid,
    detail jsonb NOT NULL,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
ALTER SEQUENCE audit_event_id_seq OWNED BY audit_event.id;
"""

# A test database is flushed by TRUNCATE, so there, and nowhere else, that one statement passes. ENABLE ALWAYS: the
# guards also hold in a session that plays a replica.
GUARDS = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND starts_with(current_database(), 'test_') THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the log is insert-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION audit_guard_truncate(guarded text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON %I EXECUTE FUNCTION audit_refuse()', guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER audit_no_truncate', guarded);
END $$;
CREATE FUNCTION audit_guard(guarded text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_refuse()',
        guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER audit_no_change', guarded);
    PERFORM audit_guard_truncate(guarded);
END $$;
SELECT audit_guard('audit_event');
"""

# Attached, not created in place: that does not stop the writers of other months. SECURITY DEFINER: the application's
# role need not own the log to keep its months ahead. A month whose rows lie in the default partition stays there.
PARTITIONS = """
CREATE TABLE audit_event_default PARTITION OF audit_event DEFAULT;
SELECT audit_guard_truncate('audit_event_default');
CREATE FUNCTION audit_make_months(ahead integer) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    begins timestamp;
    name text;
    low timestamptz;
    high timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_make_months'));
    FOR month IN 0..LEAST(ahead, 24) LOOP
        begins := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => month);
        name := 'audit_event_' || to_char(begins, 'YYYY_MM');
        low := begins AT TIME ZONE 'UTC';
        high := (begins + interval '1 month') AT TIME ZONE 'UTC';
        CONTINUE WHEN to_regclass(name) IS NOT NULL;
        CONTINUE WHEN EXISTS (SELECT FROM audit_event_default d WHERE d.at >= low AND d.at < high);
        EXECUTE format('CREATE TABLE %I (LIKE audit_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
        EXECUTE format('ALTER TABLE audit_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, low, high);
        PERFORM audit_guard_truncate(name);
        RETURN NEXT name;
    END LOOP;
END $$;
SELECT audit_make_months(3);
"""

REMOVE = """
DROP TABLE audit_event;
DROP FUNCTION audit_make_months(integer), audit_guard(text), audit_guard_truncate(text), audit_refuse();
"""

LED = ["collection", "alteration", "consultation", "disclosure", "combination", "erasure"]
EVENT = migrations.CreateModel(
    name="Event",
    fields=[
        ("pk", models.CompositePrimaryKey("id", "at", blank=True, editable=False, primary_key=True, serialize=False)),
        ("id", models.BigIntegerField(db_default=audit.fields.NextEventId())),
        ("at", models.DateTimeField(db_default=audit.fields.DatabaseClock())),
        ("xid", audit.fields.Xid8Field(db_default=audit.fields.CurrentTransaction())),
        ("actor", models.UUIDField(null=True)),
        ("agency", models.UUIDField(null=True)),
        ("owner", models.UUIDField(null=True)),
        ("verb", models.TextField()),
        ("led", models.TextField(choices=[(code, code.capitalize()) for code in LED])),
        ("object_type", models.TextField()),
        ("object_id", models.UUIDField(null=True)),
        ("root_type", models.TextField()),
        ("root_id", models.UUIDField(null=True)),
        (
            "object_ids",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), db_column="objects", default=list, size=None
            ),
        ),
        (
            "recipients",
            django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        ("purpose", models.TextField(default="")),
        ("request_id", models.UUIDField(null=True)),
        ("detail", models.JSONField(default=dict)),
    ],
    options={"default_permissions": ()},
)
NEWEST_FIRST = ["-at", "-id"]
INDEXES = [
    models.Index(fields=["root_id", *NEWEST_FIRST], name="audit_event_root"),
    models.Index(
        fields=["root_id", *NEWEST_FIRST],
        name="audit_event_root_changes",
        condition=~models.Q(led="consultation"),
    ),
    models.Index(fields=["owner", *NEWEST_FIRST], name="audit_event_owner"),
    models.Index(fields=["agency", *NEWEST_FIRST], name="audit_event_agency"),
    models.Index(fields=NEWEST_FIRST, name="audit_event_when"),
    models.Index(fields=["xid", "id"], name="audit_event_seal"),
    django.contrib.postgres.indexes.GinIndex(fields=["object_ids"], name="audit_event_objects"),
]
CONSTRAINTS = [
    models.CheckConstraint(condition=models.Q(led__in=LED), name="audit_event_led"),
    models.CheckConstraint(
        condition=models.Q(verb__regex=r"^[a-z_]+\.[a-z_]+$"), name="audit_event_verb_is_object_and_participle"
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TABLE, REMOVE)], state_operations=[EVENT]
        ),
        *(migrations.AddIndex("event", index) for index in INDEXES),
        *(migrations.AddConstraint("event", constraint) for constraint in CONSTRAINTS),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        migrations.RunSQL(PARTITIONS, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                ("event_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("created", models.DateTimeField(db_default=audit.fields.DatabaseClock())),
            ],
            options={"default_permissions": ()},
        ),
    ]
