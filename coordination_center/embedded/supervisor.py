"""Keeps the services of an instance running, and ends them in the right order."""

import signal
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from coordination_center.embedded.say import line
from coordination_center.embedded.service import Running, Service


class Interrupted(BaseException):
    """Somebody pressed Ctrl-C, or asked the launcher to end."""


class Supervisor:
    """Services in groups: the last group started is the first to be stopped, all of a group at once."""

    def __init__(self) -> None:
        self.groups: list[list[Running]] = []
        self.is_hurried = False
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, _interrupt)

    def start(self, *services: Service) -> list[Running]:
        """Start services that do not depend on one another."""
        group: list[Running] = []
        self.groups.append(group)
        group.extend(Running(service) for service in services)
        return group

    def watch(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Restart whatever ends, saying so, until `until` or for ever."""
        while not until():
            for group in self.groups:
                for running in group:
                    if seen := running.tend():
                        line(f"{time.strftime('%H:%M:%S')} {seen}")
            time.sleep(0.1)

    def stop(self) -> None:
        """End all services, last group first. A second Ctrl-C ends them without waiting."""
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._hurry)
        for group in reversed(self.groups):
            for running in group:
                running.ask_to_stop()
            for running in group:
                running.wait_or_kill(lambda: self.is_hurried)
        self.groups = []

    def _hurry(self, _sign: int, _frame: FrameType | None) -> None:
        self.is_hurried = True


def _interrupt(sign: int, _frame: FrameType | None) -> None:
    raise Interrupted(sign)


def say_if_heard(text: str) -> None:
    """Print a line; the terminal may be gone by now."""
    with suppress(OSError):
        line(text)
