"""Files of a test lie in a folder of that test."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_DIR = tmp_path / "files"
    return tmp_path / "files"


def sent(data: bytes, name: str = "file") -> SimpleUploadedFile:
    """An upload as Django hands it to a view; its stated type is a lie."""
    upload = SimpleUploadedFile("x", data, content_type="image/png")
    upload._name = name  # type: ignore[attr-defined]
    return upload
