"""The name a stored file goes by: readable, of one line, safe on every system, ending as its content does."""

import re
import unicodedata

from coordination_center.files.kinds import KINDS, PROGRAMS
from coordination_center.text import BIDI_CONTROLS

MOST_BYTES = 200  # of UTF-8; file systems take 255, and people add "(1)"
JOINERS = "\u200c\u200d"  # part of how Bengali, Khmer and Burmese are written
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"|?*%\x00-\x1f\x7f]')
_MORE_ENDINGS = {"jpeg", "htm", "html", "svg", "xml", "heic", "gif", "tif"}
_ENDINGS = {kind.extension[1:] for kind in KINDS.values()} | _MORE_ENDINGS


def cleaned(name: str, *, kind: str) -> str:
    """A name of at most 200 bytes for a file of the media type `kind`: its letters are kept, its ending is the kind's.

    Gone are folders, control, direction and other invisible characters, what systems forbid, names of devices
    (CON, NUL), and endings: "a.pdf.exe" with the content of a PDF is "a.pdf".
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem = _without_endings(" ".join(_UNSAFE.sub("_", _visible(last)).split()).strip(" ."))
    if not stem.strip("_") or RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"file_{stem}".rstrip("_")
    ending = KINDS[kind].extension
    return _cut(stem, MOST_BYTES - len(ending)) + ending


def _visible(name: str) -> str:
    return "".join(c for c in name if c in JOINERS or not _is_hidden(c))


def _is_hidden(character: str) -> bool:
    return character in BIDI_CONTROLS or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _without_endings(stem: str) -> str:
    """Without its known endings, and with no program's ending left inside."""
    while (parts := stem.rpartition("."))[1] and parts[2].strip().lower() in _ENDINGS | PROGRAMS:
        stem = parts[0].strip(" .")
    first, *rest = stem.split(".")
    return first + "".join(f"_{part}" if part.strip().lower() in PROGRAMS else f".{part}" for part in rest)


def _cut(stem: str, most: int) -> str:
    """At most `most` bytes, and no mark without its letter at the end."""
    if len(stem.encode()) <= most:
        return stem
    cut = stem.encode()[:most].decode(errors="ignore")
    while cut and unicodedata.combining(stem[len(cut)] if len(cut) < len(stem) else " "):
        cut = cut[:-1]
    return cut.rstrip(" .")
