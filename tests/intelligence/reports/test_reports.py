"""Reports: graded, checked, translated, superseded; and what a marking asks for."""

import pytest

from access.decide import can
from access.viewer import Viewer
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale
from intelligence.reports.creation import create
from intelligence.reports.models import Part
from intelligence.reports.models.content import Grades, grades_of
from intelligence.reports.reading import Sheet
from tests.cast import member
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("source", "information", "scheme"),
    [("B", "2", "4x4"), ("X", "4", "4x4"), ("b", "2", "admiralty"), ("f", "6", "admiralty")],
)
def test_grades_keep_their_scheme(source: str, information: str, scheme: str) -> None:
    assert grades_of(source, information) == Grades(scheme, source, information)


@pytest.mark.parametrize(("source", "information"), [("D", "2"), ("A", "5"), ("a", "7"), ("", "1"), ("A", "")])
def test_grades_of_no_scheme_are_refused(source: str, information: str) -> None:
    with pytest.raises(Invalid):
        grades_of(source, information)


def test_the_way_of_a_report(thai_analyst: Viewer, thai_supervisor: Viewer) -> None:
    report = a_report(thai_analyst, validated=False)
    with pytest.raises(IllegalMove):
        report.validate(by=thai_supervisor)
    report.submit(by=thai_analyst)
    report.send_back(by=thai_supervisor, reason="Say when")
    assert (report.state, Sheet.of(thai_analyst, report).desk_note) == ("draft", "Say when")
    report.submit(by=thai_analyst)
    report.validate(by=thai_supervisor)
    assert (report.state, report.checked_by, Sheet.of(thai_analyst, report).desk_note) == (
        "validated", thai_supervisor.person, "",
    )  # fmt: skip
    with pytest.raises(IllegalMove):
        report.edit(by=thai_analyst, version=report.version, language="en", cover={}, title="Other")
    successor = a_report(thai_analyst)
    report.supersede(by=thai_supervisor, successor=successor)
    assert (report.state, report.successor) == ("superseded", successor)


def test_nothing_half_written_is_submitted(thai_analyst: Viewer) -> None:
    report = create(by=thai_analyst, language="en", title="Only a title")
    with pytest.raises(Invalid) as refusal:
        report.submit(by=thai_analyst)
    assert set(refusal.value.fields) == {"body", "grades"}
    assert report.state == "draft"


def test_a_stale_change_is_refused(thai_analyst: Viewer) -> None:
    report = a_report(thai_analyst, validated=False)
    report.edit(by=thai_analyst, version=report.version, language="en", cover={}, title="First")
    with pytest.raises(Stale):
        report.edit(by=thai_analyst, version=1, language="en", cover={}, title="Second")
    assert Sheet.of(thai_analyst, report).title == "First"


def test_what_stood_before_stays_in_the_history(thai_analyst: Viewer) -> None:
    report = a_report(thai_analyst, validated=False)
    report.edit(by=thai_analyst, version=report.version, language="en", cover={}, title="Another title")
    rows = Part.objects.unscoped("a test looks").filter(report=report, piece="title")
    assert sorted((row.text, row.removed_at is None) for row in rows) == [
        ("Another title", True), (MARKS["title"], False),
    ]  # fmt: skip


def test_translations_stand_beside_the_original(thai_analyst: Viewer) -> None:
    report = a_report(thai_analyst)
    report.translate(by=thai_analyst, version=report.version, language="km", title="ចំណងជើង", body="អត្ថបទ")
    report.translate(by=thai_analyst, version=report.version, language="km", title="ថ្មី", body="អត្ថបទ", made="checked")
    with pytest.raises(Invalid):
        report.translate(by=thai_analyst, version=report.version, language="en", title="x", body="y")
    wordings = Sheet.of(thai_analyst, report).wordings
    assert [(one.language, one.made, one.title) for one in wordings] == [
        ("en", "original", MARKS["title"]), ("km", "checked", "ថ្មី"),
    ]  # fmt: skip


def test_a_marking_is_checked(thai_analyst: Viewer) -> None:
    with pytest.raises(Invalid):
        a_report(thai_analyst, marking={"handling": ["H3"]})
    report = a_report(thai_analyst, marking={"handling": ["H3"], "handling_note": "Not by radio"})
    assert report.handling_note == "Not by radio"


def test_a_compartment_is_for_its_named_people(
    thai_analyst: Viewer, thai_supervisor: Viewer, khmer_liaison: Viewer
) -> None:
    report = a_report(thai_analyst, named=[thai_analyst.person])
    assert not can(thai_supervisor, "report.see", report)
    with pytest.raises(Invalid):
        report.name(by=thai_analyst, person=khmer_liaison.person)
    report.name(by=thai_analyst, person=thai_supervisor.person)
    assert can(thai_supervisor, "report.see", report)
    report.unname(by=thai_supervisor, person=thai_analyst.person)
    assert not can(thai_analyst, "report.see", report)
    with pytest.raises(IllegalMove):
        report.unname(by=thai_supervisor, person=thai_supervisor.person)


def test_roles_bound_what_one_does(thai_analyst: Viewer, thai_admin: Viewer) -> None:
    report = a_report(thai_analyst, validated=False)
    counsel = member(thai_analyst.agency, "counsel")
    report.submit(by=counsel)
    with pytest.raises(NotAllowed):
        report.validate(by=counsel)
    with pytest.raises(NotAllowed):
        create(by=thai_admin, language="en")
    assert not can(thai_admin, "report.see", report)


def test_quoting_in_a_circle_is_refused(thai_analyst: Viewer) -> None:
    one, other = a_report(thai_analyst, validated=False), a_report(thai_analyst, validated=False)
    one.quote(by=thai_analyst, source=other)
    for report, source in ((other, one), (one, one)):
        with pytest.raises(Invalid):
            report.quote(by=thai_analyst, source=source)
    with pytest.raises(IllegalMove):
        one.quote(by=thai_analyst, source=other)
