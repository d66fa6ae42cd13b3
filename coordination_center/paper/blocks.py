"""What a paper is made of. Plain data, and all text in it prints as it stands: nothing here is ever read as markup."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coordination_center.paper.letters import legible


@dataclass(frozen=True)
class Text:
    """Paragraphs of running text; a line end inside one is kept."""

    paragraphs: Sequence[str]


@dataclass(frozen=True)
class Facts:
    """Labels with their values, one below the other."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """Rows under a head that returns on each page; `widths` are shares of the line, equal where none are given."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Picture:
    """A raster image (whatever Pillow opens), `width` millimetres wide; `alt` is for those who cannot see it."""

    data: bytes
    alt: str
    width: int = 60


@dataclass(frozen=True)
class Notice:
    """A sentence set apart: what holds for the whole section."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading below the section's own, for the parts of a long section."""

    text: str


@dataclass(frozen=True)
class Moment:
    """One line of a timeline. `at` is already in the reader's calendar; `by` says who or where, in small."""

    at: str
    what: str
    by: str = ""


@dataclass(frozen=True)
class Timeline:
    """What happened, in the order given."""

    rows: Sequence[Moment]


Block = Text | Facts | Table | Picture | Notice | Heading | Timeline


@dataclass(frozen=True)
class Section:
    """A part of a paper under its own heading."""

    title: str
    blocks: Sequence[Block]


def section_data(section: Section) -> dict[str, Any]:
    """The section as JSON for the press."""
    return {"title": legible(section.title), "blocks": [block_data(block) for block in section.blocks]}


def block_data(block: Block) -> dict[str, Any]:
    """The block as JSON for the press, with `kind`; text made legible, pictures in base64."""
    return {"kind": type(block).__name__.lower(), **_content(block)}


def _content(block: Block) -> dict[str, Any]:
    match block:
        case Text(paragraphs):
            return {"paragraphs": _all(paragraphs)}
        case Facts(rows):
            return {"rows": [_all(row) for row in rows]}
        case Table():
            return _table(block)
        case Picture(data, alt, width):
            return {"image": base64.b64encode(data).decode(), "alt": legible(alt), "width": width}
        case Timeline(moments):
            return {"rows": [_all((row.at, row.what, row.by)) for row in moments]}
        case Notice(text) | Heading(text):
            return {"text": legible(text)}


def _table(table: Table) -> dict[str, Any]:
    """Raises ValueError for a row that is longer or shorter than the head: a cell would stand under another's name."""
    if any(len(row) != len(table.head) for row in table.rows):
        raise ValueError("A row of a table has as many cells as its head.")
    widths = list(table.widths) or [1] * len(table.head)
    return {"head": _all(table.head), "rows": [_all(row) for row in table.rows], "widths": widths}


def _all(texts: Sequence[str]) -> list[str]:
    return [legible(text) for text in texts]
