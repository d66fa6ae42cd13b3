"""Nobody is forgotten, whatever is killed: told once in the inbox, at least once by mail with one id, in a minute."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
import redis

from coordination_center.heartbeat import KEY
from tests.embedded.instance import Instance, wait_for

pytestmark = pytest.mark.xdist_group("bin/up")
AGAIN = 60  # seconds within which an obligation is taken up again
HANGING = 30  # seconds that a broker answers nothing
TOLD = "case.invited"


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    folder = tmp_path_factory.mktemp("telling")
    (folder / "mail").mkdir()
    instance = Instance(folder / "data", MAIL_DIR=str(folder / "mail")).start()
    try:
        yield instance.ready()
    finally:
        instance.end()


@pytest.fixture(scope="module")
def anan(centre: Instance) -> dict[str, str]:
    return {"Authorization": f"Token {centre.token}"}


@pytest.fixture(scope="module")
def dara(centre: Instance) -> dict[str, str]:
    return {"Authorization": f"Token {centre.token_of('dara')}"}


@pytest.fixture(scope="module")
def khmer(centre: Instance, anan: dict[str, str]) -> str:
    agencies = centre.call("GET", "/api/agencies/", **anan)[1]["results"]
    return str(next(one["id"] for one in agencies if one["country"] == "KH"))


def written(centre: Instance, path: str, body: Any, key: str, who: dict[str, str]) -> Any:
    """What a write led to, sent again under its key until it is answered."""
    answers: list[Any] = []

    def sent() -> bool:
        status, answer = centre.call("POST", path, body, Idempotency_Key=key, **who)
        answers.append((status, answer))
        return 200 <= status < 300

    assert wait_for(sent, within=AGAIN), answers[-1]
    return answers[-1][1]


def invitation(centre: Instance, who: dict[str, str], guest: str, name: str) -> str:
    """A case that the Cambodian police are invited to; its id."""
    case = written(centre, "/api/cases/", {"title": name}, name, who)
    written(centre, f"/api/cases/{case['id']}/participants/", {"agency": guest, "level": "partner"}, f"{name} +", who)
    return str(case["id"])


def inbox(centre: Instance, who: dict[str, str], case: str) -> list[str]:
    """The ids of what the inbox says of the invitation to this case."""
    _status, page = centre.call("GET", "/api/inbox/", **who)
    lines = page.get("results", []) if isinstance(page, dict) else []
    return [line["id"] for line in lines if line["object_id"] == case and line["verb"] == TOLD]


def mails(centre: Instance, note: str) -> list[str]:
    """The Message-IDs of the mails that name this notification, one for each copy that was sent."""
    folder = Path(centre.env["MAIL_DIR"])
    found = []
    for file in folder.iterdir():
        for part in file.read_bytes().split(b"-" * 79):
            message = message_from_bytes(part.lstrip())
            if note.encode() in part:
                found.append(str(message["Message-ID"]))
    return found


def broker_of(centre: Instance) -> str:
    """The socket of the instance's broker, as its worker was told."""
    told = Path(f"/proc/{centre.pid_of('worker')}/environ").read_bytes().split(b"\0")
    url = next(line.decode().partition("=")[2] for line in told if line.startswith(b"REDIS_URL="))
    return url.removeprefix("redis+socket://").partition("?")[0]


def told_within_a_minute(centre: Instance, who: dict[str, str], case: str) -> None:
    assert wait_for(lambda: inbox(centre, who, case), within=AGAIN)
    [note] = inbox(centre, who, case)
    assert wait_for(lambda: mails(centre, note), within=AGAIN)
    time.sleep(3)
    assert len(inbox(centre, who, case)) == 1
    assert len(set(mails(centre, note))) == 1


@pytest.mark.parametrize("part", ["web", "worker", "beat", "database", "broker"])
@pytest.mark.parametrize("moment", [0.0, 1.0])
def test_whatever_is_killed_after_the_commit_everybody_is_told(
    centre: Instance, anan: dict[str, str], dara: dict[str, str], khmer: str, part: str, moment: float
) -> None:
    case = invitation(centre, anan, khmer, f"Kill the {part} after {moment}")
    time.sleep(moment)
    before = centre.pid_of(part)
    os.kill(before, signal.SIGKILL)
    assert wait_for(lambda: centre.pid_of(part) not in {before, 0}, within=AGAIN)
    told_within_a_minute(centre, dara, case)


def test_a_broker_that_forgot_everything_loses_nothing(
    centre: Instance, anan: dict[str, str], dara: dict[str, str], khmer: str
) -> None:
    with redis.Redis(unix_socket_path=broker_of(centre)) as broker:
        case = invitation(centre, anan, khmer, "Forgetful broker")
        broker.flushall()
        assert not broker.exists(KEY)
        assert centre.call("GET", "/api/inbox/", **dara)[0] == 200
        told_within_a_minute(centre, dara, case)


def test_a_broker_that_hangs_breaks_no_page_and_loses_nothing(
    centre: Instance, anan: dict[str, str], dara: dict[str, str], khmer: str
) -> None:
    broker = centre.pid_of("broker")
    os.kill(broker, signal.SIGSTOP)
    try:
        case = invitation(centre, anan, khmer, "Hanging broker")
        until = time.monotonic() + HANGING
        while time.monotonic() < until:
            began = time.monotonic()
            assert centre.call("GET", "/api/inbox/", **dara)[0] == 200
            assert centre.call("GET", f"/api/cases/{case}/", **anan)[0] == 200
            assert time.monotonic() - began < 5
            time.sleep(2)
    finally:
        with suppress(ProcessLookupError):
            os.kill(broker, signal.SIGCONT)
    told_within_a_minute(centre, dara, case)


def test_what_is_refused_tells_nobody(centre: Instance, anan: dict[str, str], dara: dict[str, str]) -> None:
    case = written(centre, "/api/cases/", {"title": "Refused"}, "refused", anan)
    status, _answer = centre.call("POST", f"/api/cases/{case['id']}/participants/", {"agency": case["id"]}, **anan)
    assert status in {404, 422}
    time.sleep(5)
    assert inbox(centre, dara, str(case["id"])) == []
