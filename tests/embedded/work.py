"""What the application does in a day, for test_production_role: run with its role's settings, prints what it did."""

import json
import sys
import time
from collections.abc import Callable

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client

PROXY = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"}


def main(world: str) -> None:
    """Load a world, sign in by the API, write and read a note, seal the log and make a month."""
    from audit.months import make_months
    from audit.sealing import seal
    from coordination_center.embedded.totp import code

    call_command("world", "load", world, stdout=sys.stderr)
    client = Client(SERVER_NAME="centre.example", headers=PROXY)
    person = {"username": "anan", "password": "walk-the-long-pier-7", "code": code("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")}
    token = client.post("/api/auth/token/", person, content_type="application/json")
    own = {"Authorization": f"Token {token.json()['token']}"}
    [case] = client.get("/api/cases/", headers=own).json()["results"]
    notes = f"/api/cases/{case['id']}/notes/"
    note = client.post(notes, {"text": "Seen."}, content_type="application/json", headers=own)
    listed = client.get(notes, headers=own).json()["results"]
    did = {"token": token.status_code, "note": note.status_code, "notes": len(listed), "sealed": sealed(seal)}
    print(json.dumps({"user": user(), **did, "months": len(make_months(4))}))  # noqa: T201 - what the test reads
    call_command("verify_log", stdout=sys.stderr)


def sealed(seal: Callable[[], int]) -> bool:
    """Whether rows can be sealed; another database's transaction may hold them back for a moment."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if seal():
            return True
        time.sleep(0.2)
    return False


def user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
