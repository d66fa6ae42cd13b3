"""A wrong report loads nothing, and the error names the place and what was expected."""

from collections.abc import Callable
from typing import Any

import pytest

from agencies.models import Agency
from intelligence.reports.codes import Piece
from intelligence.reports.models import Report
from tests.demo.worlds import BODY, PREECHA, refused, released, with_report

Refusal = Callable[..., str]
pytestmark = pytest.mark.django_db
SUBJECT = {"key": "boss", "kind": "Person", "names": ["Boss"]}
SECOND = {"key": "r2", "title": "T", "originator": "cnp", "author": "dara"} | BODY
GRADES = "expected grades of one scheme: ABCX with 1234, or abcdef with 123456"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"titel": "x"}, "line 14: reports[0].titel: unknown key; expected one of id, key, title, body, originator"),
        ({"title": None}, "reports[0].title: expected text, found nothing"),
        ({"title": "x" * 201}, "reports[0].title: expected at most 200 characters"),
        ({"body": " "}, "reports[0].body: expected text, found none"),
        ({"originator": "xyz"}, "reports[0].originator: expected the key of an agency, found “xyz”"),
        ({"author": "xyz"}, "reports[0].author: expected the key of a person, found “xyz”"),
        ({"author": "dara"}, "reports[0].author: expected a person of Thai Police, found “dara”"),
        ({"author": "nok"}, "reports[0].author: expected a person who may write reports, found “nok”"),
        ({"source_grade": "b"}, ""),
        ({"source_grade": "d"}, ""),
        ({"source_grade": "D"}, f"reports[0].source_grade: {GRADES}"),
        ({"source_grade": "A", "information_grade": 5}, f"reports[0].source_grade: {GRADES}"),
        ({"source_grade": "x", "information_grade": 1}, f"reports[0].source_grade: {GRADES}"),
        ({"information_grade": 22}, "reports[0].information_grade: expected at most 1 characters, found 2"),
        ({"information_grade": 2.5}, "reports[0].information_grade: expected text, found a number"),
        ({"state": "open"}, "reports[0].state: expected one of draft submitted validated superseded withdrawn"),
        ({"tlp": "WHITE"}, "reports[0].tlp: expected one of RED AMBER+STRICT AMBER GREEN CLEAR"),
        ({"handling": ["H3"]}, "reports[0].handling: H3 (other restrictions) expects `handling_note`"),
        ({"case": "xyz"}, "reports[0].case: expected the key of a case, found “xyz”"),
        ({"circle": "all"}, "reports[0].circle: expected one of any law_enforcement support"),
        ({"notice": "me"}, "reports[0].notice: expected one of both owner none"),
        ({"route": ["Poipet"]}, "reports[0].route: expected at least 2 in this list"),
        ({"platforms": [{"kind": "tv", "name": "x"}]}, "reports[0].platforms[0].kind: expected one of social"),
        ({"exploitation": ["x"]}, "reports[0].exploitation[0]: expected one of sexual labour"),
        ({"language": "xx"}, "reports[0].language: Choose from the list."),
        ({"four_eyes": "yes"}, "reports[0].four_eyes: expected true or false, found “yes”"),
        ({"hides_recipients": 1}, "reports[0].hides_recipients: expected true or false, found a number (1)"),
        ({"quotes": ["xyz"]}, "reports[0].quotes[0]: expected the key of a report, found “xyz”"),
        ({"quotes": ["r1"]}, "reports[0].quotes[0]: Choose a report that you read and that can be quoted."),
        ({"superseded_by": "r1"}, "reports[0].superseded_by: expected none, as the report is validated"),
        ({"state": "superseded", "superseded_by": "r1"}, "reports[0].state: Choose a validated report of your own"),
        ({"attachments": ["none.jpg"]}, "reports[0].attachments: expected a file beside the world file, found none at"),
        ({"source": {"real_name": "x"}}, "reports[0].source: expected the key `codename`, which is missing"),
        ({"source": {"codename": "x", "age": "y"}}, "reports[0].source.age: unknown key; expected one of codename"),
        ({"named": ["rtp"]}, "reports[0].named[0]: expected the key of a person, found “rtp”"),
        ({"named": ["dara"]}, "reports[0].named[0]: expected a person of Thai Police, or of an agency of its"),
        ({"excluded": ["xyz"]}, "reports[0].excluded[0]: expected the key of an agency or a person"),
        ({"excluded": ["rtp"]}, "reports[0].excluded[0]: You cannot shut yourself or your own agency out."),
        ({"subjects": [SUBJECT, SUBJECT]}, "subjects[1].key: expected a new key, found “boss”, as in line 14"),
        ({"subjects": [SUBJECT | {"photo": "x"}]}, "reports[0].subjects[0].photo: unknown key"),
        ({"subjects": [SUBJECT | {"kind": "Alien"}]}, "reports[0].subjects[0].kind: expected one of Person"),
        ({"translations": [{"language": "th"}]}, "reports[0].translations[0]: expected the key `title`"),
        (
            {"language": "th", "translations": [{"language": "th", "title": "x", "body": "y"}]},
            "reports[0].translations[0].language: This is the language of the original.",
        ),
    ],
)  # fmt: skip
def test_the_place_and_what_was_expected(refusal: Refusal, loaded: Any, facts: dict[str, Any], said: str) -> None:
    if not said:
        loaded(with_report(**facts))
        return
    assert said in refusal(with_report(**facts))
    assert not Agency.objects.exists()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"to": "xyz"}, ".to: expected the key of an agency, found “xyz”"),
        ({"to": "rtp", "requested_by": "ladda"}, ": This is your own agency."),
        ({"requested_by": None}, ".requested_by: expected text, found nothing"),
        ({"requested_by": "xyz"}, ".requested_by: expected the key of a person, found “xyz”"),
        ({"requested_by": "aminah"}, ".requested_by: expected a person of Cambodian Police, found “aminah”"),
        ({"person": "aminah"}, ".person: No such person in your agency."),
        ({"state": "open"}, ".state: expected one of requested asked_back offered active refused withdrawn"),
        ({"purpose": ""}, ".purpose: expected text, found none"),
        ({"withheld": ["names"]}, ".withheld[0]: expected one of title body place route platforms subjects"),
        ({"withheld": ["place", "place"]}, ".withheld[1]: expected each once in this list"),
        (
            {"withheld": list(Piece.values)},
            ".withheld: Nothing would be left. Refuse instead.",
        ),
        ({"urgency": "now"}, ".urgency: expected one of routine urgent threat_to_life"),
        ({"until": "soon"}, ".until: expected a date in ISO 8601"),
        ({"decided_by": "dara"}, ".decided_by: expected a person of Thai Police, found “dara”"),
        ({"decided_by": "ladda"}, ".decided_by: expected somebody who may do this (release.decide), found “ladda”"),
        ({"acknowledged": True}, ".acknowledged: expected none, as the release is active"),
        ({"codename": "x"}, ".codename: unknown key; expected one of id, to, person, purpose"),
    ],
)
def test_of_a_release(refusal: Refusal, facts: dict[str, Any], said: str) -> None:
    assert f"reports[0].releases[0]{said}" in refusal(with_report(releases=[released(**facts)]))
    assert not Agency.objects.exists()


