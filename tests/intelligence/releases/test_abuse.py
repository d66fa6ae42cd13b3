"""Those who must not decide, and what they send to decide all the same: refused, and recorded."""

from collections.abc import Callable
from typing import Any

import pytest

from access.decide import can
from access.viewer import Viewer
from agencies.models import Membership
from agencies.roles import change, leave
from agencies.suspension import suspend_agency, suspend_person
from audit.log import SYSTEM
from audit.models import Event
from intelligence.releases.models import Release
from intelligence.reports.models import Report
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import also, fresh, member
from tests.intelligence.writing import a_report

pytestmark = pytest.mark.django_db


def asked(by: Viewer, report: Report, **said: Any) -> Release:
    line: Release = Release.ask(
        by=by, owner=report.originator, purpose="An inquiry", reference=report.reference, **said
    )
    return line


def denials(viewer: Viewer) -> int:
    return Event.objects.filter(verb="access.denied", actor=viewer.person_id).count()


def stands(line: Release, state: str = "requested") -> bool:
    return Release.objects.unscoped("test").filter(pk=line.pk, state=state).exists()


def approve(by: Viewer, line: Release, **more: Any) -> list[Any]:
    """The same approval by page and by program; the answers."""
    body = {"withheld": [], "digest": line.report.digest() if line.report else "", **more}
    page = browser(by).post(f"/releases/{line.pk}/approval/", body)
    return [page, Program(by).post(f"/releases/{line.pk}/approval/", body)]


def test_who_asked_does_not_decide_after_changing_sides(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    line = asked(thai_liaison, report)
    moved = also(thai_liaison, khmer_liaison.agency, "liaison")
    before = denials(moved)
    for path in ("approval", "refusal", "question"):
        body = {"withheld": [], "reason": "x", "text": "x", "digest": report.digest()}
        assert browser(moved).post(f"/releases/{line.pk}/{path}/", body).status_code == 403, path
    assert stands(line)
    assert denials(moved) == before + 3


def test_the_first_officer_is_not_the_second(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    line = asked(thai_liaison, a_report(khmer_liaison, cover={"four_eyes": True}))
    line.approve(by=khmer_liaison)
    before = denials(khmer_liaison)
    assert browser(khmer_liaison).post(f"/releases/{line.pk}/confirmation/").status_code == 403
    assert Program(khmer_liaison).post(f"/releases/{line.pk}/confirmation/").status_code == 403
    assert denials(khmer_liaison) == before + 2
    denial = Event.objects.filter(verb="access.denied", actor=khmer_liaison.person_id).latest("at")
    assert (denial.object_id, denial.detail) == (line.pk, {"action": "release.decide"})
    assert stands(line)


def left(viewer: Viewer) -> None:
    leave(Membership.objects.get(person=viewer.person, agency=viewer.agency), by=SYSTEM)


def moved_desk(viewer: Viewer) -> None:
    row = Membership.objects.get(person=viewer.person, agency=viewer.agency)
    change(row, ["analyst"], by=SYSTEM, version=row.version)


def suspended(viewer: Viewer) -> None:
    suspend_person(viewer.person, by=SYSTEM)


def agency_suspended(viewer: Viewer) -> None:
    suspend_agency(viewer.agency, by=SYSTEM)


@pytest.mark.parametrize("gone", [left, moved_desk, suspended, agency_suspended])
def test_an_officer_who_is_one_no_more_decides_nothing(
    gone: Callable[[Viewer], None], khmer_liaison: Viewer, thai_liaison: Viewer
) -> None:
    member(khmer_liaison.agency, "admin", name="Keeps the office")
    officer = member(khmer_liaison.agency, "liaison", name="Was an officer")
    report = a_report(khmer_liaison)
    line = asked(thai_liaison, report)
    pen, program = browser(officer), Program(officer)
    assert pen.get(f"/releases/{line.pk}/").status_code == 200
    gone(officer)
    body: dict[str, Any] = {"withheld": [], "digest": report.digest()}
    assert pen.post(f"/releases/{line.pk}/approval/", body).status_code in {302, 403, 404}
    assert program.post(f"/releases/{line.pk}/approval/", body).status_code in {401, 403, 404}
    assert stands(line)
    assert not can(thai_liaison, "report.see", report)


@pytest.mark.parametrize("gone", [left, moved_desk, suspended])
def test_the_approval_of_an_officer_who_is_one_no_more_falls(
    gone: Callable[[Viewer], None], khmer_liaison: Viewer, thai_liaison: Viewer
) -> None:
    member(khmer_liaison.agency, "admin", name="Keeps the office")
    first = member(khmer_liaison.agency, "liaison", name="Was an officer")
    report = a_report(khmer_liaison, cover={"four_eyes": True})
    line = asked(thai_liaison, report)
    line.approve(by=first)
    gone(first)
    browser(khmer_liaison).post(f"/releases/{line.pk}/confirmation/")
    assert stands(line)
    assert not can(thai_liaison, "report.see", report)
    assert Event.objects.filter(verb="release.voided", object_id=line.pk).count() == 1


def test_content_that_changed_while_the_page_was_open(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    line, read = asked(thai_liaison, report), report.digest()
    report.translate(by=khmer_liaison, version=report.version, language="th", title="หัวข้อ", body="เนื้อหา")
    before = denials(khmer_liaison)
    for answer in approve(khmer_liaison, line, digest=read):
        assert answer.status_code == 409
    assert stands(line)
    assert denials(khmer_liaison) == before + 2


def test_an_approval_that_says_not_which_content_is_refused(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    line = asked(thai_liaison, a_report(khmer_liaison))
    bodies: list[dict[str, Any]] = [{"withheld": []}, {"withheld": [], "digest": ""}]
    for body in bodies:
        assert browser(khmer_liaison).post(f"/releases/{line.pk}/approval/", body).status_code == 422
        assert Program(khmer_liaison).post(f"/releases/{line.pk}/approval/", body).status_code in {400, 422}
    assert Program(khmer_liaison).post(f"/releases/{line.pk}/approval/", {"digest": None}).status_code == 422
    assert stands(line)


@pytest.mark.parametrize("field", ["by", "first_by", "approver", "begun_by", "person", "state", "agency", "decided_by"])
def test_a_forged_approver_is_not_taken(field: str, khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    other = member(khmer_liaison.agency, "liaison", name="Another officer")
    report = a_report(khmer_liaison, cover={"four_eyes": True})
    line = asked(thai_liaison, report)
    body = {"digest": report.digest(), field: str(other.person_id)}
    assert Program(khmer_liaison).post(f"/releases/{line.pk}/approval/", body).status_code in {400, 422}
    assert stands(line)
    assert browser(khmer_liaison).post(f"/releases/{line.pk}/approval/", body).status_code == 302
    line.refresh_from_db()
    assert (line.first_by_id, line.state) == (khmer_liaison.person_id, "requested")
    confirmed = Program(khmer_liaison).post(f"/releases/{line.pk}/confirmation/", {field: str(other.person_id)})
    assert confirmed.status_code in {400, 403, 422}
    assert stands(line)


@pytest.mark.parametrize("role", ["analyst", "supervisor", "admin", "caseworker", "oversight"])
def test_the_desk_alone_decides(role: str, khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    line = asked(thai_liaison, a_report(khmer_liaison))
    for answer in approve(member(khmer_liaison.agency, role), line):
        assert answer.status_code in {403, 404}
    for answer in approve(fresh(thai_liaison), line):
        assert answer.status_code == 403
    assert stands(line)
