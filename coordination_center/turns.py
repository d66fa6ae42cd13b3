"""Taking turns: work that may take long, and of which only so much goes on at once in the whole centre.

Without it four calls that wait for a slow mail server would keep every thread of a worker, and nobody would be told of
anything. A turn of a process that died comes free by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache

LASTS = 45  # seconds; whoever takes one ends its work well before


@contextmanager
def turn(name: str, *, of: int = 1) -> Iterator[bool]:
    """Whether this is one of at most `of` at once; whoever gets False leaves the work to them."""
    mine = next((key for key in (f"turn:{name}:{n}" for n in range(of)) if cache.add(key, True, LASTS)), None)
    try:
        yield mine is not None
    finally:
        if mine is not None:
            cache.delete(mine)
