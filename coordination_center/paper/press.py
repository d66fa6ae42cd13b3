"""The press: a process that sets one paper and ends. Run by `printing`, never imported by it.

    python -I press.py < paper.json > paper.pdf

It takes its limits before it reads a letter, knows no settings or secrets, and reaches no file but its template and
fonts. Texts and pictures are values that the template shows; none becomes source.
"""

import base64
import io
import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 1_500_000_000  # bytes of address space: fonts take 80 MB, a thousand pages some 400 MB
PIXELS = 1_000  # the longer side of a picture on paper
MOST_PIXELS = 40_000_000
TEMPLATE = Path(__file__).with_name("paper.typ")


def main() -> None:
    """Set the paper on standard input. Ends with a Python error, and so a code that is not 0, when it cannot be set."""
    job = json.load(sys.stdin.buffer)
    limit(seconds=job["seconds"])
    for section in job["paper"]["sections"]:
        for block in section["blocks"]:
            if block["kind"] == "picture":
                block["image"] = drawn(base64.b64decode(block["image"]))
    sys.stdout.buffer.write(pressed(job))


def limit(*, seconds: int) -> None:
    """Bound this process: memory, processor time, no files written, no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def drawn(data: bytes) -> str:
    """The picture as an SVG that holds nothing but its pixels, made anew: no metadata and no format of the sender's."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses at twice this
    with Image.open(io.BytesIO(data)) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGB")
    image.thumbnail((PIXELS, PIXELS))
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=85)
    wide, high = image.size
    link = base64.b64encode(kept.getvalue()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">'
        f'<image width="{wide}" height="{high}" href="data:image/jpeg;base64,{link}"/></svg>'
    )


def pressed(job: dict[str, Any]) -> bytes:
    """The PDF. A mark of one script on a letter of another has no shape in any font, which PDF/UA-1 does not permit:
    such a paper is set as a tagged PDF without that promise, rather than not at all."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=job["fonts"])
    inputs = {"paper": json.dumps(job["paper"])}
    compiler = typst.Compiler(TEMPLATE, root=job["root"], font_paths=fonts, sys_inputs=inputs)
    try:
        return _pdf(compiler.compile(format="pdf", timestamp=job["at"], pdf_standards="ua-1"))
    except typst.TypstError:
        return _pdf(compiler.compile(format="pdf", timestamp=job["at"]))


def _pdf(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made


if __name__ == "__main__":
    main()
