"""Requests for information of a world walk their verbs, by those who may."""

import json
from pathlib import Path
from typing import Any

import pytest

from access.viewer import Viewer, viewer_for
from agencies.models import Person
from audit.models import Event
from demo.loading import load
from demo.showing import show
from intelligence.rfis.models import Message, Rfi
from intelligence.rfis.reading import RfiPage, asked, owed
from tests.demo.worlds import PEOPLE, refused, with_case, write

pytestmark = pytest.mark.django_db


def with_rfi(*to: dict[str, Any], before: str = PEOPLE, **facts: Any) -> str:
    entry = {"key": "q1", "from": "rtp", "by": "ladda", "question": "Who?", "purpose": "Arrest", "to": list(to)} | facts
    return f"{before}rfis:\n  - {json.dumps(entry)}\n"


def person(key: str) -> Viewer:
    return viewer_for(Person.objects.get(username=key))


def test_each_addressee_stands_where_the_file_says(tmp_path: Path) -> None:
    states = [
        {"agency": "cnp", "state": "answered", "answer": "partial", "text": "A firm", "asked_back": "Which?",
         "reply": "This"},
        {"agency": "rmp", "state": "expired"},
    ]  # fmt: skip
    load(write(tmp_path, with_rfi(*states, before=with_case(), case="boats", urgency="urgent", subjects=["Lek"])))
    page = RfiPage.of(person("somsak"), Rfi.objects.get())
    rows = [line.addressee for line in page.context["lines"]]
    assert [(row.agency.name, row.state, row.answer) for row in rows] == [
        ("Cambodian Police", "answered", "partial"), ("Malaysian Police", "expired", ""),
    ]  # fmt: skip
    assert [said.text for said in page.context["lines"][0].thread] == ["Which?", "This", "A firm"]
    assert page.case() is not None
    assert (page.rfi.urgency, page.rfi.subjects, page.rfi.discreet) == ("urgent", ["Lek"], True)
    assert Event.objects.get(verb="rfi.begun").actor == person("ladda").person_id


def test_left_out_keys_have_their_defaults_and_the_page_is_told(tmp_path: Path) -> None:
    load(write(tmp_path, with_rfi({"agency": "cnp"})))
    assert [row.state for row in owed(person("dara")).rows] == ["sent"]
    entry = show()["rfis.q1"]
    assert entry["page"] == f"/rfis/{entry['id']}/"
    assert entry["api"] == f"/api/rfis/{entry['id']}/"


def test_a_refusal_and_a_named_person(tmp_path: Path) -> None:
    to = [{"agency": "cnp", "state": "refused", "reason": "ongoing", "person": "dara"}]
    load(write(tmp_path, with_rfi(*to, tlp="RED", sent="-3h")))
    assert len(asked(person("ladda"), ended=True).rows) == 1
    assert asked(person("somsak"), ended=True).rows == []
    assert Message.objects.get().code == "ongoing"


@pytest.mark.parametrize(
    ("to", "facts", "said"),
    [
        ({"agency": "cnp", "state": "answered"}, {}, "rfis[0].to[0]: expected `answer`"),
        ({"agency": "cnp", "answer": "partial"}, {}, "rfis[0].to[0]: expected `answer`"),
        ({"agency": "cnp", "report": "r1"}, {}, "rfis[0].to[0].report: expected none, as the request is sent"),
        ({"agency": "cnp", "state": "asked_back"}, {}, "rfis[0].to[0].state: expected one of"),
        ({"agency": "xyz"}, {}, "rfis[0].to[0].agency: expected the key of an agency"),
        ({"agency": "rtp"}, {}, "You cannot ask your own agency."),
        ({"agency": "cnp"}, {"by": "dara"}, "rfis[0].by: expected somebody of Thai Police"),
        ({"agency": "cnp"}, {"case": "boats"}, "rfis[0].case: expected the key of a case"),
        ({"agency": "cnp"}, {"tlp": "RED"}, "rfis[0].tlp: TLP:RED"),
        ({"agency": "cnp"}, {"colour": "red"}, "rfis[0].colour: unknown key"),
        ({"agency": "cnp"}, {"together": "yes"}, "rfis[0].together: expected true or false"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, to: dict[str, Any], facts: dict[str, Any], said: str) -> None:
    assert said in refused(tmp_path, with_rfi(to, **facts))
