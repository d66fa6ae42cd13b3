"""A real server and a real Chromium for the journeys. `bin/test` names the browser in CHROMIUM."""

import os
import shutil
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, sync_playwright

from access.viewer import Viewer
from tests.agencies.door import browser as signed_in_client

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[str]:
    """The whole application behind a socket, in this process, so that it works on the test's database."""
    listening = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    listening.set_app(get_wsgi_application())
    Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    listening.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the session. Its event loop lives in this thread, which Django would otherwise refuse."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complained of, in every window of the test."""
    return []


Window = Callable[..., BrowserContext]


@pytest.fixture
def window(server: str, chromium: Browser, transactional_db: None, complaints: list[str]) -> Iterator[Window]:
    """Opens windows: `window()` for nobody, `window(viewer)` signed in, with Playwright's options beside it."""
    opened: list[BrowserContext] = []

    def open_window(viewer: Viewer | None = None, **options: Any) -> BrowserContext:
        options = {"base_url": server, "viewport": WIDE, "locale": "en-GB"} | options
        context = chromium.new_context(**options)
        opened.append(context)
        context.on("console", lambda message: complaints.extend(_complaint(message)))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        if viewer is not None:
            session = signed_in_client(viewer, stepped_up=True).cookies["session"].value
            context.add_cookies([{"name": "session", "value": session, "url": server}])
        return context

    yield open_window
    for context in opened:
        context.close()


def _complaint(message: ConsoleMessage) -> list[str]:
    """A warning or an error; that a page answered 404 or 422 is not one."""
    expected = "Failed to load resource" in message.text
    return [message.text] if message.type in {"error", "warning"} and not expected else []
