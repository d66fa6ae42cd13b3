"""The kinds of file the centre takes: media type, the extension a download gets, and what puremagic calls it.

A kind is told by content alone. What is not here is refused: HTML, SVG, XML, programs, scripts, old binary Office files
(they may hold macros no one can see), HEIC (nothing here can decode it), slides, disk images.
An e-mail saved as a file (EML) is plain text and is kept as that.
"""

from dataclasses import dataclass

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
MP3 = "audio/mpeg"
M4A = "audio/mp4"
WAV = "audio/wav"
MP4 = "video/mp4"
MOV = "video/quicktime"
TEXT = "text/plain"
CSV = "text/csv"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ZIP = "application/zip"


@dataclass(frozen=True)
class Kind:
    """`known_as`: extensions of which puremagic must name one; empty where it cannot tell."""

    extension: str
    known_as: frozenset[str] = frozenset()


def _kind(extension: str, known_as: str = "") -> Kind:
    return Kind(extension, frozenset(known_as.split()))


KINDS: dict[str, Kind] = {
    PDF: _kind(".pdf", ".pdf"),
    JPEG: _kind(".jpg", ".jpg .jpeg"),
    PNG: _kind(".png", ".png"),
    WEBP: _kind(".webp", ".webp"),
    MP3: _kind(".mp3"),  # a stream without a tag begins in too many ways
    M4A: _kind(".m4a", ".m4a .mp4"),
    WAV: _kind(".wav", ".wav"),
    MP4: _kind(".mp4", ".mp4 .m4v .mov .3gp"),
    MOV: _kind(".mov", ".mov .qt"),
    TEXT: _kind(".txt"),
    CSV: _kind(".csv"),
    DOCX: _kind(".docx", ".docx .zip"),
    XLSX: _kind(".xlsx", ".xlsx .zip"),
    ODT: _kind(".odt", ".odt .zip"),
    ODS: _kind(".ods", ".ods .zip"),
    ZIP: _kind(".zip", ".zip"),
}
PICTURES = frozenset({JPEG, PNG, WEBP})
CONTAINERS = frozenset({DOCX, XLSX, ODT, ODS, ZIP})
DOCUMENTS = frozenset(KINDS)

# Endings that a system starts when they are opened, in an archive or before the last dot of a name.
_WORDS = (
    "ade adp apk app appimage application appref-ms asp aspx bas bat bin chm class cmd com cpl csh dll dmg docm "
    "dotm drv elf exe gadget hlp hta inf ins iso jar js jse jsp ksh lnk mde msc msh msi msp mst ocx pif php phtml "
    "pl ppam pptm ps1 psc1 psm1 py pyc pyw rb reg scf scr sct settingcontent-ms sh shb shs so sys url vb vba vbe "
    "vbs vhd vhdx ws wsc wsf wsh xlam xll xlsm xltm"
)
PROGRAMS = frozenset(_WORDS.split())
