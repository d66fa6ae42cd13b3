"""Give the application's database role what it needs, and of the log no more than reading and adding."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from psycopg2 import sql

INSERT_ONLY = (
    "audit_event", "audit_era", "audit_seal", "audit_sealedrow", "operations_increment", "operations_mark",
)  # fmt: skip
GRANTS = """
    GRANT USAGE ON SCHEMA public TO {role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
"""
# A statement on the log is checked against the log itself: the role needs, and keeps, nothing on its partitions.
LIMITS = """
    REVOKE ALL ON {table} FROM {role};
    GRANT SELECT, INSERT ON {table} TO {role};
"""
PARTITIONS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_event'::regclass"


class Command(BaseCommand):
    """Run by the owner of the tables after every `migrate`; safe to repeat."""

    help = "Let a database role run the application without owning its tables, so that it cannot alter the log."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="a role that is neither superuser nor the owner of the tables")
        parser.add_argument("--password-file", type=Path, help="make the role if it is missing, with this password")

    @transaction.atomic
    def handle(self, *_: Any, role: str, password_file: Path | None, **__: Any) -> None:
        with connection.cursor() as cursor:
            if password_file:
                _let_in(cursor, role, password_file)
            _check(cursor, role)  # refused, the password goes back with the transaction
            cursor.execute(sql.SQL(GRANTS).format(role=sql.Identifier(role)))
            for table in INSERT_ONLY:
                cursor.execute(sql.SQL(LIMITS).format(table=sql.Identifier(table), role=sql.Identifier(role)))
            cursor.execute(PARTITIONS)
            for (partition,) in cursor.fetchall():
                revoke = sql.SQL("REVOKE ALL ON {} FROM {}")
                cursor.execute(revoke.format(sql.Identifier(partition), sql.Identifier(role)))
        self.stdout.write(f"{role} may run the application; of the log it may only read and add.")


def _let_in(cursor: Any, role: str, password_file: Path) -> None:
    try:
        password = password_file.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{password_file} cannot be read as text.") from error
    if not password:
        raise CommandError(f"{password_file} is empty.")
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
    verb = sql.SQL("ALTER" if cursor.fetchone() is not None else "CREATE")
    statement = sql.SQL("{} ROLE {} LOGIN PASSWORD {}")
    cursor.execute(statement.format(verb, sql.Identifier(role), sql.Literal(password)))


def _check(cursor: Any, role: str) -> None:
    cursor.execute("SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
    found = cursor.fetchone()
    if found is None:
        raise CommandError(f"There is no role {role}. Give its password with --password-file to make it.")
    if any(found):
        raise CommandError(f"{role} owns the tables or is a superuser: nothing would hold it back.")
