"""The people of the demo with their passwords and codes: for the terminal and the demo's sign-in page, never else."""

import json
import unicodedata
from pathlib import Path
from typing import Any

from coordination_center.embedded import keys, totp
from coordination_center.embedded.say import Refusal

Account = dict[str, Any]  # username, name, password, totp, agencies: [{key, name, roles}]
HEADINGS = ("User name", "Name", "Agency", "Roles", "Password", "Code now")


def write(accounts: list[Account], file: Path) -> None:
    """Write the accounts that a world describes; see demo/accounts.py."""
    keys.write_private(file, json.dumps(accounts, ensure_ascii=False, indent=1))


def read(file: Path) -> list[Account]:
    """Return the accounts. Raises Refusal if there are none, as with a database of one's own."""
    if not file.exists():
        raise Refusal(f"{file} is not there: no demo has been started with this DATA_DIR.")
    accounts: list[Account] = json.loads(file.read_text(encoding="utf-8"))
    return accounts


def code(file: Path, username: str) -> str:
    """Return the current code of a person of the demo. Raises Refusal for an unknown name."""
    accounts = read(file)
    for account in accounts:
        if account["username"].casefold() == username.casefold():
            if not account["totp"]:
                raise Refusal(f"{username} has no authenticator in the world file; the first sign-in asks for one.")
            return totp.code(account["totp"])
    raise Refusal(f"There is no {username}. There are: {', '.join(account['username'] for account in accounts)}")


def table(accounts: list[Account]) -> str:
    """Return the accounts as aligned text with the codes of this moment."""
    rows = [HEADINGS, *(_row(account) for account in accounts)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join("  ".join(_padded(*cell) for cell in zip(row, widths, strict=True)).rstrip() for row in rows)


def _row(account: Account) -> tuple[str, ...]:
    agencies = account["agencies"]
    return (
        account["username"],
        account["name"],
        "; ".join(agency["name"] for agency in agencies),
        "; ".join(", ".join(agency["roles"]) for agency in agencies),
        account["password"],
        totp.code(account["totp"]) if account["totp"] else "enrol at first sign-in",
    )


def _width(text: str) -> int:
    """Return how many columns a terminal gives the text: none for marks above or below, two for wide letters."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return wide + sum(unicodedata.category(letter) not in {"Mn", "Me", "Cf"} for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
