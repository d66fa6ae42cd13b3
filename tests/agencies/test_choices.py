"""The agency acted for, and the language."""

import uuid

import pytest
from django.test import Client

from access.viewer import Viewer
from agencies.models import Agency, Person, Role
from tests.agencies.door import LOGIN, browser, give_password, sign_in
from tests.cast import also

pytestmark = pytest.mark.django_db


def test_acting_for_another_of_ones_agencies(thai_analyst: Viewer, ngo: Agency) -> None:
    also(thai_analyst, ngo, Role.CASEWORKER)
    client = browser(thai_analyst)
    assert client.post("/acting-agency/", {"agency": ngo.pk}).headers["Location"] == "/"
    assert client.session["agency"] == str(ngo.pk)


@pytest.mark.parametrize("wanted", ["", "x", "\0", str(uuid.uuid4()), "foreign"])
def test_no_other_agency(thai_analyst: Viewer, ngo: Agency, wanted: str) -> None:
    client = browser(thai_analyst)
    agency = ngo.pk if wanted == "foreign" else wanted
    assert client.post("/acting-agency/", {"agency": agency}).status_code == 404
    assert client.session["agency"] == str(thai_analyst.agency_id)


def test_the_first_agency_is_acted_for_after_signing_in(ladda: Person, thai_analyst: Viewer, ngo: Agency) -> None:
    also(thai_analyst, ngo, Role.CASEWORKER)
    assert sign_in(ladda).session["agency"] == str(thai_analyst.agency_id)


def test_choices_are_posts(thai_analyst: Viewer) -> None:
    client = browser(thai_analyst)
    assert [client.get(a).status_code for a in ("/acting-agency/", "/language/")] == [405, 405]


def test_the_language_is_kept_for_person_and_browser(thai_liaison: Viewer) -> None:
    client = browser(thai_liaison)
    answer = client.post("/language/", {"language": "en", "next": "/agencies/"})
    assert answer.headers["Location"] == "/agencies/"
    assert client.cookies["django_language"].value == "en"
    assert Person.objects.get(pk=thai_liaison.person_id).language == "en"
    assert client.get("/agencies/").headers["Content-Language"] == "en"


def test_strangers_choose_a_language_too(db: None) -> None:
    client = Client()
    client.post("/language/", {"language": "th", "next": LOGIN})
    assert client.get(LOGIN).headers["Content-Language"] == "th"


def test_a_person_reads_in_their_language_wherever_they_sign_in(ladda: Person) -> None:
    client = sign_in(ladda)
    assert client.get("/account/").headers["Content-Language"] == "th"
    assert client.cookies["django_language"].value == "th"


@pytest.mark.parametrize("language", ["", "xx", "../etc", "\0", "x" * 500, "th\r\nX: y"])
def test_other_languages_change_nothing(thai_liaison: Viewer, language: str) -> None:
    client = browser(thai_liaison)
    assert client.post("/language/", {"language": language}).status_code == 302
    assert Person.objects.get(pk=thai_liaison.person_id).language == "th"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "\0"])
def test_the_way_back_stays_here(db: None, target: str) -> None:
    assert Client().post("/language/", {"language": "en", "next": target}).headers["Location"] == "/"


def test_browsers_without_a_choice_get_what_they_accept(db: None) -> None:
    answer = Client().get(LOGIN, headers={"accept-language": "th,en;q=0.5"})
    assert answer.headers["Content-Language"] == "th"
    assert give_password(Client(), "x" * 10).headers["Content-Language"] == "en"
