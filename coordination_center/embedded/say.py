"""What the person at the terminal reads: a line for each step with its true duration, and why a start cannot go on."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

EXPLAINED = 3  # how a step of the start ends that has said in sentences why it refuses


class Refusal(Exception):
    """The start cannot go on. The message says what happened and what to do next."""


def line(text: str = "") -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print `title… `, and behind it how long the block took."""
    print(f"{title}… ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        line("failed")
        raise
    line(seconds(time.monotonic() - began))


def seconds(duration: float) -> str:
    """Return `0.4 s`, `12 s`, `2 min 05 s`."""
    if duration < 10:
        return f"{duration:.1f} s"
    if duration < 60:
        return f"{duration:.0f} s"
    return f"{int(duration // 60)} min {int(duration % 60):02d} s"


def complain(message: str) -> None:
    """Print an error where errors belong."""
    sys.stdout.flush()
    print(message, file=sys.stderr, flush=True)
