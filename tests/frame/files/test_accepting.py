"""What is taken is known by its content and kept to the byte; what means harm is refused with a sentence."""

import hashlib
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from coordination_center.errors import Invalid
from coordination_center.files import pictures
from coordination_center.files.accepting import PICTURES, accept, accept_picture
from coordination_center.files.keeping import opened
from tests.frame.files import hostile, sound
from tests.frame.files.conftest import sent


@pytest.mark.parametrize("name", sound.MADE)
def test_a_sound_file_is_known_and_kept_to_the_byte(name: str) -> None:
    make, kind = sound.MADE[name]
    data = make()
    got = accept(sent(data, name))
    assert (got.type, got.size, got.sha256) == (kind, len(data), hashlib.sha256(data).hexdigest())
    with opened(got.key) as file:
        assert file.read() == data


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_is_refused_with_a_sentence_and_leaves_nothing(name: str, files: Path) -> None:
    began = time.monotonic()
    with pytest.raises(Invalid) as refusal:
        accept(sent(hostile.FILES[name](), name))
    assert refusal.value.fields["file"][0].endswith(".")
    assert not [file for file in files.rglob("*") if file.is_file()]
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("make", [hostile.zip_bomb, hostile.long_directory_zip, hostile.pixel_flood, hostile.lying_zip])
def test_a_bomb_takes_neither_memory_nor_time(make: Callable[[], bytes]) -> None:
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    with pytest.raises(Invalid):
        accept(sent(data))
    assert time.monotonic() - began < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # kilobytes


def test_a_picture_that_takes_too_long_ends_its_own_process_only() -> None:
    upload = sent(hostile.scan_flood())
    began = time.monotonic()
    with pytest.raises(Invalid):
        accept(upload)
    assert time.monotonic() - began < pictures.PATIENCE + 10


@pytest.mark.parametrize("name", hostile.NAMES)
def test_a_name_is_cleaned(name: str) -> None:
    assert accept(sent(sound.pdf(), name)).name == hostile.NAMES[name]


def test_a_long_thai_name_is_cut_between_letters() -> None:
    name = accept(sent(sound.pdf(), "คำให้การ" * 60)).name
    assert len(name.encode()) <= 200
    assert name.endswith(".pdf")
    assert name[:8] == "คำให้การ"


def test_the_stated_type_and_the_ending_say_nothing() -> None:
    got = accept(SimpleUploadedFile("holiday.exe", sound.jpeg(), content_type="text/html"))
    assert (got.type, got.name) == ("image/jpeg", "holiday.jpg")


def test_a_formula_stays_as_it_was_sent() -> None:
    data = b"=cmd|' /C calc'!A0,1\n"
    got = accept(sent(data, "sums.csv"))
    with opened(got.key) as file:
        assert (got.type, file.read()) == ("text/csv", data)


def test_kinds_can_be_narrowed() -> None:
    assert accept(sent(sound.png()), types=PICTURES).type == "image/png"
    with pytest.raises(Invalid) as refusal:
        accept(sent(sound.pdf()), types=PICTURES)
    assert "JPG, PNG, WEBP" in refusal.value.fields["file"][0]


def test_a_file_over_the_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(Invalid):
        accept(sent(sound.text() * 30_000, "long.txt"), most=1024 * 1024)


def test_a_file_on_the_disk_is_taken_like_one_in_memory() -> None:
    upload = TemporaryUploadedFile("big.txt", "text/plain", 0, None)
    for _ in range(100):
        upload.write(sound.text() * 1000)
    assert accept(upload).size == len(sound.text()) * 100_000


def test_a_second_exposure_behind_a_photo_is_part_of_it() -> None:
    assert accept(sent(sound.jpeg() + sound.picture("JPEG", (32, 24)))).type == "image/jpeg"


def test_a_document_in_an_archive_is_looked_through_too() -> None:
    assert accept(sent(sound.archive({"report.docx": sound.docx()}))).type == "application/zip"
    with pytest.raises(Invalid):
        accept(sent(sound.archive({"report.docx": hostile.docx_with_macro()})))


def test_a_redrawn_picture_must_be_a_picture() -> None:
    for make in (sound.pdf, sound.text, hostile.gif_and_script, hostile.svg_with_script, hostile.cut_jpeg,
                 hostile.pixel_flood, hostile.heic, bytes):  # fmt: skip
        with pytest.raises(Invalid):
            accept_picture(sent(make()))
