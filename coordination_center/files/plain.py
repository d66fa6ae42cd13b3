"""Plain text and CSV: UTF-8 that is read as text by whatever opens it."""

import codecs
import re
from typing import BinaryIO

from django.utils.translation import gettext as _

from coordination_center.files import kinds
from coordination_center.files.checking import Refused
from coordination_center.files.kinds import PROGRAMS

CHUNK = 64 * 1024
SNIFFED = 4096  # a browser looks at 1445 bytes
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")  # ESC and form feed are in logs and old text
_MARKUP = re.compile(
    r"<\s*(!doctype|html|head|body|script|svg|iframe|object|embed|table|div|style|title|a\s|img|\?xml|\?php|%|!--)",
    re.IGNORECASE,
)
_SEPARATORS = ",;\t|"


def kind_of(file: BinaryIO, *, name: str) -> str:
    """Text or CSV. Raises Refused for what is neither: unknown bytes, another encoding, markup, a script."""
    ending = name.rpartition(".")[2].strip().lower()
    first = _read_through(file)
    start = first.lstrip("\ufeff \t\r\n")
    if start.startswith(("<", "#!", "MZ")) or _MARKUP.search(first[:SNIFFED]):
        raise Refused(_("Pages, drawings with code (HTML, SVG, XML) and scripts are not taken. Send a PDF of it."))
    if ending in PROGRAMS:
        raise Refused(_("Programs and scripts are not taken."))
    return kinds.CSV if ending == "csv" and _has_columns(first) else kinds.TEXT


def _read_through(file: BinaryIO) -> str:
    """The first piece of the text, when all of it is UTF-8 without control characters."""
    decoder, first = codecs.getincrementaldecoder("utf-8")(), ""
    file.seek(0)
    while True:
        chunk = file.read(CHUNK)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise Refused(_unknown(first or chunk.decode("latin-1"))) from error
        if _CONTROL.search(text):
            raise Refused(_unknown(text))
        first = first or text
        if not chunk:
            return first


def _unknown(start: str) -> str:
    if start.startswith(("MZ", "\x7fELF")):
        return _("Programs and scripts are not taken.")
    return _("This kind of file is not known here. If it is text, save it as UTF-8.")


def _has_columns(text: str) -> bool:
    """Whether the first lines all have the same separator."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return any(all(mark in line for line in lines) for mark in _SEPARATORS)
