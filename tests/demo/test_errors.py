"""A world with any error loads nothing, and the error names the place and what was expected."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Person
from audit.models import Event
from cases.models import Case
from demo.models import WorldRecord
from tests.demo.worlds import PEOPLE, with_case

Refusal = Callable[..., str]


def nothing_is_loaded() -> bool:
    return not any(model._default_manager.exists() for model in (Agency, Person, Event, WorldRecord))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"titel": "x"}, "line 14: cases[0].titel: unknown key; expected one of id, key, title"),
        ({"subjects": [{}]}, "cases[0].subjects[0]: expected the key `key`, which is missing"),
        ({"title": 5}, "cases[0].title: expected text, found a number (5) (put it in quotes)"),
        ({"title": ["a"]}, "cases[0].title: expected text, found a list"),
        ({"title": " "}, "cases[0].title: expected text, found none"),
        ({"title": "x" * 201}, "cases[0].title: expected at most 200 characters, found 201"),
        ({"title": "a\u202eb"}, "cases[0].title: Hidden characters"),
        ({"summary": None}, "cases[0].summary: expected text, found nothing"),
        ({"state": "opened"}, "cases[0].state: expected one of draft proposed open suspended closed archived"),
        ({"tlp": "PINK"}, "cases[0].tlp: expected one of RED AMBER+STRICT AMBER GREEN CLEAR, found “PINK”"),
        ({"handling": ["H9"]}, "cases[0].handling[0]: expected one of H0 H1 H2 H3"),
        ({"handling": ["H1", "H1"]}, "cases[0].handling[1]: expected each once in this list"),
        ({"handling": "H1"}, "cases[0].handling: expected a list, found “H1”"),
        ({"handling": ["H3"]}, "cases[0].handling: H3 (other restrictions) expects `handling_note`"),
        ({"id": "12"}, "cases[0].id: expected a UUID, found “12”"),
        ({"lead": "nobody"}, "cases[0].lead: expected the key of an agency, found “nobody”"),
        ({"lead": "somsak"}, "cases[0].lead: expected the key of an agency, found “somsak”"),
        ({"partners": ["cnp", "xyz"]}, "cases[0].partners[1]: expected the key of an agency, found “xyz”"),
        ({"partners": ["rtp"]}, "cases[0].partners[0]: expected each agency once in a case"),
        ({"partners": ["cnp"], "observers": ["cnp"]}, "cases[0].observers[0]: expected each agency once"),
        ({"accepted": ["cnp"]}, "cases[0].accepted[0]: expected one of the partners or observers"),
        ({"state": "closed"}, "cases[0].state: a case that is closed expects `outcome`"),
        ({"state": "archived"}, "cases[0].state: a case that is archived expects `outcome`"),
        ({"outcome": "convicted"}, "cases[0].outcome: expected no outcome, as the case is draft"),
        ({"state": "proposed"}, "cases[0].state: Invite at least one agency"),
        ({"tlp": "RED"}, "cases[0].tlp: TLP RED expects `named`"),
        ({"named": []}, "cases[0].named: expected at least 1 in this list"),
        ({"named": ["rtp"]}, "cases[0].named[0]: expected the key of a person, found “rtp”"),
        ({"named": ["somsak", "dara"]}, "cases[0].named[1]: expected a person of an agency that takes part"),
        ({"named": ["dara"], "partners": ["cnp"]}, "cases[0].named: expected a person of the lead, Thai Police"),
        (
            {"named": ["nok"]},
            "cases[0].lead: expected somebody of Thai Police who may do this (case.create): one of analyst",
        ),
        ({"excluded": ["xyz"]}, "cases[0].excluded[0]: expected the key of an agency or a person"),
        ({"excluded": ["rtp"]}, "cases[0].excluded[0]: You cannot shut yourself or your own agency out."),
        ({"notes": {}}, "cases[0].notes: expected a list, found a mapping"),
        ({"notes": [{"by": "somsak"}]}, "cases[0].notes[0]: expected the key `text`, which is missing"),
        ({"notes": [{"by": "rtp", "text": "x"}]}, "cases[0].notes[0].by: expected the key of a person"),
        ({"notes": [{"by": "dara", "text": "x"}]}, "cases[0].notes[0].by: expected a person of an agency in the case"),
        ({"notes": [{"by": "nok", "text": "x"}]}, "cases[0].notes[0].by: expected a person who may add notes"),
        (
            {"partners": ["cnp"], "notes": [{"by": "somsak", "text": "x", "only": ["cnp"]}]},
            "cases[0].notes[0].only: expected the author's agency, Thai Police, among the readers",
        ),
        (
            {"notes": [{"by": "somsak", "text": "x", "only": ["rtp", "cnp"]}]},
            "cases[0].notes[0].only: Only agencies that take part can be readers.",
        ),
        (
            {"state": "proposed", "partners": ["cnp"], "notes": [{"by": "dara", "text": "x"}]},
            "cases[0].notes[0].by: expected a person who may add notes",
        ),
    ],
)
def test_a_case_that_is_wrong_is_named(refusal: Refusal, facts: dict[str, object], said: str) -> None:
    assert said in refusal(with_case(**facts))
    assert nothing_is_loaded()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "kind: police, country: TH",
            "kind: cops, country: TH",
            "line 4: agencies[0].kind: expected one of police ncb",
        ),
        ("country: KH", "country: XX", "line 5: agencies[1].country: “XX” is not a country code"),
        ("country: KH", "country: KH, languages: [xx]", "agencies[1].languages[0]: expected a language code"),
        ("country: KH", "country: KH, desk_email: nowhere", "agencies[1].desk_email: Enter a valid email address."),
        (
            "country: KH",
            "country: KH, excludes: [x]",
            "agencies[1].excludes[0]: expected the key of an agency or a person",
        ),
        (
            "name: Cambodian Police",
            "name: Thai Police",
            "line 5: agencies[1].name: Agency with this Name already exists.",
        ),
        ("{key: cnp", "{key: rtp", "line 5: agencies[1].key: expected a new key, found “rtp”, as in line 4"),
        ("{key: cnp", "{key: c.p", "agencies[1].key: expected a key of letters, digits, - and _"),
        ("username: ladda", "username: la dda", "line 10: people[2].username: Use letters, digits"),
        ("username: ladda", "username: SOMSAK", "line 10: people[2]"),
        ("email: ladda@", "email: somsak@", "line 10: people[2]"),
        ("roles: {rtp: [admin]}", "roles: {rtp: [boss]}", "line 8: people[0].roles.rtp[0]: expected one of analyst"),
        ("roles: {rtp: [admin]}", "roles: {rtp: []}", "people[0].roles.rtp: expected at least 1"),
        ("roles: {rtp: [admin]}", "roles: {}", "people[0].roles: expected at least 1"),
        ("roles: {rtp: [admin]}", "roles: {xyz: [admin]}", "people[0].roles.xyz: expected the key of an agency"),
        ("roles: {rtp: [admin]}", "totp: abc1, roles: {rtp: [admin]}", "people[0].totp: expected a secret in BASE32"),
        (
            "roles: {rtp: [admin]}",
            "language: xx, roles: {rtp: [admin]}",
            "people[0].language: expected a language code",
        ),
        (
            "password: *p, roles: {rtp: [analyst, liaison]}",
            "roles: {rtp: [analyst]}",
            "people[1]: expected the key `password`",
        ),
        ("world: Small", "worlds: Small", "worlds: unknown key; expected one of world, agencies, people, cases"),
        (
            "world: Small",
            "world: Small\nvictims: []",
            "line 3: victims: `victims` is part of the format, but not supported",
        ),
    ],
)
def test_an_agency_or_person_that_is_wrong_is_named(refusal: Refusal, old: str, new: str, said: str) -> None:
    assert old in PEOPLE
    assert said in refusal(PEOPLE.replace(old, new, 1))
    assert nothing_is_loaded()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("world: w\nagencies: 5\n", "line 2: agencies: expected a list, found a number (5)"),
        ("world: w\npeople:\n  - 3\n", "line 3: people[0]: expected a mapping, found a number (3)"),
        ("- world\n", "line 1: expected a mapping, found a list"),
        ("world: w\ncases:\n", "line 2: cases: expected a list, found nothing"),
    ],
)
def test_wrong_types_are_named(refusal: Refusal, text: str, said: str) -> None:
    assert said in refusal(text)


def test_every_wrong_entry_is_named_at_once(refusal: Refusal) -> None:
    said = refusal(with_case(title=5, tlp="PINK").replace("kind: police", "kind: cops", 1))
    assert [line.split(": ")[1] for line in said.splitlines()] == ["agencies[0].kind", "cases[0].title", "cases[0].tlp"]


def test_json_errors_name_line_and_path(refusal: Refusal) -> None:
    said = refusal('{"world": "w",\n "cases": [{"key": "a",\n "title": "t", "lead": "rtp"}]}', name="w.json")
    assert said == "w.json, line 3: cases[0].lead: expected the key of an agency, found “rtp”"


def test_nothing_of_a_world_stays_when_its_last_case_is_wrong(refusal: Refusal) -> None:
    refusal(with_case({"key": "late", "title": "Late", "lead": "rtp", "state": "proposed"}, state="open"))
    assert not Case.objects.unscoped("a test looks at all").exists()


def test_one_id_for_two_records_is_refused(refusal: Refusal) -> None:
    same = "7d8f3a55-4c4e-4a8e-9a2c-0d3c2f1b6a10"
    said = refusal(with_case({"key": "late", "title": "Late", "lead": "rtp", "id": same}, id=same))
    assert "line 15: cases[1].id: expected a new id" in said
