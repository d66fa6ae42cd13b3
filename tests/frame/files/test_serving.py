"""A kept file leaves as a download that no browser opens as a page of ours."""

import tracemalloc

import pytest
from django.http import HttpResponse

from coordination_center.files.accepting import accept, accept_picture
from coordination_center.files.keeping import keep
from coordination_center.files.serving import disposition, served
from coordination_center.middleware import shows_content
from tests.frame.files import sound
from tests.frame.files.conftest import sent


def answer(name: str = "คำให้การ.pdf") -> HttpResponse:
    stored = accept(sent(sound.pdf(), name))
    return served(stored.key, name=stored.name, type=stored.type)


def test_it_is_a_download_with_every_guard() -> None:
    got = answer()
    assert got.content == sound.pdf()
    assert got["Content-Length"] == str(len(sound.pdf()))
    assert got["Content-Type"] == "application/pdf"
    assert got["Content-Disposition"].startswith("attachment; ")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Cache-Control"] == "no-store"
    assert "sandbox" in got["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in got["Content-Security-Policy"]
    assert shows_content(got)


def test_text_says_its_encoding_and_a_table_stays_a_download() -> None:
    stored = accept(sent(sound.csv(), "a.csv"))
    got = served(stored.key, name=stored.name, type=stored.type)
    assert got["Content-Type"] == "text/csv; charset=utf-8"
    assert got["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"),
        ("ก ข.pdf", "attachment; filename=\"_ _.pdf\"; filename*=UTF-8''%E0%B8%81%20%E0%B8%82.pdf"),
        ('a";x="\r\nSet-Cookie: b.pdf', None),
    ],
)
def test_the_name_is_said_by_rfc_5987(name: str, said: str | None) -> None:
    got = disposition(name, inline=False)
    assert said is None or got == said
    assert "\r" not in got
    assert "\n" not in got
    assert got.count('"') == 2
    assert got.isascii()


def test_only_a_redrawn_picture_is_shown_in_a_page() -> None:
    as_sent, redrawn = accept(sent(sound.jpeg())), accept_picture(sent(sound.jpeg()))
    assert served(redrawn.key, name="a", type=redrawn.type, inline=True)["Content-Disposition"].startswith("inline; ")
    for key, kind in ((as_sent.key, "image/jpeg"), (redrawn.key, "text/html"), (redrawn.key, "image/svg+xml")):
        with pytest.raises(ValueError):
            served(key, name="a", type=kind, inline=True)


def test_a_large_file_is_never_in_memory_whole() -> None:
    stored = keep((bytes(1024 * 1024) for _ in range(50)), name="a", kind="video/mp4")
    tracemalloc.start()
    try:
        assert sum(len(chunk) for chunk in served(stored.key, name="a", type="video/mp4")) == stored.size
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_missing_file_is_an_error_and_not_an_empty_answer() -> None:
    with pytest.raises(FileNotFoundError):
        served("0" * 32, name="a", type="text/plain")
