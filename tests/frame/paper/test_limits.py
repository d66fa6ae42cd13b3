"""A paper that would take the machine with it is given up: the reader gets a sentence, the server goes on."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from coordination_center.paper import printing
from coordination_center.paper.blocks import Picture, Table, Text
from coordination_center.paper.printing import CannotPrint, printed
from tests.frame.paper.reading import paper


def presses() -> list[str]:
    """The presses of this process that are running, as the kernel lists them."""
    children = " ".join(file.read_text() for file in Path("/proc/self/task").glob("*/children")).split()
    commands = [(Path("/proc") / child / "cmdline").read_text() for child in children]
    return [command for command in commands if str(printing.PRESS) in command]


def test_an_overrun_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "SECONDS", 1)
    began = time.monotonic()
    with pytest.raises(CannotPrint):
        printed(paper(Text(["x" * 800_000])))
    assert time.monotonic() - began < 5
    assert presses() == []


def test_memory_is_bounded() -> None:
    with pytest.raises(CannotPrint):
        printed(paper(Text(["a" + "\u0301" * 100_000])))


def test_too_much_data_is_refused_before_anything_starts() -> None:
    began = time.monotonic()
    with pytest.raises(CannotPrint):
        printed(paper(Picture(bytes(printing.MOST), "all of it")))
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"GIF89a", b"%PDF-1.7"], ids=["empty", "svg", "cut", "pdf"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(CannotPrint):
        printed(paper(Picture(data, "nothing")))


def test_a_flood_of_pixels_is_refused() -> None:
    kept = BytesIO()
    Image.new("1", (20_000, 20_000)).save(kept, "PNG")
    with pytest.raises(CannotPrint):
        printed(paper(Picture(kept.getvalue(), "white")))


def test_the_press_knows_nothing_of_the_centre(tmp_path: Path) -> None:
    """It imports none of our code, and reads no path but those of its own folder: a template cannot reach the rest."""
    source = printing.PRESS.read_text()
    assert "coordination_center" not in source.split('"""', 2)[2]
    assert "django" not in source
    with pytest.raises(CannotPrint):
        printing._pressed(b'{"seconds": 5, "paper": {"sections": []}, "fonts": [], "root": "/", "at": 0}')


def test_a_large_paper_is_set_in_bounded_time() -> None:
    rows = [[f"Subject {n}", "organiser", "นายสมชาย", "+66 81 234 5678"] for n in range(2_000)]
    began = time.monotonic()
    assert printed(paper(Table(["Subject", "Role", "Name", "Phone"], rows)))
    assert time.monotonic() - began < printing.SECONDS
