"""Handling is enforced: what is raised counts on the next request, also for what builds on it; what ends is gone."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.decide import can
from access.grants import sync
from access.viewer import Viewer
from agencies.models import Agency
from coordination_center.errors import IllegalMove, Invalid
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports.models import Report
from intelligence.rfis.models import Recipient, Rfi
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import member
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db


def given(report: Report, by: Viewer, to: Viewer) -> Release:
    line: Release = Release.offer(report, by=by, asker=to.agency, purpose="For you", needs_acceptance=False)
    return line


def ends(release: Release, seconds: float) -> None:
    """Let a release end so many seconds from now, in the ledger and in the grants that follow from it."""
    Release.objects.unscoped("test").filter(pk=release.pk).update(until=Report.clock() + timedelta(seconds=seconds))
    sync(Report.objects.unscoped("test").get(releases=release))


def built_on(source: Report, by: Viewer) -> Report:
    """A validated report that quotes the source."""
    derived = a_report(by, title="Derived", validated=False)
    derived.quote(by=by, source=source)
    derived.submit(by=by)
    derived.validate(by=by)
    return derived


@pytest.fixture
def ngo_officer(ngo: Agency) -> Viewer:
    """A liaison officer of a support organisation."""
    return member(ngo, "liaison", name="Officer of the shelter")


GREEN = {"tlp": "GREEN"}


def test_a_circle_that_narrows_closes_what_builds_on_it(
    khmer_liaison: Viewer, thai_liaison: Viewer, ngo_officer: Viewer
) -> None:
    source = a_report(khmer_liaison, marking=GREEN)
    given(source, khmer_liaison, thai_liaison)
    derived = built_on(source, thai_liaison)
    given(derived, thai_liaison, ngo_officer)
    assert browser(ngo_officer).get(f"/reports/{derived.pk}/").status_code == 200
    source.mark(by=khmer_liaison, version=source.version, circle="law_enforcement")
    assert browser(ngo_officer).get(f"/reports/{derived.pk}/").status_code == 404
    assert Program(ngo_officer).get(f"/reports/{derived.pk}/").status_code == 404
    assert browser(thai_liaison).get(f"/reports/{derived.pk}/").status_code == 200


def test_a_new_report_takes_over_the_circle(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    source = a_report(khmer_liaison, marking=GREEN | {"circle": "law_enforcement"})
    given(source, khmer_liaison, thai_liaison)
    derived = a_report(thai_liaison, marking=GREEN, validated=False)
    derived.quote(by=thai_liaison, source=source)
    assert derived.circle == "law_enforcement"
    with pytest.raises(IllegalMove):
        derived.mark(by=thai_liaison, version=derived.version, circle="any")


def test_two_circles_leave_those_who_are_in_both(
    khmer_liaison: Viewer, thai_liaison: Viewer, ngo_officer: Viewer, centre: Agency, malay_liaison: Viewer
) -> None:
    for_police = a_report(khmer_liaison, marking=GREEN | {"circle": "law_enforcement"})
    given(for_police, khmer_liaison, thai_liaison)
    derived = built_on(for_police, thai_liaison)
    for_support = a_report(thai_liaison, marking=GREEN | {"circle": "support"})
    both = a_report(thai_liaison, validated=False, marking=GREEN)
    both.quote(by=thai_liaison, source=derived)
    both.quote(by=thai_liaison, source=for_support)
    both.submit(by=thai_liaison)
    both.validate(by=thai_liaison)
    for outside in (malay_liaison, ngo_officer):
        with pytest.raises(IllegalMove):
            given(both, thai_liaison, outside)


def test_stricter_reaches_through_two_storeys(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    source = a_report(khmer_liaison, marking=GREEN)
    given(source, khmer_liaison, thai_liaison)
    top = built_on(built_on(source, thai_liaison), thai_liaison)
    source.mark(by=khmer_liaison, version=source.version, tlp="AMBER+STRICT", handling=["H1", "H2"])
    top.refresh_from_db()
    assert (top.tlp, top.handling) == ("AMBER+STRICT", ["H1", "H2"])


def test_h2_set_later_stops_the_next_release(
    khmer_liaison: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    source = a_report(khmer_liaison, marking=GREEN)
    given(source, khmer_liaison, thai_liaison)
    top = built_on(built_on(source, thai_liaison), thai_liaison)
    source.mark(by=khmer_liaison, version=source.version, handling=["H2"])
    with pytest.raises(IllegalMove):
        given(top, thai_liaison, malay_liaison)


def test_reports_do_not_build_on_each_other_in_a_ring(thai_liaison: Viewer) -> None:
    one, two, three = (a_report(thai_liaison, validated=False) for _n in range(3))
    one.quote(by=thai_liaison, source=two)
    two.quote(by=thai_liaison, source=three)
    with pytest.raises(Invalid):
        three.quote(by=thai_liaison, source=one)
    with pytest.raises(Invalid):
        two.quote(by=thai_liaison, source=one)


def test_recipients_who_see_each_other_see_those_who_hold_it_now(
    khmer_liaison: Viewer, thai_liaison: Viewer, malay_liaison: Viewer, ngo_officer: Viewer
) -> None:
    report = a_report(khmer_liaison, cover={"hides_recipients": False})
    given(report, khmer_liaison, thai_liaison)
    theirs = given(report, khmer_liaison, malay_liaison)
    given(report, khmer_liaison, ngo_officer)
    page = browser(thai_liaison)
    shown = page.get(f"/reports/{report.pk}/").content.decode()
    assert malay_liaison.agency.name in shown
    assert ngo_officer.agency.name in shown
    ends(theirs, -1)
    report.mark(by=khmer_liaison, version=report.version, circle="law_enforcement")
    shown = page.get(f"/reports/{report.pk}/").content.decode()
    assert malay_liaison.agency.name not in shown, "its release has run out"
    assert ngo_officer.agency.name not in shown, "it is outside the circle now"


def test_what_only_the_originator_sees_moves_nothing_for_a_recipient(
    khmer_liaison: Viewer, thai_liaison: Viewer
) -> None:
    older, newer = (a_report(khmer_liaison) for _n in range(2))
    for report in (older, newer):
        given(report, khmer_liaison, thai_liaison)
    program = Program(thai_liaison)
    before = [program.get(where).content for where in ("/reports/", f"/reports/{older.pk}/")]
    older.clear_tearline(by=khmer_liaison, version=older.version, text="Lorry, plate unknown")
    assert [program.get(where).content for where in ("/reports/", f"/reports/{older.pk}/")] == before


def surfaces(viewer: Viewer, report: Report, file: Any, rfi: Rfi, derived: Report) -> tuple[list[int], str]:
    """The statuses of a report's own addresses, and the text of all others that may name it."""
    page, program = browser(viewer), Program(viewer)
    own = [page.get(f"/reports/{report.pk}/"), program.get(f"/reports/{report.pk}/"),
           page.get(f"/reports/{report.pk}/files/{file.pk}/")]  # fmt: skip
    paths = ["/reports/", f"/reports/{derived.pk}/", "/releases/", "/", f"/rfis/{rfi.pk}/", "/hits/"]
    around = [page.get(where) for where in paths]
    around += [program.get(where) for where in ("/reports/", f"/reports/{derived.pk}/", f"/rfis/{rfi.pk}/")]
    around += [page.post("/reports/search/", {"q": q}) for q in ("Titlemark", "Subjectmark")]
    around += [program.post("/reports/search/", {"q": "+855 12 345 678"})]
    assert {answer.status_code for answer in around} == {200}
    return [answer.status_code for answer in own], "".join(answer.content.decode() for answer in around)


