"""Every script of the region prints with its own letters; what no font has prints as its code point, never as a box."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coordination_center.paper.blocks import Text
from coordination_center.paper.letters import legible
from coordination_center.paper.printing import printed
from tests.frame.paper.reading import file, paper, text

SCRIPTS = {  # "The police helped twelve people", or the like
    "NotoSansThai": "ตำรวจได้ช่วยเหลือผู้เสียหายสิบสองคนที่จังหวัดระนอง",
    "NotoSansLao": "ຕຳຫຼວດໄດ້ຊ່ວຍເຫຼືອຜູ້ເຄາະຮ້າຍສິບສອງຄົນ",
    "NotoSansKhmer": "ប៉ូលីសបានជួយសង្គ្រោះជនរងគ្រោះដប់ពីរនាក់",
    "NotoSansMyanmar": "ရဲတပ်ဖွဲ့သည်လူဆယ့်နှစ်ဦးကိုကယ်တင်ခဲ့သည်",
    "NotoSansBengali": "পুলিশ বারো জনকে উদ্ধার করেছে",
    "NotoSansSC": "警方解救了十二名受害者",
    "NotoSans": "Công an đã giải cứu mười hai nạn nhân Nguyễn Thị Ánh",
    "NotoSansArabic": "أنقذت الشرطة اثني عشر شخصا",
}
BEGINNINGS = ("ตำรวจ", "ได้", "ช่วย", "เหลือ", "ผู้", "เสีย", "หาย", "สิบ", "สอง", "คน", "ที่", "จังหวัด", "ระนอง")


@pytest.mark.parametrize("font", SCRIPTS)
def test_a_script_is_set_in_its_own_font(font: str) -> None:
    """PDF/UA-1 permits no letter without a shape, and the press keeps to it: that it promises so proves the letters."""
    pdf = file(printed(paper(Text([SCRIPTS[font]]))))
    used = {
        str(entry.get_object()["/BaseFont"]) for page in pdf.pages for entry in page["/Resources"]["/Font"].values()
    }
    assert any(name.split("+")[1].startswith(f"{font}-") for name in used), used
    assert b"pdfuaid" in pdf.root_object["/Metadata"].get_object().get_data()
    assert legible(SCRIPTS[font]) == SCRIPTS[font]


@pytest.mark.parametrize("font", ["NotoSansThai", "NotoSansSC", "NotoSans", "NotoSansLao"])
def test_what_is_copied_from_the_paper_is_what_was_written(font: str) -> None:
    out = unicodedata.normalize("NFC", text(printed(paper(Text([SCRIPTS[font]])))))
    wanted = [letter for letter in SCRIPTS[font] if unicodedata.category(letter) != "Mn"]
    assert [letter for letter in wanted if letter not in out] == []


def test_thai_breaks_between_words() -> None:
    lines = text(printed(paper(Text([SCRIPTS["NotoSansThai"] * 12])))).split("\n")
    thai = [line for line in lines if line.startswith(tuple("กขคจชตทนผมรลสหอเแได"))]
    assert len(thai) >= 4
    assert [line[:12] for line in thai if not line.startswith(BEGINNINGS)] == []


@pytest.mark.parametrize("bad", ["\u202e", "\u2066", "\x07", "\u2028", "\ue000", "\U0001f600", "\u1230"])
def test_what_cannot_be_seen_is_named(bad: str) -> None:
    assert f"a[U+{ord(bad):04X}]b" in text(printed(paper(Text([f"a{bad}b"]))))


def test_a_mark_on_a_letter_of_another_script_still_prints() -> None:
    assert "Findings" in text(printed(paper(Text(["\u0e32\u17d2\u1780\u1cdd", "ကា"]))))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.text(max_size=200), min_size=30, max_size=60))
def test_any_text_prints(paragraphs: list[str]) -> None:
    assert "Findings" in text(printed(paper(Text(paragraphs))))


@given(st.text())
def test_legible_keeps_every_letter_or_names_it(words: str) -> None:
    out = legible(words).replace("\u200b", "")
    assert all(letter in out or f"[U+{ord(letter):04X}]" in out or letter in "\t\u200b" for letter in words)
