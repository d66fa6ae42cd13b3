"""`manage.py explain USER OBJECT`: which ledger row opens a record to a person, until when."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access import registry
from access.explain import why
from agencies.models import Person


class Command(BaseCommand):
    help = "Say why a person can, or cannot, see a record."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="user name")
        parser.add_argument("object", help="the record's id (UUID)")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(username__iexact=options["user"]).first()
        if person is None:
            raise CommandError(f"There is no person with the user name {options['user']}.")
        for line in why(person, _record(options["object"])):
            self.stdout.write(line)


def _record(text: str) -> Any:
    try:
        pk = UUID(text)
    except ValueError:
        raise CommandError(f"{text} is not a record's id.") from None
    for aggregate in registry.aggregates():
        rows: Any = aggregate.model._default_manager
        if (row := rows.filter(pk=pk).first()) is not None:
            return row
    raise CommandError(f"There is no record {pk}.")
