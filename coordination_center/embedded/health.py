"""Asks a starting centre how it is."""

import http.client
import json
import time
from collections.abc import Callable

Test = Callable[[], bool]
PATIENCE = 60.0


class Watch:
    """Looks at /health/ a few times a second until it is well, or too much time has passed."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.deadline = time.monotonic() + PATIENCE
        self.next = 0.0
        self.is_well = False
        self.seen = "it did not answer"

    def is_over(self) -> bool:
        """Return whether there is nothing more to wait for."""
        now = time.monotonic()
        if now >= self.next:
            self._look()
            self.next = now + 0.2
        return self.is_well or now > self.deadline

    def _look(self) -> None:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            link.request("GET", "/health/")
            answer = link.getresponse()
            self.is_well = answer.status == 200
            self.seen = f"{answer.status} {json.loads(answer.read(2000) or b'{}')}"
        except (OSError, ValueError, http.client.HTTPException) as error:
            self.seen = str(error)
        finally:
            link.close()
