"""Where bytes are kept: outside the web root, under a random key, sealed with a key of their own.

A stolen disk shows sizes and times, and nothing else. Layout of a kept file: magic and version, a flag, length of the
sealed file key, the sealed file key (`coordination_center.sealing`, bound to the storage key and the flag), then chunks
of 64 KiB, each AES-256-GCM under the file key with its number, and whether it is the last, as nonce. So a chunk that is
changed, moved, left out or cut off is found when it is read.
"""

import hashlib
import io
import os
import re
import secrets
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from coordination_center.files import names
from coordination_center.sealing import seal, unseal

KEY = re.compile(r"[0-9a-f]{32}")
MAGIC = b"CCF\x01"
CHUNK = 64 * 1024
TAG = 16
AS_SENT, REDRAWN = b"\x00", b"\x01"  # a redrawn picture is our own encoder's work, and may be shown in a page
_HEAD = struct.Struct(">4scH")


class Damaged(OSError):
    """The kept bytes are not those that were stored."""


@dataclass(frozen=True)
class Accepted:
    """What was stored. `size` in bytes, `sha256` in hex, both of exactly the bytes kept; `key` has no meaning."""

    name: str
    type: str
    size: int
    sha256: str
    key: str


def place(key: str) -> Path:
    """Where the file of a key lies. Raises FileNotFoundError for what is no key."""
    if not KEY.fullmatch(key):
        raise FileNotFoundError(key)
    return Path(settings.FILES_DIR) / key[:2] / key[2:4] / key


def unfinished_place() -> Path:
    """The folder of files that are being written."""
    return Path(settings.FILES_DIR) / "unfinished"


def keep(chunks: Iterable[bytes], *, name: str, kind: str, redrawn: bool = False) -> Accepted:
    """Seal the bytes into a new file, whole or not at all, and return what was stored. Checks nothing."""
    key = secrets.token_hex(16)
    unfinished = _folder(unfinished_place()) / key
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            size, digest = _write_sealed(file, chunks, key, REDRAWN if redrawn else AS_SENT)
            file.flush()
            os.fsync(file.fileno())
        final = place(key)
        _folder(final.parent)
        unfinished.rename(final)
        _sync(final.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return Accepted(name=names.cleaned(name, kind=kind), type=kind, size=size, sha256=digest, key=key)


def opened(key: str) -> BinaryIO:
    """The bytes as they were stored, to read and to seek. Raises FileNotFoundError; reading raises Damaged."""
    return cast("BinaryIO", io.BufferedReader(_Unsealed(key), CHUNK))


def is_redrawn(key: str) -> bool:
    """Whether the file is a picture of our own encoder, and not what somebody sent."""
    with _Unsealed(key) as file:
        return bool(file.flag == REDRAWN)


def digest(key: str) -> str:
    """SHA-256 of the bytes as they lie there now, in hex. Raises FileNotFoundError or Damaged."""
    with io.BufferedReader(_Unsealed(key), CHUNK) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def thumbnail(key: str, *, side: int = 320) -> Accepted | None:
    """A small picture of a kept picture, stored by itself under its own key; None for what is no picture."""
    from coordination_center.files import pictures

    with opened(key) as file:
        drawn = pictures.redrawn(file, side=side)
    if drawn is None:
        return None
    data, kind = drawn
    return keep([data], name="thumbnail", kind=kind, redrawn=True)


def erase(key: str) -> None:
    """Remove a file for good: its sealed key is overwritten first, so that what the disk still holds cannot be read.

    Not undone by a rollback. A row that is gone is enough: the sweep erases what no row names.
    """
    where = place(key)
    with where.open("r+b") as file:
        file.write(b"\x00" * min(1024, where.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    where.unlink()


def renamed(stored: Accepted, *, name: str) -> Accepted:
    """The same bytes under a cleaned name."""
    return replace(stored, name=names.cleaned(name, kind=stored.type))


def _write_sealed(file: io.BufferedWriter, chunks: Iterable[bytes], key: str, flag: bytes) -> tuple[int, str]:
    file_key = AESGCM.generate_key(256)
    cipher, hashed, size = AESGCM(file_key), hashlib.sha256(), 0
    sealed_key = seal(file_key, _purpose(key, flag)).encode()
    file.write(_HEAD.pack(MAGIC, flag, len(sealed_key)) + sealed_key)
    for number, (chunk, last) in enumerate(_even(chunks)):
        hashed.update(chunk)
        size += len(chunk)
        file.write(cipher.encrypt(_nonce(number, last=last), chunk, None))
    return size, hashed.hexdigest()


def _even(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The bytes in pieces of CHUNK, each with whether it is the last; at least one piece, which may be empty."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) > CHUNK:
            yield bytes(held[:CHUNK]), False
            del held[:CHUNK]
    yield bytes(held), True


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _purpose(key: str, flag: bytes) -> bytes:
    return b"file:" + key.encode() + b":" + flag


def _folder(folder: Path) -> Path:
    """The folder, made for its owner only, like those above it up to FILES_DIR."""
    root = Path(settings.FILES_DIR)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = root
    for part in folder.relative_to(root).parts:
        made /= part
        if not made.is_dir():
            made.mkdir(mode=0o700, exist_ok=True)
            _sync(made.parent)
    return folder


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Unsealed(io.RawIOBase):
    """A kept file as a readable, seekable stream of its clear bytes; holds one chunk at a time."""

    def __init__(self, key: str) -> None:
        self._file = place(key).open("rb")
        try:
            magic, self.flag, length = _HEAD.unpack(self._file.read(_HEAD.size))
            file_key = unseal(self._file.read(length).decode(), _purpose(key, self.flag))
        except (struct.error, ValueError) as error:
            self._file.close()
            raise Damaged(f"The head of {key} cannot be read.") from error
        if magic != MAGIC:
            self._file.close()
            raise Damaged(f"{key} is not a kept file.")
        self._cipher, self._begin = AESGCM(file_key), _HEAD.size + length
        sealed = place(key).stat().st_size - self._begin
        self._count = max(1, -(-sealed // (CHUNK + TAG)))
        self._size, self._at = max(0, sealed - self._count * TAG), 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        number, inside = divmod(self._at, CHUNK)
        if number >= self._count:
            return 0
        piece = self._chunk(number)[inside : inside + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if self._held[0] != number:
            self._file.seek(self._begin + number * (CHUNK + TAG))
            sealed = self._file.read(CHUNK + TAG)
            try:
                clear = self._cipher.decrypt(_nonce(number, last=number == self._count - 1), sealed, None)
            except (InvalidTag, ValueError) as error:
                raise Damaged("A part of a kept file is not as it was stored.") from error
            self._held = (number, clear)
        return self._held[1]
