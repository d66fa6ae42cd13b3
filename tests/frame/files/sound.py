"""Sound files of every kind the centre takes, made as the programs of people make them."""

import io
import struct
import zipfile
from collections.abc import Callable

from PIL import Image

DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), *, mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, form, **options)
    return out.getvalue()


def jpeg() -> bytes:
    return picture("JPEG")


def png() -> bytes:
    return picture("PNG")


def webp() -> bytes:
    return picture("WEBP")


def pdf() -> bytes:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 3\n0000000000 65535 f \n"
    return out + head + table + b"trailer << /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def archive(members: dict[str, bytes | str], *, way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def zipped() -> bytes:
    return archive({"บันทึก.txt": "บันทึก", "photos/1.jpg": jpeg()})


def ooxml(main: str, more: dict[str, bytes | str] | None = None) -> bytes:
    types = f'<Types xmlns="x"><Override PartName="/a.xml" ContentType="{main}"/></Types>'
    rels = f'<Relationships xmlns="{RELATIONS}"></Relationships>'
    return archive({"[Content_Types].xml": types, "_rels/.rels": rels, "a.xml": "<a/>", **(more or {})})


def related(kind: str, target: str) -> dict[str, bytes | str]:
    """The relation of a document to something outside it."""
    relation = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return {"word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'}


def docx() -> bytes:
    return ooxml(DOCX_MAIN, related("hyperlink", "https://example.org/"))


def xlsx() -> bytes:
    return ooxml(XLSX_MAIN)


def opendocument(kind: str, content: str = "<a><text:a xlink:href='https://example.org'/></a>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def odt() -> bytes:
    return opendocument("text")


def ods() -> bytes:
    return opendocument("spreadsheet")


def boxes(brand: bytes) -> bytes:
    head = struct.pack(">I4s4sI4s4s", 24, b"ftyp", brand, 512, brand, b"mp42")
    return head + struct.pack(">I4s", 108, b"moov") + b"\0" * 100 + struct.pack(">I4s", 58, b"mdat") + b"\x5a" * 50


def mp4() -> bytes:
    return boxes(b"isom")


def mov() -> bytes:
    return boxes(b"qt  ")


def m4a() -> bytes:
    return boxes(b"M4A ")


def mp3() -> bytes:
    return b"ID3\x03\0\0\0\0\0\x0a" + b"\0" * 10 + (b"\xff\xfb\x90\x00" + b"\x55" * 413) * 20


def bare_mp3() -> bytes:
    return (b"\xff\xfb\x90\x00" + b"\x55" * 413) * 20


def wav() -> bytes:
    body = (
        b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
        + b"data"
        + struct.pack("<I", 100)
        + b"\0" * 100
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def text() -> bytes:
    return "บันทึกคำให้การ\r\nStatement, first page\n".encode()


def csv() -> bytes:
    return "name,amount\nสมชาย,=1+1\n".encode()


def mail() -> bytes:
    return b"Return-Path: <a@example.org>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nCome to the pier.\r\n"


MADE: dict[str, tuple[Callable[[], bytes], str]] = {
    "statement.pdf": (pdf, "application/pdf"),
    "photo.jpg": (jpeg, "image/jpeg"),
    "scan.png": (png, "image/png"),
    "photo.webp": (webp, "image/webp"),
    "call.mp3": (mp3, "audio/mpeg"),
    "bare.mp3": (bare_mp3, "audio/mpeg"),
    "call.m4a": (m4a, "audio/mp4"),
    "call.wav": (wav, "audio/wav"),
    "camera.mp4": (mp4, "video/mp4"),
    "camera.mov": (mov, "video/quicktime"),
    "note.txt": (text, "text/plain"),
    "payments.csv": (csv, "text/csv"),
    "letter.eml": (mail, "text/plain"),
    "report.docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "table.xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "report.odt": (odt, "application/vnd.oasis.opendocument.text"),
    "table.ods": (ods, "application/vnd.oasis.opendocument.spreadsheet"),
    "phone.zip": (zipped, "application/zip"),
}
