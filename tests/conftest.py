"""What every test has: the embedded services (bin/test starts them), and long runs only when asked for."""

import re

import pytest
from django.conf import settings

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
pytest_plugins = ["tests.cast"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run load and soak tests, and starts from nothing")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    skip = pytest.mark.skip(reason="long: bin/test --long runs it")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skip)


@pytest.fixture(scope="session", autouse=True)
def files_dir(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Uploads of tests never lie among those of a running server."""
    settings.FILES_DIR = tmp_path_factory.mktemp("files")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Keep random ids out of the names of tests, which every worker of a run must know alike."""
    return UUID.sub("uuid", val) if isinstance(val, str) and UUID.search(val) else None
