"""What is restricted to others leaves no trace: all that a participant is answered stays as it was, to the byte."""

import re
from typing import Any

import pytest

from access.viewer import Viewer
from cases.joining.models import Relation
from cases.links.models import Link
from cases.models import Case
from cases.networks.models import Network
from cases.subjects.models import Name, Subject
from tests.access.addresses import address
from tests.access.routes import EXPECTED, NAMES, ROOMS, WHO
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.dossier.making import HIDDEN, fill
from tests.cast import case_of, opened

pytestmark = pytest.mark.django_db
PARTNER = WHO.index("partner")
# What differs between two requests for one page: tokens of forms, sealed places in lists, the minute.
PASSING = re.compile(
    rb'(name="(?:csrfmiddlewaretoken|once|sealed)" value="|X-CSRFToken": ?"|[?&]after=|"(?:older|newer)": ?")[^"&]*'
    rb"|\d\d:\d\d UTC[+-]\d+|>(?:just now|\d+ min ago)<"
)
# Each of these says when it was printed, or leaves a line of the reader's own in the timeline.
PRINTED = re.compile("_file$|^review_paper$")
WORDS = ("Hidden", "Somchai", "114")


def addresses(case: Case, lead: Viewer) -> list[str]:
    """Every address that a participant may open, with something in each room for all to see."""
    known = {"case": case.pk, "note": case.add_note(by=lead, text="For all").pk}
    found = []
    for room, names in NAMES.items():
        made = ROOMS[room].known(case, lead) if room in ROOMS else {}
        opened_to_all = [name for name in names if EXPECTED[name][PARTNER] == 200 and not PRINTED.search(name)]
        found += [address(n, known | {"made": made}) for n in opened_to_all if room in ROOMS or "case" in n]
    return found


def answers(viewer: Viewer, asked: list[str], case: Case) -> dict[str, bytes]:
    """All that a viewer is answered: pages, files, API, searches, exports."""
    by_page, by_program = browser(viewer, stepped_up=True), Program(viewer)
    read = {path: _body(_get(by_page, by_program, path)) for path in [*asked, "/", "/cases/", "/networks/?targets"]}
    for word in WORDS:
        read[f"search {word}"] = _body(by_page.post("/cases/search/", {"q": word}))
        read[f"api search {word}"] = _body(by_program.post("/cases/search/", {"query": word}))
    read["export"] = _body(by_page.post("/cases/export/", {"form": "csv"}))
    return read


def _get(by_page: Any, by_program: Any, path: str) -> Any:
    return by_program.get(path.removeprefix("/api")) if path.startswith("/api/") else by_page.get(path)


def _body(answer: Any) -> bytes:
    return PASSING.sub(b"", answer.getvalue() if answer.streaming else answer.content)


def _differs(path: str, before: bytes, after: bytes) -> tuple[str, bytes, bytes]:
    at = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    return path, before[max(0, at - 80) : at + 80], after[max(0, at - 80) : at + 80]


def hide(case: Case, lead: Viewer) -> None:
    """Something in every room for the lead alone, hanging on what all may see where it can."""
    only = [lead.agency]
    fill(case, lead, only=only, word=HIDDEN)
    seen = Subject.objects.visible_to(lead).filter(case=case, only=[]).first()
    hidden = Subject.objects.visible_to(lead).filter(case=case).exclude(only=[]).first()
    assert seen is not None
    assert hidden is not None
    Link.add(case, by=lead, source=seen, target=hidden, kind="knows")
    Link.add(case, by=lead, source=seen, target=hidden, kind="uses", only=only)
    hidden.edit(by=lead, version=hidden.version, names=[Name("Hidden again")])
    network = Network.objects.visible_to(lead).get()
    network.enlist(by=lead, subject=hidden)
    unseen = opened(case_of(lead, title="Hidden case"), by=lead)
    Relation.add(case, by=lead, other=unseen, kind="same_network")


def test_what_is_for_others_changes_nothing_that_a_participant_is_answered(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    asked = addresses(ranong, thai_analyst)
    answers(khmer_liaison, asked, ranong)
    before = answers(khmer_liaison, asked, ranong)
    hide(ranong, thai_analyst)
    after = answers(khmer_liaison, asked, ranong)
    assert [_differs(path, before[path], after[path]) for path in before if before[path] != after[path]] == []
    assert [path for path, body in after.items() if b"Hidden thing" in body] == []
    assert len(before) > 100
