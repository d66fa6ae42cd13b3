"""A picture drawn anew holds its pixels, upright, and nothing else."""

import io
from collections.abc import Callable
from typing import BinaryIO

import pytest
from PIL import Image

from coordination_center.errors import Invalid
from coordination_center.files.accepting import accept, accept_picture
from coordination_center.files.keeping import is_redrawn, opened, thumbnail
from tests.frame.files import hostile, sound
from tests.frame.files.conftest import sent

SECRET = b"13.7563 N 100.5018 E"


def photo() -> bytes:
    """A portrait photo as phones write it: lying, with a note that it is to be turned, and where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = SECRET.decode()
    exif[0x010F] = "Camera of a named maker"
    return sound.picture("JPEG", (400, 200), exif=exif.tobytes(), comment=SECRET)


def drawn(key: str) -> Image.Image:
    with opened(key) as file:
        return Image.open(io.BytesIO(file.read()))


def bytes_of(file: BinaryIO) -> bytes:
    with file:
        return file.read()


def test_metadata_is_gone_and_the_picture_stands_upright() -> None:
    got = accept_picture(sent(photo(), "holiday.jpeg"))
    image = drawn(got.key)
    assert (got.type, got.name, image.size) == ("image/jpeg", "holiday.jpg", (200, 400))
    assert SECRET not in bytes_of(opened(got.key))
    assert not image.getexif()
    assert "comment" not in image.info


@pytest.mark.parametrize("make", [hostile.jpeg_and_page, hostile.jpeg_and_zip, hostile.png_and_page])
def test_what_hangs_on_behind_is_gone(make: Callable[[], bytes]) -> None:
    got = accept_picture(sent(make()))
    data = bytes_of(opened(got.key))
    assert b"<script>" not in data
    assert b"PK\x05\x06" not in data


@pytest.mark.parametrize(
    ("form", "mode"),
    [("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("PNG", "LA"), ("WEBP", "RGB"), ("JPEG", "CMYK"), ("JPEG", "L")],
)
def test_every_form_becomes_a_jpeg(form: str, mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (50, 50), (0, 255) if mode == "LA" else 0).save(out, form)
    assert accept_picture(sent(out.getvalue())).type == "image/jpeg"


def test_transparent_parts_stay() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    assert accept_picture(sent(out.getvalue())).type == "image/png"


def test_a_palette_with_a_clear_colour_stays_clear() -> None:
    out, image = io.BytesIO(), Image.new("P", (50, 50), 3)
    image.putpalette([part for shade in range(256) for part in (shade, 0, 255 - shade)])
    image.save(out, "PNG", transparency=3)
    got = accept_picture(sent(out.getvalue()))
    assert got.type == "image/png"
    assert drawn(got.key).getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_sixteen_bits_of_grey_stay_grey() -> None:
    out = io.BytesIO()
    Image.new("I;16", (50, 50), 32_768).save(out, "PNG")
    assert drawn(accept_picture(sent(out.getvalue())).key).getpixel((5, 5)) == (128, 128, 128)


def test_a_picture_of_several_exposures_is_taken() -> None:
    """As phones write them (MPO): the second behind the first."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(
        out, "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), "navy")]
    )
    assert accept(sent(out.getvalue())).type == "image/jpeg"
    assert drawn(accept_picture(sent(out.getvalue())).key).size == (60, 40)


def test_it_is_at_most_so_large() -> None:
    got = accept_picture(sent(sound.picture("PNG", (4000, 1000))), side=800)
    assert drawn(got.key).size == (800, 200)


def test_a_thumbnail_is_a_file_of_its_own() -> None:
    kept = accept(sent(photo()))
    small = thumbnail(kept.key, side=100)
    assert small is not None
    assert drawn(small.key).size == (50, 100)
    assert is_redrawn(small.key)
    assert not is_redrawn(kept.key)
    assert SECRET not in bytes_of(opened(small.key))


def test_what_is_no_picture_has_none() -> None:
    assert thumbnail(accept(sent(sound.pdf())).key) is None


def test_forty_megapixels_are_taken_and_more_are_not() -> None:
    assert accept(sent(sound.picture("PNG", (8000, 5000), mode="L"))).type == "image/png"
    with pytest.raises(Invalid):
        accept(sent(sound.picture("PNG", (8001, 5000), mode="L")))
