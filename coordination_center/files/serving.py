"""How a kept file leaves the server: as a download, never as a page of ours."""

from collections.abc import Iterator
from urllib.parse import quote

from django.http import HttpResponse

from coordination_center.files import kinds, names
from coordination_center.files.keeping import CHUNK, is_redrawn, opened

INLINE = frozenset({kinds.JPEG, kinds.PNG})


class FileAnswer(HttpResponse):
    """An answer whose bytes are read and unsealed as they are sent, so that a large file is never in memory whole."""

    shows_a_file = True

    def __init__(self, key: str, *, kind: str) -> None:
        super().__init__(content_type=kind)
        self._key = key
        self._is_blank = False
        with opened(key) as file:
            self["Content-Length"] = str(file.seek(0, 2))

    def __iter__(self) -> Iterator[bytes]:
        if self._is_blank:
            return
        with opened(self._key) as file:
            while chunk := file.read(CHUNK):
                yield chunk

    @property
    def content(self) -> bytes:
        return b"".join(self)

    @content.setter
    def content(self, value: bytes) -> None:
        """Django empties the answer to a HEAD; nothing else is ever set."""
        self._is_blank = True


def served(key: str, *, name: str, type: str, inline: bool = False) -> HttpResponse:  # noqa: A002
    """The file as an answer: attachment, of its own type, opened by nothing, kept by no cache.

    `inline` is for pictures our own encoder drew (`accept_picture`, `thumbnail`); ValueError for anything else.
    Raises FileNotFoundError or `keeping.Damaged`. Whether the asker may have it is the caller's to decide before.
    """
    if inline and not (type in INLINE and is_redrawn(key)):
        raise ValueError("Only a picture that was drawn anew is shown in a page.")
    answer = FileAnswer(key, kind=f"{type}; charset=utf-8" if type.startswith("text/") else type)
    answer["Content-Disposition"] = disposition(names.cleaned(name, kind=type), inline=inline)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    answer["Cache-Control"] = "no-store"
    answer["X-Download-Options"] = "noopen"
    return answer


def disposition(name: str, *, inline: bool) -> str:
    """Content-Disposition by RFC 6266: an ASCII name for old programs, the true one after RFC 5987 (RFC 8187)."""
    plain = "".join(c if c.isascii() and c not in '"\\%;' and c.isprintable() else "_" for c in name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
