"""Loading: into an empty database or beside what is there, silently, with keys that can be found again."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.urls import resolve

from agencies.models import Agency, Person
from audit.models import Event, Outbox
from cases.models import Case, Note
from demo.entries import World
from demo.showing import show
from tests.demo.worlds import PEOPLE, with_case, write

Loaded = Callable[..., World]
Refusal = Callable[..., str]
ID = "7d8f3a55-4c4e-4a8e-9a2c-0d3c2f1b6a10"


def test_agencies_and_people_are_as_described(loaded: Loaded) -> None:
    loaded(PEOPLE.replace("country: KH", f"country: KH, id: {ID}, languages: [km, en], desk_email: desk@cnp.example"))
    cnp = Agency.objects.get(pk=ID)
    assert (cnp.name, cnp.kind, cnp.country, cnp.languages) == ("Cambodian Police", "police", "KH", ["km", "en"])
    assert cnp.desk_email == "desk@cnp.example"


def test_a_person_signs_in_with_password_and_secret(loaded: Loaded) -> None:
    loaded(PEOPLE.replace("username: somsak", "totp: JBSWY3DPEHPK3PXP, language: th, username: somsak"))
    somsak = Person.objects.get(username="somsak")
    assert somsak.check_password("heron at dawn")
    assert Authenticator.objects.get(user=somsak).type == "totp"
    assert somsak.language == "th"


def test_the_first_agency_of_roles_comes_first(loaded: Loaded) -> None:
    loaded(PEOPLE)
    memberships = Person.objects.get(username="dara").memberships.order_by("position")
    assert [member.agency.country for member in memberships] == ["KH", "MY"]


def test_loading_tells_nobody(loaded: Loaded) -> None:
    loaded(with_case(state="open", partners=["cnp"]))
    assert Event.objects.filter(verb="case.opened").exists()
    assert not Outbox.objects.exists()


def test_loading_consults_nothing(loaded: Loaded) -> None:
    loaded(with_case(state="open", partners=["cnp"]))
    assert not Event.objects.filter(led="consultation").exists()


def test_a_full_database_is_refused(loaded: Loaded, refusal: Refusal) -> None:
    loaded(PEOPLE)
    assert "world.yaml, line 1: expected an empty database" in refusal(PEOPLE)


def test_add_finds_the_keys_of_earlier_loads(loaded: Loaded) -> None:
    loaded(PEOPLE)
    loaded("world: More\ncases:\n  - {key: late, title: Late, lead: rtp, partners: [cnp], state: open}\n", add=True)
    assert list(show())[-1] == "cases.late"


def test_add_refuses_a_key_that_is_taken(loaded: Loaded, refusal: Refusal) -> None:
    loaded(PEOPLE)
    said = refusal("world: More\nagencies:\n  - {key: rtp, name: New, kind: ngo, country: TH}\n", add=True)
    assert said == "world.yaml, line 3: agencies[0].key: expected a new key, found “rtp”, which was loaded before"


def test_add_keeps_what_was_there_when_it_fails(loaded: Loaded, refusal: Refusal) -> None:
    loaded(PEOPLE)
    before = show()
    refusal("world: More\ncases:\n  - {key: a, title: A, lead: rtp}\n  - {key: b, title: B, lead: x}\n", add=True)
    assert show() == before


def test_add_refuses_an_id_that_is_taken(loaded: Loaded, refusal: Refusal) -> None:
    loaded(with_case(id=ID))
    said = refusal(f"world: More\ncases:\n  - {{key: a, title: A, lead: rtp, id: {ID}}}\n", add=True)
    assert "line 3: cases[0]" in said


def test_show_names_records_and_nested_records(loaded: Loaded) -> None:
    loaded(with_case(id=ID, notes=[{"by": "somsak", "text": "One"}, {"by": "ladda", "text": "Two"}]))
    shown = show()
    assert list(shown)[-3:] == ["cases.boats", "cases.boats.notes.0", "cases.boats.notes.1"]
    assert shown["cases.boats"] == {"id": ID, "page": f"/cases/{ID}/", "api": f"/api/cases/{ID}/"}
    note = Note.objects.unscoped("a test looks at all").get(text="Two")
    assert shown["cases.boats.notes.1"]["id"] == str(note.pk)


def test_every_address_shown_is_one_of_ours(loaded: Loaded) -> None:
    loaded(with_case(notes=[{"by": "somsak", "text": "One"}]))
    addresses = {entry[kind] for entry in show().values() for kind in ("page", "api") if entry[kind]}
    assert all(resolve(str(address)) for address in addresses)


@pytest.mark.django_db
def test_the_command_loads_and_shows(tmp_path: Path) -> None:
    said, shown = StringIO(), StringIO()
    call_command("world", "load", str(write(tmp_path, PEOPLE)), stdout=said)
    call_command("world", "show", stdout=shown)
    assert said.getvalue() == "Loaded “Small”: 3 agencies, 5 people, 0 cases, 0 reports.\n"
    assert set(json.loads(shown.getvalue())["people.dara"]) == {"id", "page", "api"}


@pytest.mark.django_db
def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"The world was not loaded.\nworld.yaml, line 1: expected a mapping"):
        call_command("world", "load", str(write(tmp_path, "")))


def test_ids_given_are_the_ids(loaded: Loaded) -> None:
    note = "8d8f3a55-4c4e-4a8e-9a2c-0d3c2f1b6a11"
    loaded(with_case(id=ID, notes=[{"by": "somsak", "text": "One", "id": note}]))
    assert str(Case.objects.unscoped("a test looks at all").get().pk) == ID
    assert str(Note.objects.unscoped("a test looks at all").get().pk) == note
