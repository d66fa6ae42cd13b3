"""What every test has: the embedded services (bin/test starts them), and long runs only when asked for."""

import pytest

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
