"""Photos: drawn anew, so that nothing but the picture is kept; served to whoever sees the subject, and nobody else."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from access.viewer import Viewer
from cases.models import Case
from cases.subjects.ledger import kept_files
from cases.subjects.models import Photo, Subject
from coordination_center.errors import Invalid, NotAllowed, Unseen
from coordination_center.files.keeping import opened
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.subjects.pictures import PLACE, jpeg

pytestmark = pytest.mark.django_db


def upload(data: bytes = b"", name: str = "IMG \u202egpj.exe") -> Any:
    return SimpleUploadedFile(name, data or jpeg())


@pytest.fixture
def photo(suspect: Subject, thai_analyst: Viewer) -> Photo:
    return Photo.add(suspect.case, by=thai_analyst, subject=suspect, file=upload(), caption="At the pier")


def body(client: Client, address: str) -> bytes:
    return b"".join(client.get(address))


def test_where_and_by_what_it_was_taken_is_gone(photo: Photo) -> None:
    assert PLACE in jpeg()
    for key in (photo.key, photo.small_key):
        with opened(key) as file:
            assert PLACE not in file.read()
    assert set(kept_files()) == {photo.key, photo.small_key}


def test_it_is_shown_as_a_picture_of_ours(photo: Photo, khmer_liaison: Viewer) -> None:
    answer = browser(khmer_liaison).get(photo_at(photo))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "exe" not in answer["Content-Disposition"]
    page = browser(khmer_liaison).get(photo.subject.get_absolute_url()).content.decode()
    assert photo_at(photo, "small/") in page
    assert "At the pier" in page


def photo_at(photo: Photo, tail: str = "") -> str:
    return f"/cases/{photo.case_id}/photos/{photo.pk}/{tail}"


def test_the_bytes_follow_the_subject(
    photo: Photo, suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    suspect.show_to(by=thai_analyst, version=1, only=[thai_analyst.agency])
    for viewer in (khmer_liaison, malay_liaison):
        for tail in ("", "small/"):
            assert browser(viewer).get(photo_at(photo, tail)).status_code == 404
    assert browser(thai_analyst).get(photo_at(photo)).status_code == 200


def test_a_photo_under_the_address_of_another_case(photo: Photo, foreign: Subject, malay_liaison: Viewer) -> None:
    answer = browser(malay_liaison).get(f"/cases/{foreign.case_id}/photos/{photo.pk}/")
    assert answer.status_code == 404


@pytest.mark.parametrize("data", [b"<svg onload='x'/>", b"GIF89a", b"\xff\xd8\xff cut off", b"MZ program"])
def test_what_is_no_picture_is_refused_with_a_sentence(suspect: Subject, thai_analyst: Viewer, data: bytes) -> None:
    answer = browser(thai_analyst).post(f"{suspect.get_absolute_url()}photo/", {"file": upload(data), "caption": "C"})
    assert answer.status_code == 422
    assert not Photo.objects.unscoped("test").exists()


def test_by_whom(ranong: Case, photo: Photo, hidden: Subject, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    with pytest.raises(NotAllowed):
        photo.take_out(by=khmer_liaison)
    with pytest.raises(Unseen):
        photo.take_out(by=malay_liaison)
    with pytest.raises(Invalid):
        Photo.add(ranong, by=khmer_liaison, subject=hidden, file=upload())


def test_removed_it_is_served_no_more(photo: Photo, thai_analyst: Viewer) -> None:
    client = browser(thai_analyst)
    assert client.post(photo_at(photo, "removal/")).status_code == 302
    assert client.get(photo_at(photo)).status_code == 404
    assert photo.key in set(kept_files())  # the history shows what was there


def test_over_the_api(suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    program = Program(thai_analyst)
    address = f"/api/cases/{suspect.case_id}/subjects/{suspect.pk}/photos/"
    made = program.client.post(address, {"file": upload(), "caption": "C"})
    assert (made.status_code, made.json()["caption"]) == (201, "C")
    picture = Program(khmer_liaison).client.get(f"/api/cases/{suspect.case_id}/photos/{made.json()['id']}/picture/")
    assert b"".join(picture).startswith(b"\xff\xd8\xff")
    assert program.client.post(address, {"file": upload(b"no picture")}).status_code == 422
    key = {"Idempotency-Key": "k"}
    twice = [program.client.post(address, {"file": upload()}, headers=key).json()["id"] for _n in range(2)]
    assert twice[0] == twice[1]
