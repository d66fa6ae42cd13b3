"""The listing of a world's people with their passwords: for the terminal and sign-in page of the embedded demo."""

from pathlib import Path
from typing import Any

from coordination_center.embedded import accounts
from demo.entries import PersonEntry
from demo.loading import described


def write_listing(world: Path, listing: Path) -> None:
    """Write the accounts of a world file, readable by their owner only. Raises WorldError as `load` does."""
    entries = described(world)
    names = {agency.key: agency.name for agency in entries.agencies}
    accounts.write([_account(person, names) for person in entries.people], listing)


def _account(person: PersonEntry, names: dict[str, str]) -> dict[str, Any]:
    agencies = [
        {"key": agency.key, "name": names.get(agency.key, agency.key), "roles": list(roles)}
        for agency, roles in person.roles.items()
    ]
    facts = {"username": person.username, "name": person.name, "password": person.password, "totp": person.totp}
    return facts | {"agencies": agencies}