@pytest.mark.parametrize("end", ["recall", "second", "circle"])
def test_the_next_request_after_the_end_finds_nothing(end: str, khmer_liaison: Viewer, ngo_officer: Viewer) -> None:
    report = a_report(khmer_liaison, validated=False)
    file = report.attach(by=khmer_liaison, file=SimpleUploadedFile("seen.txt", b"Seen at the pier"))
    report.submit(by=khmer_liaison)
    report.validate(by=khmer_liaison)
    rfi = Rfi.send(by=ngo_officer, to=[Recipient(khmer_liaison.agency)], question="Who?", purpose="Ours")
    line = rfi.addressees.unscoped("test").select_related("rfi__originator", "agency").get()
    line.respond(by=khmer_liaison, answer="positive", report=report)
    release = Release.objects.unscoped("test").get(report=report)
    derived = a_report(ngo_officer, title="Derived", body="Ours", subjects=[], validated=False)
    derived.quote(by=ngo_officer, source=report)
    derived.refresh_from_db()
    statuses, text = surfaces(ngo_officer, report, file, rfi, derived)
    assert statuses == [200, 200, 200]
    assert MARKS["title"] in text
    release.refresh_from_db()
    if end == "recall":
        release.recall(by=khmer_liaison, reason="A tip")
    elif end == "second":
        ends(release, -1)
    else:
        report.mark(by=khmer_liaison, version=report.version, circle="law_enforcement")
    statuses, text = surfaces(ngo_officer, report, file, rfi, derived)
    assert statuses == [404, 404, 404]
    found = {mark for mark in (MARKS["title"], MARKS["body"], str(report.pk)) if mark in text}
    assert found == set(), [text[max(0, text.index(m) - 200) : text.index(m) + 80] for m in found]
    assert not can(ngo_officer, "report.see", report)


