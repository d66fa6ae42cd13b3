"""Word, Excel and OpenDocument files: what they are by their own list of contents, and nothing in them that acts.

Refused: macros, embedded programs, and whatever is fetched from elsewhere when the document is opened (a template, a
picture, an object: ways to run code or to learn who reads). Links that a reader must click stay.
"""

import re
import zipfile
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _

from coordination_center.files import archives, kinds
from coordination_center.files.checking import Refused

MOST_XML = 2 * 1024 * 1024
MOST_CONTENT = 50 * 1024 * 1024
_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
OOXML = {
    _MAIN.format("wordprocessingml.document"): kinds.DOCX,
    _MAIN.format("spreadsheetml.sheet"): kinds.XLSX,
}
CONTENTS = "[Content_Types].xml"
_MACROS = re.compile(
    r"(^|/)(vbaProject|vbaData|vbaProjectSignature)[^/]*$|(^|/)(macrosheets|activeX|customUI)/|^(Basic|Scripts)/",
    re.IGNORECASE,
)
_LOCATION = re.compile(rb"<([\w:-]+)\b[^<>]*?\bxlink:href\s*=\s*[\"']\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\\\|\.\./\.\.)")
_CLICKED = {b"text:a", b"draw:a", b"dc:source", b"meta:template"}


def kind_of(archive: zipfile.ZipFile) -> str:
    """The media type of the document this archive is, empty if it is just an archive; Refused for other documents."""
    names = set(archive.namelist())
    if CONTENTS in names:
        return _ooxml(archive)
    mimetype = archives.read(archive, "mimetype", most=200).decode("ascii", "replace").strip()
    if mimetype in {kinds.ODT, kinds.ODS}:
        return mimetype
    if mimetype or "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names:
        raise Refused(_("This kind of document is not taken. Send a PDF of it."))
    return ""


def harmless(archive: zipfile.ZipFile) -> None:
    """The document holds no macro and fetches nothing from elsewhere. Says nothing to an archive that is none."""
    names = archive.namelist()
    if CONTENTS not in names and "mimetype" not in names:
        return
    if any(_MACROS.search(name) for name in names):
        raise Refused(_("This document holds macros. Save it without them."))
    for name in names:
        if name.endswith(".rels"):
            _relations_stay_inside(archive, name)
        elif name in {"content.xml", "styles.xml"}:
            _locations_stay_inside(archive, name)


def _ooxml(archive: zipfile.ZipFile) -> str:
    types = [part.get("ContentType", "") for part in _xml(archive, CONTENTS)]
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in types):
        raise Refused(_("This document holds macros. Save it without them."))
    for kind in types:
        if kind in OOXML:
            return OOXML[kind]
    raise Refused(_("This kind of document is not taken. Send a PDF of it."))


def _relations_stay_inside(archive: zipfile.ZipFile, name: str) -> None:
    for relation in _xml(archive, name):
        is_outside = relation.get("TargetMode", "").strip().lower() == "external"
        if is_outside and not relation.get("Type", "").endswith("/hyperlink"):
            _fetches()


def _locations_stay_inside(archive: zipfile.ZipFile, name: str) -> None:
    content = archives.read(archive, name, most=MOST_CONTENT)
    if any(element not in _CLICKED for element in _LOCATION.findall(content)):
        _fetches()


def _fetches() -> None:
    raise Refused(
        _("This document fetches something from elsewhere when it is opened. Save it with all it needs inside.")
    )


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    try:
        root: Element = defusedxml.ElementTree.fromstring(archives.read(archive, name, most=MOST_XML), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refused(_("This document is damaged. Save it anew and send that.")) from error
    return root
