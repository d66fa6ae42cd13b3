"""Evidence of the joint case, its files in a folder of the test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from access.viewer import Viewer
from cases.evidence.models import Custody, Evidence, EvidenceFile
from cases.models import Case
from coordination_center.errors import DomainError
from tests.frame.files import sound


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_DIR = tmp_path / "files"
    return tmp_path / "files"


def refused(error: type[DomainError], *works: Callable[[], object]) -> None:
    """Each of these is refused so."""
    for work in works:
        with pytest.raises(error):
            work()


def upload(data: bytes | None = None, name: str = "statement.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, sound.pdf() if data is None else data)


def chain(item: Evidence) -> list[Custody]:
    """The rows, oldest first, whoever may see them."""
    return list(Custody.objects.filter(evidence=item).order_by("number"))


def newest(item: Evidence) -> EvidenceFile:
    return EvidenceFile.objects.filter(evidence=item).order_by("-number")[0]


def on_disk(files: Path) -> int:
    return sum(1 for file in files.rglob("*") if file.is_file())


@pytest.fixture
def statement(ranong: Case, thai_analyst: Viewer) -> Evidence:
    """A PDF of the Thai police, for all who take part."""
    return Evidence.add(ranong, by=thai_analyst, title="Statement of the skipper", kind="statement", file=upload())


@pytest.fixture
def ours(ranong: Case, thai_analyst: Viewer) -> Evidence:
    """A photo that the Thai police keep to themselves."""
    photo = upload(sound.jpeg(), "hidden house.jpg")
    return Evidence.add(ranong, by=thai_analyst, title="Hidden house", file=photo, only=[thai_analyst.agency])
