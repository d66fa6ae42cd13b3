"""What the tests of hits stand on: agencies with cases of their own, subjects in them, and questions."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name, Number
from intelligence.hits.asking import ask, contacts_of
from intelligence.hits.models import Hit, Query, Unscreened
from intelligence.hits.question import Question
from intelligence.hits.raising import raise_due
from intelligence.hits.screening import screen_due
from tests.cast import case_of, opened

PHONE = "+66 81 555 0142"


def own_case(of: Viewer, title: str = "Ours alone", **facts: Any) -> Case:
    """An open case of one agency alone."""
    return opened(case_of(of, title=title, **facts), by=of)


def holds(by: Viewer, *names: str, case: Case | None = None, phone: str = "", **facts: Any) -> Subject:
    """A subject supplied by the viewer's agency, by default in a case of its own."""
    numbers = [Number("phone", phone, "TH")] if phone else []
    said = [Name(name) for name in names or ("Nobody Inparticular",)]
    return Subject.add(case or own_case(by), by=by, names=said, numbers=numbers, **facts)


def asks(by: Viewer, *names: str, phone: str = "", born: str = "", purpose: str = "Found on a boat") -> Query:
    """A question, asked."""
    numbers = [("phone", phone, "TH")] if phone else []
    return ask(Question.said(names=names, born=born, numbers=numbers), purpose=purpose, by=by)


def answer(query: Query) -> list[str]:
    """The names of the agencies that a question was answered with."""
    return [contact.name for contact in contacts_of(query)]


def worked() -> None:
    """The background work, done."""
    raise_due()
    screen_due()


def hits_of(viewer: Viewer) -> list[Hit]:
    """What this viewer sees of hits."""
    return list(Hit.objects.visible_to(viewer).order_by("at"))


def nothing_waits() -> bool:
    """Whether the background has nothing to do."""
    return not Unscreened.objects.exists() and not Query.objects.filter(raised_at=None).exists()
