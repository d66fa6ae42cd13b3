"""Urgent alerts of a world walk their verbs; what they say of a person lies in the vault alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from access.viewer import Viewer, viewer_for
from agencies.models import Person
from cases.alerts.models import Alert, AlertDesk
from cases.alerts.sheet import open_sheet, open_thread
from demo.loading import load
from tests.cases.subjects.pictures import jpeg
from tests.demo.worlds import refused, with_case, write

pytestmark = pytest.mark.django_db
GIRL: dict[str, Any] = {
    "key": "girl", "case": "boats", "from": "rtp", "desks": ["cnp"], "names": "Malika", "call": "+66 2 555 0100",
    "ground": "guardian_consent", "consent_by": "Her mother", "consent_on": "-1d", "consent_how": "thumbprint",
    "consent_language": "km", "last_at": "-2d",
}  # fmt: skip


def with_alert(**facts: Any) -> str:
    entry = {name: value for name, value in (GIRL | facts).items() if value is not None}
    return f"{with_case()}alerts:\n  - {json.dumps(entry)}\n"


def person(key: str) -> Viewer:
    return viewer_for(Person.objects.get(username=key))


def test_it_stands_where_the_file_says(tmp_path: Path) -> None:
    (tmp_path / "girl.jpg").write_bytes(jpeg())
    answers = [{"desk": "cnp", "word": "information", "text": "At the pier", "reply": "Which?"}]
    load(write(tmp_path, with_alert(answers=answers, photo="girl.jpg", sex="female")))
    desk = person("dara")
    alert, line = Alert.objects.visible_to(desk).get(), AlertDesk.objects.visible_to(desk).select_related("alert").get()
    sheet = open_sheet(alert, by=desk, purpose="search")
    assert (sheet.names, sheet.sex, sheet.photo[:15], sheet.last_at is None) == (
        "Malika",
        "female",
        "data:image/jpeg",
        False,
    )
    assert [one.text for one in open_thread(line, by=desk, purpose="answer")] == ["At the pier", "Which?"]
    assert (line.word, alert.answered) == ("information", 1)


def test_one_that_was_reached_and_has_ended(tmp_path: Path) -> None:
    load(write(tmp_path, with_alert(reached=["cnp"], outcome="elsewhere")))
    alert = Alert.objects.visible_to(person("dara")).get()
    assert (alert.outcome, alert.is_open()) == ("elsewhere", False)
    assert AlertDesk.objects.visible_to(person("dara")).get().reached_at is not None


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"desks": ["nobody"]}, "expected the key of an agency, found “nobody”"),
        ({"case": "none"}, "expected the key of a case, found “none”"),
        ({"consent_by": None}, "Without this the sheet may not be shown."),
        ({"ground": "curiosity"}, "guardian_consent vital_interest"),
        ({"photo": "missing.png"}, "expected a file beside the world file"),
        ({"outcome": "time"}, "safe dead elsewhere mistaken"),
        ({"reached": ["rtp"]}, "expected one of the desks of this alert"),
        ({"days": 31}, "from 1 to 30"),
    ],
    ids=repr,
)
def test_what_a_file_may_not_say(tmp_path: Path, facts: dict[str, Any], said: str) -> None:
    assert said in refused(tmp_path, with_alert(**facts))
