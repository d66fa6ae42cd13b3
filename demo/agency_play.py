"""Agencies and people of a world. They stand before anyone could act, so the centre itself creates them."""

from agencies.creation import create_agency, create_person
from agencies.models import Agency, Person
from agencies.roles import join
from audit.log import SYSTEM
from demo.entries import AgencyEntry, PersonEntry
from demo.ledger import Ledger
from demo.refusals import at


def create_agencies(entries: tuple[AgencyEntry, ...], *, ledger: Ledger) -> None:
    """Create every agency, in the order of the file."""
    for entry in entries:
        with at(entry.node):
            agency = create_agency(
                by=SYSTEM,
                id=entry.id,
                name=entry.name,
                kind=entry.kind,
                country=entry.country,
                languages=entry.languages,
                desk_email=entry.desk_email,
                desk_phone=entry.desk_phone,
            )
        ledger.add("agencies", entry.key, agency)


def create_people(entries: tuple[PersonEntry, ...], *, ledger: Ledger) -> None:
    """Create every person with their memberships, in the order of the file."""
    agencies = Agency.objects.in_bulk(list(ledger.ids("agencies").values()))
    by_key = {key: agencies[pk] for key, pk in ledger.ids("agencies").items()}
    for entry in entries:
        with at(entry.node):
            person = _create(entry)
        ledger.add("people", entry.key, person)
        for position, (ref, roles) in enumerate(entry.roles.items()):
            with at(entry.node, ref.place):
                join(person, by_key[ref.key], roles, position, by=SYSTEM)


def _create(entry: PersonEntry) -> Person:
    return create_person(
        by=SYSTEM,
        id=entry.id,
        username=entry.username,
        name=entry.name,
        email=entry.email,
        password=entry.password,
        totp=entry.totp,
        language=entry.language,
    )
