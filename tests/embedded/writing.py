"""Somebody who writes all the time: what was answered 2xx must be there, once."""

import threading
import time
from typing import Any, Self

from tests.embedded.instance import Instance


class Writer:
    """Adds numbered notes to the first case, trying each again under its key until it is answered."""

    def __init__(self, centre: Instance) -> None:
        self.centre = centre
        self.headers = {"Authorization": f"Token {centre.token}"}
        self.case = centre.call("GET", "/api/cases/", **self.headers)[1]["results"][0]["id"]
        self.answered: list[str] = []
        self.refused: list[tuple[int, Any]] = []
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._write, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join(timeout=60)

    def stored(self) -> list[str]:
        """The texts of all notes that the API lists."""
        texts: list[str] = []
        after = ""
        while True:
            status, page = self.centre.call("GET", f"/api/cases/{self.case}/notes/?after={after}", **self.headers)
            assert status == 200, (status, page)
            texts += [note["text"] for note in page["results"]]
            after = page.get("older") or ""
            if not after:
                return texts

    def _write(self) -> None:
        number = 0
        while not self.is_over.is_set():
            number += 1
            self._write_one(f"note {number}")

    def _write_one(self, text: str) -> None:
        while not self.is_over.is_set():
            status, answer = self.centre.call(
                "POST", f"/api/cases/{self.case}/notes/", {"text": text}, Idempotency_Key=text, **self.headers
            )
            if 200 <= status < 300:
                self.answered.append(text)
                return
            self.refused.append((status, answer))
            time.sleep(0.1)
