"""Files that no row names are swept, after a day; nothing else is."""

import ast
import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from coordination_center.embedded.places import PROJECT
from coordination_center.files import keeping, sweeping
from coordination_center.files.keeping import keep
from coordination_center.files.tasks import sweep as task

NOW = timedelta(0)


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The keys that rows name, in place of those of the apps."""
    keys: set[str] = set()
    monkeypatch.setattr(sweeping, "_registered", [lambda: keys])
    return keys


def kept(*, days: float = 2) -> str:
    key = keep([b"x"], name="a", kind="text/plain").key
    then = time.time() - days * 86_400
    os.utime(keeping.place(key), (then, then))
    return key


def test_what_no_row_names_goes(named: set[str]) -> None:
    wanted, orphan = kept(), kept()
    named.add(wanted)
    assert sweeping.sweep() == sweeping.Swept([orphan], [])
    assert keeping.place(wanted).exists()
    assert not keeping.place(orphan).exists()


def test_a_young_file_is_left_alone(named: set[str]) -> None:
    key = kept(days=0.9)
    assert sweeping.sweep().removed == []
    assert sweeping.sweep(older=NOW).removed == [key]


def test_a_missing_file_is_reported_loudly(named: set[str], caplog: pytest.LogCaptureFixture) -> None:
    named.add("0" * 32)
    assert sweeping.sweep().missing == ["0" * 32]
    assert "missing" in caplog.text
    with pytest.raises(CommandError, match="1 files are missing"):
        call_command("sweep_files", stdout=io.StringIO())


def test_unfinished_files_go_too(named: set[str]) -> None:
    kept()
    half = keeping.unfinished_place() / "half"
    half.write_bytes(b"x")
    os.utime(half, (0, 0))
    task()
    assert not half.exists()


def test_other_files_in_the_folder_are_not_ours(named: set[str], files: Path) -> None:
    kept()
    note = files / "00" / "00" / "README"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text("by hand")
    sweeping.sweep(older=NOW)
    assert note.exists()


def test_without_any_app_nothing_is_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    key = kept()
    monkeypatch.setattr(sweeping, "_registered", [])
    sweeping.sweep(older=NOW)
    assert keeping.place(key).exists()


def test_an_app_that_keeps_files_says_which_it_needs() -> None:
    """Otherwise its files would be gone after a day."""
    for app in (file.parent for file in PROJECT.rglob("apps.py") if ".venv" not in file.parts):
        if app.name == "files" or not any(_keeps(file) for file in app.glob("**/*.py") if _nearest(file) == app):
            continue
        assert any("register_keys" in file.read_text() for file in app.glob("**/*.py")), f"{app}: register_keys"


def _keeps(file: Path) -> bool:
    wanted, found = {"accept", "accept_picture", "accepting", "keep", "keeping", "thumbnail"}, set[str]()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("coordination_center.files"):
            found |= {alias.name for alias in node.names}
    return bool(found & wanted)


def _nearest(file: Path) -> Path:
    return next(folder for folder in file.parents if (folder / "apps.py").exists())
