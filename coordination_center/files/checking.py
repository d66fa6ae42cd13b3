"""What kind of file the bytes are: told by their beginning, held to by their structure, to the last byte.

A file that is two things at once (a PDF that is also an archive, a picture with a page behind its end) is refused:
its reader and our check would see different files.
"""

from collections.abc import Callable
from typing import BinaryIO

import puremagic
from django.utils.translation import gettext as _

from coordination_center.files import kinds

HEAD = 4096
TAIL = 66_000  # an archive's end record and its longest comment
END_OF_ARCHIVE = b"PK\x05\x06"


class Refused(Exception):
    """The file is not taken; the message is a sentence for its sender."""


Check = Callable[[BinaryIO], None]


def kind_of(file: BinaryIO, *, name: str, types: frozenset[str]) -> str:
    """The media type of a file that is sound and of one of `types`; `Refused` with a sentence otherwise.

    `name` settles one thing only: whether text made of columns is called CSV.
    """
    file.seek(0)
    head = file.read(HEAD)
    kind = _told(file, head, name)
    if kind not in types:
        raise Refused(_not_taken(types))
    _second_opinion(head, kind)
    if kind not in kinds.CONTAINERS:
        _no_archive_behind(file)
    for check in _checks(kind):
        file.seek(0)
        check(file)
    return kind


def _told(file: BinaryIO, head: bytes, name: str) -> str:
    from coordination_center.files import archives, media, plain

    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return archives.kind_of(file)
    if kind := media.kind_of(head):
        return kind
    return plain.kind_of(file, name=name)


def _checks(kind: str) -> list[Check]:
    from coordination_center.files import archives, media, pictures

    if kind in kinds.PICTURES:
        return [pictures.ends_where_it_ends, pictures.can_be_drawn]
    if kind in kinds.CONTAINERS:
        return [archives.bounded]
    return [check] if (check := media.CHECKS.get(kind)) else []


def _second_opinion(head: bytes, kind: str) -> None:
    expected = kinds.KINDS[kind].known_as
    try:
        seen = {match.extension for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        seen = set()
    if expected and not seen & expected:
        raise Refused(_("What this file is cannot be told for certain, so it is not taken."))


def _no_archive_behind(file: BinaryIO) -> None:
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    at = tail.rfind(END_OF_ARCHIVE)
    if at >= 0 and len(tail) - at >= 22:
        raise Refused(_("There is an archive hidden in this file. Send the two apart."))


def _not_taken(types: frozenset[str]) -> str:
    endings = ", ".join(sorted(kinds.KINDS[kind].extension[1:].upper() for kind in types))
    return _("This kind of file is not taken. These are: %(kinds)s.") % {"kinds": endings}