def test_a_release_needs_who_asked_unless_it_is_an_offer(refusal: Refusal) -> None:
    line = {"to": "cnp", "purpose": "x", "state": "active"}
    assert "expected the key `requested_by`, which is missing" in refusal(with_report(releases=[line]))


def test_whoever_asked_does_not_decide(refusal: Refusal) -> None:
    bopha = "  - {key: bopha, username: bopha, name: B, email: b@w.test, password: *p, roles: {cnp: [liaison]}}\n"
    asked = released(to="rmp", requested_by="dara", decided_by="dara")  # dara is of both
    said = refusal(with_report(SECOND | {"releases": [asked]}, more=bopha))
    assert "reports[1].releases[0].decided_by: Whoever asks for a release does not decide on it." in said


@pytest.mark.parametrize("state", ["active", "offered", "recalled", "expired"])
def test_red_names_who_receives_it(refusal: Refusal, state: str) -> None:
    said = refusal(with_report(tlp="RED", releases=[released(state=state)]))
    assert "reports[0].releases[0]: TLP RED expects `person`: who alone receives the report" in said


def test_the_marking_is_a_ceiling(refusal: Refusal) -> None:
    said = refusal(with_report(circle="support", releases=[released()]))
    assert "reports[0].releases[0]: This agency is outside the circle that the report is for." in said


def test_four_eyes_need_a_second_liaison_officer(refusal: Refusal) -> None:
    said = refusal(with_report(four_eyes=True, releases=[released()]))
    assert "reports[0].releases[0].state: expected somebody of Thai Police who may do this (release.decide)" in said


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_only_what_was_validated_is_released(refusal: Refusal, state: str) -> None:
    said = refusal(with_report(state=state, releases=[released(state="requested")]))
    assert f"reports[0].releases: expected no releases, as the report is {state}" in said


def test_the_identity_of_a_source_is_its_handlers_to_write(refusal: Refusal) -> None:
    source = {"codename": "Heron", "real_name": "Identitymark", "contact": "Contactmark"}
    second = {"key": "r2", "title": "T", "originator": "rtp", "author": "somsak", "source": source} | BODY
    said = refusal(with_report(second, source=source))
    assert "reports[1].source" in said
    assert "Identitymark" not in said


def test_what_is_quoted_stands_earlier_and_is_read(refusal: Refusal) -> None:
    third = SECOND | {"key": "r3"}
    wanted = "expected a report loaded before that Cambodian Police reads, found"
    assert f"reports[1].quotes[0]: {wanted} “r1”" in refusal(with_report(SECOND | {"quotes": ["r1"]}))
    assert f"reports[1].quotes[0]: {wanted} “r3”" in refusal(with_report(SECOND | {"quotes": ["r3"]}, third))


def test_keys_and_ids_are_given_once(refusal: Refusal) -> None:
    an_id = "0f7d2c8e-5a41-4c93-9f0e-2f7f1c1d3a55"
    same = SECOND | {"key": "r1"}
    assert "reports[1].key: expected a new key, found “r1”, as in line 14" in refusal(with_report(same))
    assert "reports[1].id: expected a new id" in refusal(with_report(SECOND | {"id": an_id}, id=an_id))
    lines = [released(id=an_id), released(to="rmp", requested_by="aminah", id=an_id)]
    assert "reports[0].releases[1].id: expected a new id" in refusal(with_report(releases=lines))


def test_a_key_of_an_earlier_load_is_taken(loaded: Any, tmp_path: Any) -> None:
    loaded(with_report(more=PREECHA))
    entry = 'originator: rtp, author: somsak, body: b, source_grade: A, information_grade: "1"'
    said = refused(tmp_path, f"world: More\nreports:\n  - {{key: r1, title: T, {entry}}}\n", add=True)
    assert "reports[0].key: expected a new key, found “r1”, which was loaded before" in said
    assert Report.objects.unscoped("a test looks at all").count() == 1
