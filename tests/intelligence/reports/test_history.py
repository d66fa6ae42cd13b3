"""What was changed in a report, from what to what: its originator reads it, and no recipient ever."""

import pytest

from access.viewer import Viewer
from intelligence.releases.models import Release
from intelligence.reports.history import history_of
from tests.agencies.door import browser
from tests.api import Program
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db(transaction=True)  # each verb is a transaction of its own, as in a request


def test_each_change_from_what_to_what(thai_analyst: Viewer) -> None:
    report = a_report(thai_analyst, validated=False)
    report.edit(by=thai_analyst, version=report.version, language="en", cover={}, title="Another title", place=None)
    report.mark(by=thai_analyst, version=report.version, handling=["H2"])
    marked, edited, written = history_of(thai_analyst, report).rows
    assert [(one.label, one.old) for one in marked.changes] == [("Handling codes", "")]
    assert {(one.old, one.new) for one in edited.changes} == {(MARKS["title"], "Another title"), (MARKS["place"], "")}
    assert {MARKS["title"], MARKS["body"]} <= {one.new for one in written.changes}
    assert any(MARKS["subjects"] in one.new for one in written.changes)
    assert [one.person for one in edited.entries] == [thai_analyst.person.name]


def test_for_the_originator_alone(khmer_liaison: Viewer, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    line = Release.ask(by=thai_liaison, owner=report.originator, purpose="Ours", reference=report.reference)
    line.approve(by=khmer_liaison)
    address = f"/reports/{report.pk}/history/"
    assert browser(khmer_liaison).get(address).status_code == 200
    assert Program(khmer_liaison).get(address).json()["results"]
    for viewer, status in ((thai_liaison, 403), (malay_liaison, 404)):
        assert browser(viewer).get(address).status_code == status
        assert Program(viewer).get(address).status_code == status


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "²", "2"])
def test_any_number_of_a_page_is_answered(page: str, thai_analyst: Viewer) -> None:
    report = a_report(thai_analyst)
    assert browser(thai_analyst).get(f"/reports/{report.pk}/history/", {"page": page}).status_code == 200
