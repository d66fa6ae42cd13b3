"""Kept bytes are sealed, whole, for their owner only; a change to them is found."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coordination_center.files import keeping
from coordination_center.files.keeping import CHUNK, Damaged, keep, opened

TEXT = b"name of a witness " * 10_000


def kept(data: bytes = TEXT) -> str:
    return keep([data], name="a.txt", kind="text/plain").key


def test_the_disk_shows_nothing_of_it(files: Path) -> None:
    key = kept()
    [file] = [file for file in files.rglob("*") if file.is_file()]
    assert file == files / key[:2] / key[2:4] / key
    assert b"witness" not in file.read_bytes()


def test_it_is_for_its_owner_only(files: Path) -> None:
    old = os.umask(0)
    try:
        kept()
    finally:
        os.umask(old)
    for path in [files, *files.rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


@given(
    data=st.binary(max_size=40), times=st.sampled_from([0, 1, 1639, CHUNK, CHUNK * 2]), cut=st.integers(1, CHUNK * 2)
)
@examples(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_comes_out(data: bytes, times: int, cut: int) -> None:
    whole = data * (times % 4096)
    pieces = [whole[at : at + cut] for at in range(0, len(whole), cut)]
    stored = keep(pieces, name="a", kind="text/plain")
    with opened(stored.key) as file:
        assert file.read() == whole
        assert file.seek(0, io.SEEK_END) == len(whole) == stored.size
        file.seek(len(whole) // 2)
        assert file.read(100) == whole[len(whole) // 2 :][:100]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, CHUNK * 3])
def test_every_length_is_kept(size: int) -> None:
    with opened(kept(bytes(size))) as file:
        assert file.read() == bytes(size)


@pytest.mark.parametrize("where", [0, 5, 60, 300, 70_000, -1])
def test_a_changed_byte_is_found(where: int) -> None:
    key = kept()
    data = bytearray(keeping.place(key).read_bytes())
    data[where] ^= 1
    keeping.place(key).write_bytes(data)
    with pytest.raises(Damaged):
        keeping.digest(key)


def test_a_piece_cut_off_or_moved_is_found() -> None:
    key = kept(bytes(CHUNK * 3))
    whole = keeping.place(key).read_bytes()
    sealed, begin = CHUNK + 16, len(whole) - 3 * (CHUNK + 16)
    pieces = [whole[begin + n * sealed : begin + (n + 1) * sealed] for n in range(3)]
    for wrong in (pieces[:2], [pieces[1], pieces[0], pieces[2]], pieces[1:], [], [*pieces, pieces[2]], [*pieces, b"x"]):
        keeping.place(key).write_bytes(whole[:begin] + b"".join(wrong))
        with pytest.raises(Damaged):
            keeping.digest(key)


def test_a_file_under_another_key_is_not_opened() -> None:
    one, other = kept(), kept()
    keeping.place(one).write_bytes(keeping.place(other).read_bytes())
    with pytest.raises(Damaged):
        opened(one)


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "0" * 31, "0" * 32 + "\n", "G" * 32, "0" * 32])
def test_what_is_no_key_opens_nothing(key: str) -> None:
    with pytest.raises(FileNotFoundError):
        opened(key)


def test_a_stop_in_the_middle_leaves_nothing(files: Path) -> None:
    def broken() -> object:
        yield TEXT
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep(broken(), name="a", kind="text/plain")  # type: ignore[arg-type]
    assert not [file for file in files.rglob("*") if file.is_file()]


def test_an_erased_file_is_gone(files: Path) -> None:
    key = kept()
    keeping.erase(key)
    with pytest.raises(FileNotFoundError):
        opened(key)
    assert not [file for file in files.rglob("*") if file.is_file()]
