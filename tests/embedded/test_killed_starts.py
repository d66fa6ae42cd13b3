"""A start that is killed at any moment: the next one recovers, and nothing of the first is left."""

import signal
import time
from pathlib import Path

import pytest

from tests.embedded.instance import Instance, running, wait_for


@pytest.mark.long
@pytest.mark.parametrize("moment", [0.2, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 10])
def test_a_start_that_was_killed_is_recovered(tmp_path: Path, moment: float) -> None:
    killed = Instance(tmp_path / "data").start()
    time.sleep(moment)
    killed.end(signal.SIGKILL)
    with running(killed.data) as again:
        assert again.health() == 200
    assert wait_for(lambda: not again.processes())
