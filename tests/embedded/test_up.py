"""bin/up from outside: a working centre, and one that comes back from kill -9 of any part of it."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordination_center.embedded import sockets
from coordination_center.embedded.places import PROJECT
from tests.embedded.instance import WORDS, Instance, running, wait_for
from tests.embedded.writing import Writer

pytestmark = pytest.mark.xdist_group("bin/up")  # one centre for the whole file


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with running(tmp_path_factory.mktemp("with a space") / "my data") as instance:
        yield instance


def test_it_says_where_it_is_once_and_who_may_sign_in(centre: Instance) -> None:
    assert centre.lines.count(f"Ready: http://127.0.0.1:{centre.port}") == 1
    assert any("walk-the-long-pier-7" in line for line in centre.lines)
    assert centre.health() == 200


def test_the_code_of_a_person_is_printed_at_any_time(centre: Instance) -> None:
    code = subprocess.check_output([PROJECT / "bin" / "code", "anan"], env=centre.env, text=True, cwd="/")
    assert len(code.strip()) == 6


def test_manage_speaks_to_the_centre_in_the_data_folder(centre: Instance) -> None:
    for python in (sys.executable, "python3"):
        command: list[str | Path] = [python, PROJECT / "manage.py", "world", "show"]
        shown = json.loads(subprocess.check_output(command, env=centre.env, text=True, cwd="/"))
        assert shown["people.anan"]["page"].startswith("/people/")


def test_manage_says_where_it_looked_for_a_centre(centre: Instance, tmp_path: Path) -> None:
    command: list[str | Path] = [sys.executable, PROJECT / "manage.py", "world", "show"]
    env = centre.env | {"DATA_DIR": str(tmp_path / "none")}
    asked = subprocess.run(command, env=env, text=True, capture_output=True, cwd="/", check=False)
    assert asked.returncode == 1
    assert f"No centre was ever started in {tmp_path / 'none'}" in asked.stderr


def test_a_statement_that_fails_leaves_nothing_of_it_in_the_log(centre: Instance) -> None:
    query = "'SELECT %s FROM nowhere_at_all', ['what-somebody-wrote']"
    code = f"from django.db import connection; connection.cursor().execute({query})"
    command: list[str | Path] = [sys.executable, PROJECT / "manage.py", "shell", "-c", code]
    assert subprocess.run(command, env=centre.env, capture_output=True, cwd="/", check=False).returncode == 1
    log = (centre.data / "log" / "database.log").read_text()
    assert "nowhere_at_all" in log
    assert "what-somebody-wrote" not in log


def test_a_second_start_on_the_same_data_is_refused(centre: Instance) -> None:
    second = Instance(centre.data).start()
    assert second.process.wait(timeout=30) == 1
    assert wait_for(lambda: second.said("is running already"))
    assert centre.health() == 200


def test_a_taken_port_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        instance = Instance(tmp_path / "data", port=taken.getsockname()[1]).start()
        assert instance.process.wait(timeout=30) == 1
    assert wait_for(lambda: instance.said("cannot be used"))
    assert not (tmp_path / "data" / "postgres").exists()


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    instance = Instance(tmp_path / "file" / "data").start()
    assert instance.process.wait(timeout=30) == 1
    assert wait_for(lambda: instance.said("cannot be written"))


def test_a_world_that_is_absent_is_named(tmp_path: Path) -> None:
    instance = Instance(tmp_path / "data", WORLD="/nowhere/world.yaml").start()
    assert instance.process.wait(timeout=30) == 1
    assert wait_for(lambda: instance.said("/nowhere/world.yaml is not there"))


WRONG = {
    "kind.yaml": ("world: w\nagencies:\n- {key: a, name: A, kind: navy}\n", ", line 3: agencies[0].kind: expected one"),
    "list.json": ('{"world": "w",\n "cases": 7}', ", line 2: cases: expected a list"),
    "open.yaml": ("people: [", ", line 2: expected YAML"),
}  # fmt: skip


def test_a_world_that_is_wrong_loads_nothing_and_a_better_one_follows(tmp_path: Path) -> None:
    for name, (text, said) in WRONG.items():
        (tmp_path / name).write_text(text)
        refused = Instance(tmp_path / "data", WORLD=str(tmp_path / name)).start()
        assert refused.process.wait(timeout=300) == 1
        assert wait_for(lambda: refused.said(name + said)), refused.lines  # noqa: B023 - called before the next
        assert not refused.said("Traceback")
        assert refused.processes() == []
        assert not (refused.data / "accounts.json").exists()
    with running(tmp_path / "data") as mended:
        assert any("walk-the-long-pier-7" in line for line in mended.lines)


@pytest.mark.parametrize("part", WORDS)
def test_a_killed_part_comes_back_and_no_answered_write_is_lost(centre: Instance, part: str) -> None:
    before = centre.pid_of(part)
    with Writer(centre) as writer:
        assert wait_for(lambda: len(writer.answered) > 3), writer.refused
        os.kill(before, signal.SIGKILL)
        assert wait_for(lambda: centre.pid_of(part) not in {before, 0})
        reached = len(writer.answered)
        assert wait_for(lambda: len(writer.answered) > reached + 3), writer.refused[-3:]
    stored = writer.stored()
    assert [text for text in writer.answered if stored.count(text) != 1] == []
    assert wait_for(lambda: centre.health() == 200)


def test_kill_9_of_the_launcher_leaves_no_strays_and_no_loss(tmp_path: Path) -> None:
    centre = Instance(tmp_path / "data").start().ready()
    with Writer(centre) as writer:
        assert wait_for(lambda: len(writer.answered) > 3)
        centre.end(signal.SIGKILL)
        writer.is_over.set()
    assert wait_for(lambda: not centre.processes())
    with running(centre.data) as again:
        writer.centre = again
        stored = writer.stored()
    assert [text for text in writer.answered if stored.count(text) != 1] == []


def test_two_stand_side_by_side(centre: Instance, tmp_path: Path) -> None:
    with running(tmp_path / "another") as other:
        assert (centre.health(), other.health()) == (200, 200)
        assert sockets.folder(centre.data) != sockets.folder(other.data)
    assert centre.health() == 200
    assert other.processes() == []
