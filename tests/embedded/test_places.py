"""What the environment may ask for, and where sockets and secrets go."""

import stat
from pathlib import Path

import pytest

from coordination_center.embedded import keys, places, sockets
from coordination_center.embedded.say import Refusal


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "８０００", "80 80"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(Refusal, match="is no port"):
        places.read({"PORT": port})


def test_relative_folders_are_taken_from_where_one_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert places.read({"DATA_DIR": "my data"}).data == tmp_path / "my data"


def test_only_a_wholly_embedded_centre_is_a_demo() -> None:
    assert places.read({}).is_demo
    assert not places.read({"DATABASE_URL": "postgresql://elsewhere/x"}).is_demo
    assert not places.read({"REDIS_URL": "redis://elsewhere"}).is_demo


def test_sockets_stay_short_however_long_the_data_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("a long name with spaces " * 10)
    assert len(str(sockets.folder(deep) / ".s.PGSQL.5432.lock")) <= 107
    assert sockets.folder(deep) != sockets.folder(tmp_path)


def test_a_long_temporary_folder_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", f"/{'t' * 100}")
    assert sockets.folder(tmp_path).parent == Path("/tmp")


def test_a_socket_folder_of_somebody_else_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(sockets, "LONGEST", 500)
    sockets.folder(tmp_path / "data").symlink_to(tmp_path)
    with pytest.raises(Refusal, match="belongs to another"):
        sockets.make(tmp_path / "data")


def test_secrets_are_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    made = keys.of(tmp_path)
    assert keys.of(tmp_path) == made
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    assert len(made["SECRET_KEY"]) > 50
    assert len(made["FIELD_KEY"]) == 44


def test_a_write_that_was_killed_half_way_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "secrets.json.new").write_text('{"SECRET_')
    assert "SECRET_KEY" in keys.of(tmp_path)
