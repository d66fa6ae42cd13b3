"""The one way in: a file that somebody sends is checked by its content, stored, and never trusted by its name."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from coordination_center.errors import Invalid
from coordination_center.files import checking, pictures
from coordination_center.files.checking import Refused
from coordination_center.files.keeping import CHUNK, Accepted, keep
from coordination_center.files.kinds import DOCUMENTS, PICTURES

__all__ = ["DOCUMENTS", "MOST", "PICTURES", "Accepted", "accept", "accept_picture"]
MOST = 50 * 1024 * 1024
if TYPE_CHECKING:
    Upload = UploadedFile[bytes]
else:
    Upload = UploadedFile


def accept(upload: Upload, *, types: frozenset[str] = DOCUMENTS, most: int = MOST) -> Accepted:
    """Check by content, store exactly what was sent, and return what was stored.

    `types`: media types of `kinds`; `most`: bytes. Raises Invalid with a sentence for the field `file`.
    """
    try:
        file = _measured(upload, most)
        kind = checking.kind_of(file, name=upload.name or "", types=types)
    except Refused as refusal:
        raise Invalid(str(refusal), fields={"file": [str(refusal)]}) from refusal
    return keep(_chunks(file), name=upload.name or "", kind=kind)


def accept_picture(upload: Upload, *, side: int = 1600, most: int = MOST) -> Accepted:
    """Decode a JPEG, PNG or WebP and store it drawn anew, at most `side` pixels a side: nothing else of it is kept.

    Place, camera, time, preview, comments and whatever hung on behind are gone; the orientation is applied. What is
    stored is a JPEG, or a PNG where the picture has transparent parts. Raises Invalid for the field `file`.
    """
    try:
        file = _measured(upload, most)
        drawn = _picture(file, side)
    except Refused as refusal:
        raise Invalid(str(refusal), fields={"file": [str(refusal)]}) from refusal
    data, kind = drawn
    return keep([data], name=upload.name or "", kind=kind, redrawn=True)


def _picture(file: BinaryIO, side: int) -> tuple[bytes, str]:
    drawn = pictures.redrawn(file, side=side)
    if drawn is None:
        raise Refused(_("This is not a picture the centre can read. Use JPEG, PNG or WebP."))
    return drawn


def _measured(upload: Upload, most: int) -> BinaryIO:
    """The file behind the upload, at its start. Its size is what is there, not what a header says."""
    if upload.file is None:
        raise Refused(_("No file arrived."))
    file = cast("BinaryIO", upload.file)
    size = file.seek(0, 2)
    file.seek(0)
    if not size:
        raise Refused(_("This file is empty."))
    if size > most:
        raise Refused(_("This file is too large: at most %(most)s MB.") % {"most": most // 1024 // 1024})
    return file


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
