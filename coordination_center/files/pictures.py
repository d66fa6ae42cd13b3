"""Pictures: JPEG, PNG and WebP that end where they end, small enough to decode, decoded in a process of their own."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from coordination_center.files import decoder, kinds
from coordination_center.files.checking import Refused

PATIENCE = 20  # seconds of the clock for one picture
DECODER = Path(__file__).with_name("decoder.py")
_AT_ONCE = threading.BoundedSemaphore(2)  # of this process: what pictures in decoding may take of the machine


def redrawn(file: BinaryIO, *, side: int) -> tuple[bytes, str] | None:
    """The picture at most `side` pixels a side, upright and without anything but its pixels: (bytes, media type).

    None for what is no JPEG, PNG or WebP. Raises Refused for too many pixels and for a damaged picture.
    """
    file.seek(0)
    if _format(file.read(16)) is None:
        return None
    data = _decode(file, side)
    return data, kinds.PNG if data.startswith(b"\x89PNG") else kinds.JPEG


def can_be_drawn(file: BinaryIO) -> None:
    """Every pixel can be decoded. Raises Refused otherwise."""
    _decode(file, 0)


def _decode(file: BinaryIO, side: int) -> bytes:
    """The clear bytes go to the other process in memory (memfd_create(2)), never by way of a disk."""
    with _AT_ONCE, os.fdopen(os.memfd_create("picture"), "w+b") as clear:
        file.seek(0)
        shutil.copyfileobj(file, clear)
        clear.seek(0)
        return _drawn(clear, side)


def _drawn(clear: BinaryIO, side: int) -> bytes:
    command = [sys.executable, "-I", str(DECODER), str(side)]
    try:
        done = subprocess.run(  # noqa: S603
            command, stdin=clear, capture_output=True, env={"LC_ALL": "C.UTF-8"}, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(_("This picture takes too long to read. Save it anew and send that.")) from error
    if done.returncode == decoder.TOO_MANY:
        raise Refused(_("This picture has too many pixels: at most 40 million."))
    if done.returncode:
        raise Refused(_("This picture is damaged or cut off. Send the whole file."))
    return done.stdout


def ends_where_it_ends(file: BinaryIO) -> None:
    """Nothing lies behind the end of the picture: no archive, no page, no second file. Raises Refused."""
    file.seek(0)
    kind = _format(file.read(16))
    file.seek(0)
    size = file.seek(0, 2)
    end = {kinds.JPEG: _end_of_jpeg, kinds.PNG: _end_of_png, kinds.WEBP: _end_of_webp}[kind or ""](file)
    if end is None:
        raise Refused(_("This picture is damaged or cut off. Send the whole file."))
    if end < size:
        raise Refused(_("There is something else behind the end of this picture. Send the picture alone, or as a ZIP."))


def _format(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return kinds.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return kinds.PNG
    return kinds.WEBP if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def _end_of_png(file: BinaryIO) -> int | None:
    """Where the last chunk ends (PNG, 5.3: length, name, data, checksum)."""
    at, size = 8, file.seek(0, 2)
    while at + 12 <= size:
        file.seek(at)
        head = file.read(8)
        at += 12 + int.from_bytes(head[:4], "big")
        if head[4:] == b"IEND":
            return at if at <= size else None
    return None


def _end_of_webp(file: BinaryIO) -> int | None:
    file.seek(4)
    length = int.from_bytes(file.read(4), "little")
    end = 8 + length + length % 2
    return end if end <= file.seek(0, 2) else None


def _end_of_jpeg(file: BinaryIO) -> int | None:
    """Where the last of one or more whole JPEGs ends: cameras put a second exposure of the picture behind the first."""
    file.seek(0)
    data, at = file.read(), 0
    end: int | None = None
    while data[at : at + 3] == b"\xff\xd8\xff":
        end = _end_of_one_jpeg(data, at)
        if end is None:
            return None
        at = end
    return end


def _end_of_one_jpeg(data: bytes, at: int) -> int | None:
    """Behind the end mark (FFD9) of the JPEG that begins at `at` (ITU T.81, B.1.1); None where there is none."""
    at += 2
    while 0 <= at < len(data) - 1:
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker == 0xFF:  # a fill byte
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:  # marks without a length
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            if marker == 0xDA:
                at = _behind_scan(data, at)
    return None


def _behind_scan(data: bytes, at: int) -> int:
    """The next mark that is neither a stuffed zero nor a restart; -1 where the data ends before."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] and not 0xD0 <= data[at + 1] <= 0xD7 and data[at + 1] != 0xFF:
            return at
        at += 2 if data[at + 1] != 0xFF else 1
    return -1
