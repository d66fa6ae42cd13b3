"""Papers for the tests, and two ways of reading what was printed: as a reader's program does, and as an eye does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image
from pypdf import PdfReader

from coordination_center.paper.blocks import Block, Section, Text
from coordination_center.paper.printing import Marking, Paper

MARKING = Marking("AMBER", ("H1", "H3"), "Ask the desk first.", "Thai Police")
PAPER = Paper(
    title="Ranong pier",
    marking=MARKING,
    reader="Somsak",
    agency="Thai Police",
    at=datetime(2026, 11, 23, 8, tzinfo=UTC),
    language="en",
    sections=(),
    copy="5f0a1c9e-1111-4a4a-9c9c-000000000001",
)


def paper(*blocks: Block, **changes: Any) -> Paper:
    """A paper of one section."""
    return replace(PAPER, sections=[Section("Findings", blocks)], **changes)


def long_paper(lines: int = 150) -> Paper:
    """A paper of several pages."""
    return paper(Text([f"Line {n}" for n in range(lines)]))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, as PDFium (Chromium's reader) hands it out."""
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in _open(pdf)]


def text(pdf: bytes) -> str:
    """The text of all pages."""
    return "\n".join(pages(pdf))


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """A page as PDFium paints it, 2 pixels to the point."""
    return _open(pdf)[page].render(scale=2).to_pil()  # type: ignore[no-any-return]


def colours(image: Image.Image) -> set[str]:
    """The colours of an image as `#RRGGBB`."""
    found: Sequence[Any] = image.convert("RGB").getcolors(1 << 24) or ()
    return {"#{:02X}{:02X}{:02X}".format(*colour) for _count, colour in found}


def file(pdf: bytes) -> Any:
    """The file's own structure."""
    return PdfReader(BytesIO(pdf))


def _open(pdf: bytes) -> Any:
    return list(pypdfium2.PdfDocument(pdf))
