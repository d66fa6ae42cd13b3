"""What is too large is refused before it is read, and a stranger's files are read past."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory

from access.viewer import Viewer
from agencies.models import Person
from tests.agencies.door import browser
from tests.frame.files import sound

GIGABYTES = str(5 * 1024**3)
FORM = "multipart/form-data; boundary=x"


@pytest.mark.django_db
def test_five_gigabytes_are_refused_unread(client: Client, thai_analyst: Viewer) -> None:
    for by in (client, browser(thai_analyst)):
        page = by.post("/cases/", b"", content_type=FORM, headers={"content-length": GIGABYTES})
        assert page.status_code == 413
        assert "50 MB" in page.content.decode()


@pytest.mark.django_db
def test_a_program_is_told_in_its_own_way(client: Client) -> None:
    got = client.post("/api/cases/", b"", content_type="application/json", headers={"content-length": GIGABYTES})
    assert (got.status_code, got.json()["code"]) == (413, "too_large")


def request_of(user: object) -> HttpRequest:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.pdf", sound.pdf()), "title": "x"})
    request.user = user  # type: ignore[assignment]
    return request


def test_a_strangers_file_is_read_past() -> None:
    request = request_of(AnonymousUser())
    assert request.POST["title"] == "x"
    assert not request.FILES


def test_a_persons_file_arrives() -> None:
    [file] = request_of(Person()).FILES.getlist("file")
    assert file.read() == sound.pdf()
