"""What was reported, and every verdict on it, stays: the database itself refuses to change or remove a row."""

from django.db import migrations

# As of the log: a test database is flushed by TRUNCATE, so there, and nowhere else, that one statement passes.
# ENABLE ALWAYS: the guards also hold in a session that plays a replica.
GUARDS = """
CREATE FUNCTION operations_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND starts_with(current_database(), 'test_') THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'results are append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION operations_guard(guarded text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER operations_no_change BEFORE UPDATE OR DELETE ON %I'
                   ' FOR EACH ROW EXECUTE FUNCTION operations_refuse()', guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER operations_no_change', guarded);
    EXECUTE format('CREATE TRIGGER operations_no_truncate BEFORE TRUNCATE ON %I'
                   ' EXECUTE FUNCTION operations_refuse()', guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER operations_no_truncate', guarded);
END $$;
SELECT operations_guard('operations_increment');
SELECT operations_guard('operations_mark');
DROP FUNCTION operations_guard(text);
"""
UNGUARD = """
DROP TRIGGER operations_no_change ON operations_increment;
DROP TRIGGER operations_no_truncate ON operations_increment;
DROP TRIGGER operations_no_change ON operations_mark;
DROP TRIGGER operations_no_truncate ON operations_mark;
DROP FUNCTION operations_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, UNGUARD)]