def test_expired_is_expired_though_no_worker_wrote_it(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    release = given(report, khmer_liaison, thai_liaison)
    for seconds, status in ((20, 200), (-1, 404)):  # a busy machine takes seconds for a page
        ends(release, seconds)
        assert browser(thai_liaison).get(f"/reports/{report.pk}/").status_code == status
        assert Program(thai_liaison).get(f"/reports/{report.pk}/").status_code == status
    assert Release.objects.unscoped("test").get(pk=release.pk).state == "active"


# --- what was given to people alone ---
def alone(report: Report, by: Viewer, to: Viewer) -> Release:
    """The report, released to one person of the agency."""
    line: Release = Release.offer(
        report, by=by, asker=to.agency, person=to.person, purpose="You alone", needs_acceptance=False
    )
    return line


STRICT: list[dict[str, Any]] = [{"tlp": "AMBER"}, {"tlp": "GREEN", "handling": ["H2"]}]


@pytest.mark.parametrize("marking", STRICT)
def test_what_one_person_was_given_is_not_quoted_for_the_whole_agency(
    khmer_liaison: Viewer, thai_liaison: Viewer, marking: dict[str, Any]
) -> None:
    source = a_report(khmer_liaison, marking=marking)
    alone(source, khmer_liaison, thai_liaison)
    derived = a_report(thai_liaison, validated=False)
    with pytest.raises(IllegalMove):
        derived.quote(by=thai_liaison, source=source)
    quoted = Program(thai_liaison).post(f"/reports/{derived.pk}/quotations/", {"source": source.reference})
    assert quoted.status_code == 409
    assert derived.sources() == []


def test_it_is_quoted_where_nobody_else_reads_and_stays_there(
    khmer_liaison: Viewer, thai_liaison: Viewer, thai_analyst: Viewer, thai_supervisor: Viewer
) -> None:
    source = a_report(khmer_liaison, marking={"tlp": "AMBER", "handling": ["H2"]})
    alone(source, khmer_liaison, thai_liaison)
    alone(source, khmer_liaison, thai_supervisor)
    mine = a_report(thai_liaison, validated=False, named=[thai_liaison.person])
    mine.quote(by=thai_liaison, source=source)
    with pytest.raises(IllegalMove):
        mine.name(by=thai_liaison, person=thai_analyst.person)
    with pytest.raises(IllegalMove):
        mine.dissolve_compartment(by=thai_liaison)
    wider = a_report(thai_liaison, validated=False)
    with pytest.raises(IllegalMove):
        wider.quote(by=thai_liaison, source=mine)
    mine.name(by=thai_liaison, person=thai_supervisor.person)
    assert can(thai_supervisor, "report.see", mine)
    assert not can(thai_analyst, "report.see", mine)


def test_a_release_to_the_agency_as_well_frees_it(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    source = a_report(khmer_liaison, marking={"tlp": "AMBER", "handling": ["H2"]})
    alone(source, khmer_liaison, thai_liaison)
    line = given(source, khmer_liaison, thai_liaison)
    derived = a_report(thai_liaison, validated=False)
    derived.quote(by=thai_liaison, source=source)
    line.recall(by=khmer_liaison, reason="A tip")
    again = a_report(thai_liaison, validated=False)
    with pytest.raises(IllegalMove):
        again.quote(by=thai_liaison, source=source)


def test_what_may_be_passed_on_may_be_quoted(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    source = a_report(khmer_liaison, marking=GREEN)
    alone(source, khmer_liaison, thai_liaison)
    a_report(thai_liaison, validated=False).quote(by=thai_liaison, source=source)


# --- a change of what is withheld ---
@pytest.mark.parametrize("withheld", [("title", "body"), ("title",), ()])
def test_a_translation_moves_nothing_in_the_lists_of_others(
    khmer_liaison: Viewer, thai_liaison: Viewer, withheld: tuple[str, ...]
) -> None:
    older, newer = a_report(khmer_liaison), a_report(khmer_liaison)
    for report in (older, newer):
        Release.offer(report, by=khmer_liaison, asker=thai_liaison.agency, purpose="x", needs_acceptance=False,
                      terms=Terms(withheld=withheld))  # fmt: skip
    program = Program(thai_liaison)

    def seen() -> list[bytes]:
        pages = (program.get("/reports/"), program.get(f"/reports/{older.pk}/"), program.get("/intelligence/overview/"))
        return [page.content for page in pages]

    before = seen()
    older.translate(by=khmer_liaison, version=older.version, language="th", title="เรือ", body="เรือสีน้ำเงิน")
    after = seen()
    assert [line["id"] for line in program.get("/reports/").json()["results"]] == [str(newer.pk), str(older.pk)]
    if withheld == ("title", "body"):
        assert after == before
    older.refresh_from_db(from_queryset=Report.objects.unscoped("test"))
    assert older.updated_at < newer.updated_at
