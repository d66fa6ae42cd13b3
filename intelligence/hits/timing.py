"""An answer leaves at a fixed moment after the question came, so that how long it took tells nothing."""

import math
import time
from functools import cache

from intelligence.matching import compare

MOMENT = 1.0  # seconds; work that takes longer waits for the next multiple of it


def begin() -> float:
    """When the question came, by a clock that only goes on. What a process loads once is loaded before it counts."""
    _warm()
    return time.monotonic()


def hold(since: float) -> None:
    """Wait until the moment to answer. Outside any transaction: nothing is locked meanwhile."""
    gone = time.monotonic() - since
    time.sleep(max(1, math.ceil(gone / MOMENT)) * MOMENT - gone)


@cache
def _warm() -> None:
    """Load the tables of every script, which else would load when a candidate is written in it."""
    for name in ("สมชาย ใจดี", "ສົມໄຊ", "សុខា", "ကျော်ဇင်", "陈美玲", "রহিম", "Nguyễn Văn Hùng"):
        compare(name, "Somchai Jaidee")
