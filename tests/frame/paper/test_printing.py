"""A paper: its text stands as typed, its marking on each page, and the same paper is the same file."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from coordination_center.paper.blocks import Block, Facts, Heading, Moment, Notice, Picture, Table, Text, Timeline
from coordination_center.paper.printing import COLOURS, Marking, printed
from tests.frame.paper.reading import MARKING, PAPER, colours, file, long_paper, pages, paper, picture, text

HOSTILE = (
    r"""#import "@preview/a:1.0": * $x^2$ \ ] [ ) ( } { @ref <b> *b* _i_ `c` // no = head - "q" #sys.inputs /* ~ --- """
)
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
BLOCKS: dict[str, Block] = {
    "text": Text([HOSTILE]),
    "facts": Facts([("Label", HOSTILE)]),
    "label": Facts([(HOSTILE, "value")]),
    "table": Table(["Head"], [[HOSTILE]]),
    "head": Table([HOSTILE], [["cell"]]),
    "notice": Notice(HOSTILE),
    "heading": Heading(HOSTILE),
    "timeline": Timeline([Moment("1 Mar 2017", HOSTILE)]),
    "whose": Timeline([Moment("1 Mar 2017", "opened", HOSTILE)]),
}


def flat(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("name", BLOCKS)
def test_markup_prints_as_it_was_typed(name: str) -> None:
    assert flat(HOSTILE) in flat(text(printed(paper(BLOCKS[name]))))


@pytest.mark.parametrize("field", ["title", "reader", "agency", "copy"])
def test_markup_around_the_sections_prints_as_it_was_typed(field: str) -> None:
    assert flat(HOSTILE[:60]) in flat(text(printed(paper(Text(["x"]), **{field: HOSTILE[:60]}))))


def test_the_same_paper_is_the_same_file() -> None:
    blocks = (Picture(_photo(), "A pier"), *BLOCKS.values())
    assert printed(paper(*blocks)) == printed(paper(*blocks))


def test_each_page_says_how_it_may_be_used_and_who_reads_it() -> None:
    printout = pages(printed(long_paper()))
    assert len(printout) > 3
    for number, page in enumerate(printout, 1):
        assert page.count("TLP:AMBER") >= 2
        assert page.count("H1 · H3") == 2
        assert "Originator: Thai Police" in page
        assert "Printed for Somsak, Thai Police" in page
        assert f"23 Nov 2026, 08:00 UTC · {PAPER.copy}" in page
        assert f"Page {number} of {len(printout)}" in page


def test_the_first_page_says_what_the_marking_means() -> None:
    first = pages(printed(long_paper()))[0]
    assert "need to know" in first
    assert "Not in judicial proceedings without the provider’s permission" in first
    assert "Ask the desk first." in first


@pytest.mark.parametrize("tlp", COLOURS)
def test_the_banner_has_the_official_colour_on_black(tlp: str) -> None:
    page = picture(printed(paper(Text(["x"]), marking=Marking(tlp, (), "", "Thai Police"))))
    height = page.height
    for banner in (
        page.crop((0, 0, page.width, height // 9)),
        page.crop((0, height - height // 9, page.width, height)),
    ):
        assert {"#000000", COLOURS[tlp]} <= colours(banner)


def test_long_names_do_not_push_the_page_number_off_the_page() -> None:
    page = pages(printed(paper(Text(["x"]), reader="A" * 300, agency="B" * 300)))[0]
    assert "Page 1 of" in page


def test_a_hash_is_copied_whole_from_a_wide_line_and_in_two_from_a_narrow_one() -> None:
    assert SHA in text(printed(paper(Facts([("SHA-256", SHA)]))))
    narrow = text(printed(paper(Table(["a", "b"], [["x", SHA]], (3, 1)))))
    assert SHA in flat(narrow)
    assert SHA not in narrow
    assert "\u200b" not in narrow


def test_a_table_repeats_its_head_on_each_page() -> None:
    printout = pages(printed(paper(Table(["Whose phone"], [[str(n)] for n in range(150)]))))
    assert len(printout) > 2
    assert all("Whose phone" in page for page in printout)


def test_a_row_shorter_than_its_head_is_refused() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        printed(paper(Table(["a", "b"], [["one"]])))


def test_an_empty_paper_prints() -> None:
    assert "Findings" in text(printed(paper(Table(["a"], []), Facts([]), Timeline([]), Text([]))))


def test_dates_are_in_the_readers_calendar() -> None:
    thai = text(printed(paper(Text(["x"]), language="th", at=datetime(2026, 11, 23, 8, tzinfo=UTC))))
    assert "2569" in thai
    assert "2026" not in thai


def test_it_is_tagged_and_says_its_language_and_title() -> None:
    pdf = file(printed(paper(Text(["x"]), language="th")))
    root = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "th"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Ranong pier"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert [entry.title for entry in pdf.outline if not isinstance(entry, list)] == ["Ranong pier"]


def test_the_file_carries_the_papers_time_and_no_program_of_ours() -> None:
    pdf = file(printed(paper(Text(["x"]))))
    assert pdf.metadata is not None
    assert pdf.metadata.creation_date == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert pdf.metadata.author is None


def test_a_picture_is_drawn_anew_and_described() -> None:
    made = printed(paper(Picture(_photo(), "A pier at dawn")))
    assert b"secret-place" not in made
    assert "#3C78B4" in {_near(colour) for colour in colours(picture(made))}
    (image,) = [element for element in _elements(made) if element.get("/Alt")]
    assert image["/Alt"] == "A pier at dawn"


def test_the_note_prints_with_the_marking_and_not_without() -> None:
    bare = Marking(MARKING.tlp, (), "", MARKING.originator)
    assert "Handling note" not in text(printed(paper(Text(["x"]), marking=bare)))


def _photo() -> bytes:
    kept = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret-place"
    Image.new("RGB", (1500, 900), "#3C78B4").save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def _near(colour: str) -> str:
    """JPEG moves a colour by a step or two."""
    close = all(abs(int(colour[at : at + 2], 16) - int("#3C78B4"[at : at + 2], 16)) < 4 for at in (1, 3, 5))
    return "#3C78B4" if close else colour


def _elements(pdf: bytes) -> list[Any]:
    reader = file(pdf)
    found = (reader.get_object(number) for number in range(1, reader.xref_index or len(reader.xref[0]) + 1))
    return [entry for entry in found if isinstance(entry, dict) and entry.get("/S") == "/Figure"]
