"""ZIP, and the documents that are ZIPs inside (Word, Excel, OpenDocument): bounded before anything is unpacked.

Nothing is ever unpacked onto the disk. The directory is measured before it is read, no two members share bytes, sizes
and ratios are bounded as stated and again while reading, and an archive may lie in an archive once, not twice.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from django.utils.translation import gettext as _

from coordination_center.files import kinds
from coordination_center.files.checking import TAIL, Refused
from coordination_center.files.kinds import PROGRAMS
from coordination_center.text import BIDI_CONTROLS

MOST_MEMBERS = 2_000
MOST_DIRECTORY = 1024 * 1024  # bytes
MOST_UNPACKED = 500 * 1024 * 1024  # stated, of all members together
MOST_NESTED = 50 * 1024 * 1024  # of the archives inside, which are read into memory one at a time
MOST_RATIO = 200  # text and empty tables reach 100; a bomb has 1000
SMALL = 1024 * 1024  # below this a ratio means nothing
DEEPEST = 1
MOST_NAME = 300
WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"dex\n")
_UNSAFE = re.compile(rf"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|[\x00-\x1f\x7f{BIDI_CONTROLS}]")
_END = struct.Struct("<4s4H2LH")
_OTHER_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"MSCF")


@dataclass
class _Budget:
    """What the members of one upload, those of archives inside included, may still take."""

    members: int = MOST_MEMBERS
    unpacked: int = MOST_UNPACKED
    nested: int = MOST_NESTED


def kind_of(file: BinaryIO) -> str:
    """ZIP, or the kind of document that this ZIP is. Raises Refused where its directory cannot be trusted."""
    from coordination_center.files import office

    with _archive(file) as archive:
        return office.kind_of(archive) or kinds.ZIP


def bounded(file: BinaryIO) -> None:
    """The archive holds no bomb, no program, no hidden part, no second depth. Raises Refused otherwise."""
    _look_through(file, _Budget(), depth=0)


def read(archive: zipfile.ZipFile, name: str, *, most: int) -> bytes:
    """One member's bytes, b"" if there is none of that name. Raises Refused beyond `most` bytes."""
    try:
        with archive.open(name) as member:
            data = member.read(most + 1)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise Refused(_damaged()) from error
    if len(data) > most:
        raise Refused(_("A part of this file is too large to check."))
    return data


def _look_through(file: BinaryIO, budget: _Budget, *, depth: int) -> None:
    from coordination_center.files import office

    with _archive(file) as archive:
        members = archive.infolist()
        _spend(members, budget)
        _apart(file, members, archive.start_dir)
        for member in members:
            _look_at(archive, member, budget, depth)
        office.harmless(archive)


def _archive(file: BinaryIO) -> zipfile.ZipFile:
    _measure_directory(file)
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, UnicodeDecodeError) as error:
        raise Refused(_damaged()) from error


def _measure_directory(file: BinaryIO) -> None:
    """Before zipfile reads it whole: the directory is small, ends at the end record, and the file ends there too."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise Refused(_damaged())
    _mark, disk, first_disk, here, members, length, offset, comment = _END.unpack(tail[at : at + _END.size])
    if members > MOST_MEMBERS or length > MOST_DIRECTORY:
        _too_much()
    begins = size - len(tail) + at
    if disk or first_disk or here != members or offset + length != begins or at + _END.size + comment != len(tail):
        raise Refused(_("This archive is damaged, or something else is hidden in it."))


def _spend(members: list[zipfile.ZipInfo], budget: _Budget) -> None:
    budget.members -= len(members)
    budget.unpacked -= sum(member.file_size for member in members)
    names = {member.filename for member in members}
    if len(names) < len(members):
        raise Refused(_("This archive holds one name twice."))
    if budget.members < 0 or budget.unpacked < 0:
        _too_much()


def _apart(file: BinaryIO, members: list[zipfile.ZipInfo], directory: int) -> None:
    """No two members share bytes, and none reaches into the directory: the overlap is how a small file unpacks to
    terabytes (D. Fifield, "A better zip bomb", 2019)."""
    spans = sorted((member.header_offset, _end_of(file, member)) for member in members)
    starts = [start for start, _until in spans]
    if starts and starts[0] != 0:
        raise Refused(_("This archive is damaged, or something else is hidden in it."))
    ends = [until for _start, until in spans]
    if any(until > following for until, following in zip(ends, [*starts[1:], directory], strict=True)):
        _too_much()
    if any(after - before > 1024 * 64 for before, after in zip(ends, [*starts[1:], directory], strict=True)):
        raise Refused(_("This archive is damaged, or something else is hidden in it."))


def _end_of(file: BinaryIO, member: zipfile.ZipInfo) -> int:
    file.seek(member.header_offset)
    head = file.read(30)
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise Refused(_damaged())
    name, extra = struct.unpack("<2H", head[26:30])
    return member.header_offset + 30 + int(name) + int(extra) + member.compress_size


def _look_at(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget, depth: int) -> None:
    _safe_name(member)
    if member.flag_bits & 0x41:
        raise Refused(_("This archive is locked with a password, so it cannot be checked. Send it without one."))
    if member.compress_type not in WAYS:
        raise Refused(_("This archive is packed in a way that is not known here. Pack it as an ordinary ZIP."))
    if member.file_size > max(SMALL, member.compress_size * MOST_RATIO):
        _too_much()
    head = _head(archive, member)
    if head.startswith(_PROGRAM_HEADS):
        raise Refused(_("There is a program or a script in this archive."))
    if head.startswith(_OTHER_ARCHIVES):
        raise Refused(_("There is an archive in this archive that cannot be checked. Send its files as they are."))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _look_inside(archive, member, budget, depth)


def _look_inside(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget, depth: int) -> None:
    budget.nested -= member.file_size
    if depth >= DEEPEST or budget.nested < 0:
        raise Refused(_("There are archives within archives here. Send them one by one."))
    inner = read(archive, member.filename, most=member.file_size)
    _look_through(io.BytesIO(inner), budget, depth=depth + 1)


def _head(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as stream:
            return stream.read(16)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise Refused(_damaged()) from error


def _safe_name(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if _UNSAFE.search(name) or _UNSAFE.search(member.orig_filename) or len(name) > MOST_NAME:
        raise Refused(_("A name in this archive leads out of its folder or hides something."))
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused(_("There is a link in this archive. Send the files themselves."))
    if name.rpartition(".")[2].strip(" .").lower() in PROGRAMS:
        raise Refused(_("There is a program or a script in this archive."))


def _too_much() -> NoReturn:
    raise Refused(_("This archive would unpack to far more than it is, or holds too many files. Send less at a time."))


def _damaged() -> str:
    return _("This archive is damaged or cut off. Send the whole file.")
