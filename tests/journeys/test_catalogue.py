"""Whoever reads in another language than English meets no English sentence of ours."""

from pathlib import Path

import pytest

from coordination_center import messages


def test_there_is_a_thai_catalogue() -> None:
    assert "th" in [file.parent.parent.name for file in messages.catalogues()]


@pytest.mark.parametrize("file", messages.catalogues(), ids=lambda file: file.parent.parent.name)
def test_every_catalogue_is_complete(file: Path) -> None:
    assert list(messages.lacking(file, messages.extracted())) == []
