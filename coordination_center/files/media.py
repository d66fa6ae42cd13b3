"""PDF, pictures, sound and moving pictures by their first bytes; PDF, WAV and MP4 held to their own length.

Sound and moving pictures are not parsed beyond that: they are kept and downloaded, never played here.
"""

import re
import struct
from collections.abc import Callable
from typing import BinaryIO

from django.utils.translation import gettext as _

from coordination_center.files import kinds
from coordination_center.files.checking import Refused

PDF_TAIL = 4096  # programs that sign or fax add blank lines and a comment behind the end
MP4_BRANDS = frozenset(
    {
        b"isom",
        b"iso2",
        b"iso3",
        b"iso4",
        b"iso5",
        b"iso6",
        b"iso8",
        b"iso9",
        b"mp41",
        b"mp42",
        b"mp71",
        b"avc1",
        b"dash",
    }
    | {b"M4V ", b"MSNV", b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3g2a", b"mmp4", b"f4v "}
)
M4A_BRANDS = frozenset({b"M4A ", b"M4B ", b"f4a "})
HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
# MPEG audio, layer II or III, with a true bit rate; FF FE is how UTF-16 text begins, and is none.
_MP3_FRAME = re.compile(rb"\xff[\xe2-\xe5\xf2-\xf5\xfa-\xfd][\x10-\xef]")
MOST_BOXES = 20_000


BEGINNINGS = (
    (re.compile(rb"%PDF-[12]\.\d"), kinds.PDF),
    (re.compile(rb"\xff\xd8\xff"), kinds.JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), kinds.PNG),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), kinds.WEBP),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), kinds.WAV),
    (re.compile(rb"ID3"), kinds.MP3),
    (_MP3_FRAME, kinds.MP3),
)


def kind_of(head: bytes) -> str:
    """The media type these bytes begin; empty for none of ours. Raises Refused for HEIC, which nothing here decodes."""
    if head[4:8] == b"ftyp":
        return _brand(head[8:12])
    return next((kind for beginning, kind in BEGINNINGS if beginning.match(head)), "")


def _brand(brand: bytes) -> str:
    if brand in HEIC_BRANDS:
        raise Refused(_("HEIC pictures cannot be checked here. Save the picture as JPEG and send that."))
    if brand == b"qt  ":
        return kinds.MOV
    if brand in M4A_BRANDS:
        return kinds.M4A
    return kinds.MP4 if brand in MP4_BRANDS else ""


def ends_as_pdf(file: BinaryIO) -> None:
    """A PDF begins with its head, and nothing but blank space and a little comment follows its last end mark."""
    size = file.seek(0, 2)
    file.seek(max(0, size - PDF_TAIL))
    tail = file.read(PDF_TAIL)
    _before, mark, behind = tail.rpartition(b"%%EOF")
    if not mark:
        raise Refused(_("This PDF is cut off: its end is missing. Send the whole file."))
    if behind.strip(b"\r\n\t \x00\x0c\x1a") and re.search(
        rb"[<%{}\x80-\xff]|\x00", behind.strip(b"\r\n\t \x00\x0c\x1a")
    ):
        raise Refused(_("There is something else behind the end of this PDF. Send the document alone."))


def ends_as_wave(file: BinaryIO) -> None:
    """Nothing lies behind the length a WAV gives for itself; a recorder that was cut off says more than there is."""
    head = file.read(8)
    if len(head) < 8 or file.seek(0, 2) > struct.unpack("<I", head[4:])[0] + 9:
        raise Refused(_("There is something else behind the end of this recording. Send the recording alone."))


def made_of_boxes(file: BinaryIO) -> None:
    """MP4, MOV and M4A are a row of boxes that ends with the file (ISO/IEC 14496-12, 4.2)."""
    size, at, seen = file.seek(0, 2), 0, set[bytes]()
    for _count in range(MOST_BOXES):
        if at == size and seen & {b"moov", b"moof"}:
            return
        file.seek(at)
        length, name = _box(file.read(16), size - at)
        if length < 8 or at + length > size:
            break
        seen.add(name)
        at += length
    raise Refused(_("This recording is damaged or cut off. Send the whole file."))


def _box(head: bytes, rest: int) -> tuple[int, bytes]:
    """Length and name of a box; length 1 means that eight bytes follow with the true one, 0 that it is the last."""
    if len(head) < 8 or not re.fullmatch(rb"[ -~\xa9]{4}", head[4:8]):
        return 0, b""
    length = int.from_bytes(head[:4], "big")
    if length == 1:
        return (int.from_bytes(head[8:16], "big") if len(head) == 16 else 0), head[4:8]
    return length or rest, head[4:8]


def begins_as_mp3(file: BinaryIO) -> None:
    """Behind the tag, if there is one, comes sound (ID3v2.4, 3.1: the size is in seven bits a byte)."""
    head = file.read(10)
    at = 0
    if head[:3] == b"ID3":
        if any(byte > 127 for byte in head[6:10]):
            raise Refused(_("This recording is damaged or cut off. Send the whole file."))
        at = 10 + sum(byte << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    file.seek(at)
    if not _MP3_FRAME.search(file.read(4096)):  # some programs pad with zeros
        raise Refused(_("This recording is damaged or cut off. Send the whole file."))


CHECKS: dict[str, Callable[[BinaryIO], None]] = {
    kinds.PDF: ends_as_pdf,
    kinds.WAV: ends_as_wave,
    kinds.MP4: made_of_boxes,
    kinds.MOV: made_of_boxes,
    kinds.M4A: made_of_boxes,
    kinds.MP3: begins_as_mp3,
}
