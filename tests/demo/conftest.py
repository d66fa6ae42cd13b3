"""A loader that takes a world as text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from demo.entries import World
from demo.loading import load
from tests.demo.worlds import refused, write


@pytest.fixture(autouse=True)
def quick_hashing(settings: Any) -> None:
    """Hashing passwords is slow on purpose, and these tests load many people."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def loaded(db: None, tmp_path: Path) -> Callable[..., World]:
    """Load a world's text, as `load` does a file."""

    def from_text(text: str, *, name: str = "world.yaml", add: bool = False) -> World:
        return load(write(tmp_path, text, name), add=add)

    return from_text


@pytest.fixture
def refusal(db: None, tmp_path: Path) -> Callable[..., str]:
    """What the loader says about a world's text that it must refuse."""
    return lambda text, **options: refused(tmp_path, text, **options)
