"""The log of one root: its changes, and with them who read it, also within lists."""

from uuid import UUID, uuid4

import pytest

from audit.log import SYSTEM, By, Ref, consulted, record
from audit.models import Event
from audit.reading import cursor_of, events_of
from audit.verbs import known, label, register

pytestmark = pytest.mark.django_db

WHO = By(uuid4(), uuid4())
ROOT = Ref("case", uuid4(), "case", uuid4(), uuid4())


def a_case(root: UUID | None = None) -> Ref:
    root = root or uuid4()
    return Ref("case", root, "case", root, uuid4())


def test_changes_are_newest_first_and_without_consultations() -> None:
    case = a_case()
    made = [record(verb, by=WHO, on=case) for verb in ("case.created", "case.opened")]
    consulted(by=WHO, refs=[case], purpose="")
    record("case.created", by=WHO, on=a_case())
    assert list(events_of(case.root, consultations=False)) == made[::-1]


def test_a_note_is_in_the_log_of_its_case() -> None:
    case = a_case()
    note = record("note.added", by=WHO, on=Ref("note", uuid4(), "case", case.id, case.owner))
    assert list(events_of(case.root, consultations=False)) == [note]


def test_readings_are_there_when_asked_for_also_within_a_list() -> None:
    case = a_case()
    alone = consulted(by=WHO, refs=[case], purpose="")
    among = consulted(by=WHO, refs=[a_case(), case, a_case()], purpose="")
    consulted(by=WHO, refs=[a_case(), a_case()], purpose="")
    assert list(events_of(case.root, consultations=True)) == [among, alone]


def test_pages_join_without_gap_or_repetition() -> None:
    case = a_case()
    made = [record("case.edited", by=SYSTEM, on=case) for _ in range(25)]
    found: list[Event] = []
    cursor = None
    while page := list(events_of(case.root, consultations=True, before=cursor)[:10]):
        found += page
        cursor = cursor_of(page[-1])
    assert found == made[::-1]


def test_events_of_one_moment_are_told_apart() -> None:
    case, moment = a_case(), record("case.edited", by=SYSTEM, on=a_case()).at
    made = [record("case.edited", by=SYSTEM, on=case, at=moment) for _ in range(3)]
    first = events_of(case.root, consultations=True)[0]
    rest = list(events_of(case.root, consultations=True, before=cursor_of(first)))
    assert [first, *rest] == made[::-1]


def test_a_cursor_tells_nothing_and_another_text_is_the_first_page() -> None:
    event = record("case.edited", by=SYSTEM, on=ROOT)
    assert str(event.id) not in cursor_of(event)
    for text in ("x", "", "a" * 60, "สาม"):
        assert list(events_of(ROOT.root, consultations=True, before=text)) == [event]


def test_every_verb_has_words_and_only_one() -> None:
    assert "access.denied" in set(known())
    assert (label("access.denied"), label("thing.consulted"), label("thing.done")) == (
        "was refused",
        "read",
        "thing.done",
    )
    with pytest.raises(ValueError, match="label already"):
        register({"access.denied": "was let in"})
