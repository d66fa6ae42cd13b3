"""Pages of the history join without a gap, also where a change stands between that the reader may not know of."""

import pytest

from access.viewer import Viewer
from cases.history import paging
from cases.history.reading import history
from cases.models import Case
from cases.subjects.models.subject import Name, Subject
from tests.cases.history.saying import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(ranong: Case, thai_analyst: Viewer, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Seven open subjects, and after each two that the partner must not know of; pages of three."""
    monkeypatch.setattr(paging, "PAGE", 3)
    for number in range(7):
        Subject.add(ranong, by=thai_analyst, names=[Name(f"Open {number}")])
        for _ in range(2):
            Subject.add(ranong, by=thai_analyst, names=[Name(f"Hidden {number}")], only=[thai_analyst.agency])
    return ranong


def test_hidden_changes_leave_no_short_page(busy: Case, khmer_liaison: Viewer) -> None:
    found, after, pages = [], "", []
    while True:
        page = history(khmer_liaison, busy, after=after)
        pages.append(sum(max(len(step.changes), 1) for step in page.rows))
        found += [step.title for step in page.rows]
        if not page.older:
            break
        after = page.older
    assert [title for title in found if title.startswith("Hidden")] == []
    assert {f"Open {number}" for number in range(7)} <= set(found)
    assert len(pages) > 3


def test_every_version_is_on_exactly_one_page(
    busy: Case, thai_analyst: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fields() -> list[tuple[str, str, str]]:
        return sorted(
            (step.title, change.field, change.new) for step in steps(thai_analyst, busy) for change in step.changes
        )

    small = fields()
    monkeypatch.setattr(paging, "PAGE", 1000)
    assert fields() == small


def test_a_mangled_cursor_shows_the_first_page(busy: Case, khmer_liaison: Viewer) -> None:
    assert history(khmer_liaison, busy, after="nonsense").rows == history(khmer_liaison, busy).rows


def test_a_cursor_tells_nothing_and_is_the_same_each_time(busy: Case, khmer_liaison: Viewer) -> None:
    first, again = history(khmer_liaison, busy).older, history(khmer_liaison, busy).older
    assert first == again
    assert "subject" not in first


def test_a_record_stands_with_its_lines_in_a_transaction_that_wrote_many(ranong: Case, thai_analyst: Viewer) -> None:
    for number in range(5):
        Subject.add(ranong, by=thai_analyst, names=[Name(f"Open {number}"), Name(f"Alias {number}")])
    found = [step for step in history(thai_analyst, ranong).rows if step.noun == "subject"]
    assert sorted(step.title for step in found) == [f"Open {number}" for number in range(5)]
    assert all(step.added and {"label", "subject_name"} <= {c.field for c in step.changes} for step in found)
