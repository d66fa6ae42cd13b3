"""A release is a view on the originator's row: by its terms, until its end, and not a moment longer."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.decide import can, get_for
from access.exclusion import exclude
from access.grants import sync
from access.viewer import Viewer
from agencies.models import Membership
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from coordination_center.working_time import working
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports.models import Attachment, Part, Report, ReportRow, ReportSubject
from tests.cast import also, fresh, member
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db


def asked(by: Viewer, report: Report, **said: Any) -> Release:
    line: Release = Release.ask(
        by=by, owner=report.originator, purpose="An inquiry", reference=report.reference, **said
    )
    return line


def pieces(viewer: Viewer, report: Report) -> set[str]:
    """What the viewer gets of a report, by piece."""
    found = {part.piece for part in Part.objects.under(viewer, report)}
    found |= {"subjects" for _one in ReportSubject.objects.under(viewer, report)}
    return found | {row.piece for row in ReportRow.objects.under(viewer, report)}


def test_before_a_release_there_is_nothing(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison)
    assert not can(thai_analyst, "report.see", report)
    assert not Report.objects.visible_to(thai_analyst).exists()
    assert pieces(thai_analyst, report) == set()
    assert pieces(khmer_liaison, report) >= set(MARKS)


def test_asking_finds_nothing_out(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison)
    real, invented = (
        asked(thai_analyst, report),
        Release.ask(by=thai_analyst, owner=khmer_liaison.agency, purpose="An inquiry", reference="2222-3333-4444"),
    )
    for line in (real, invented):
        row = get_for(thai_analyst, "release.see", Release, pk=line.pk)
        assert row.state == "requested"
        assert not Report.objects.visible_to(thai_analyst).exists()
    assert real.report == report
    assert invented.report is None


def test_approved_whole_and_approved_in_part(
    khmer_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    report = a_report(khmer_liaison)
    asked(thai_analyst, report).approve(by=khmer_liaison)
    in_part = asked(malay_liaison, report)
    in_part.approve(by=khmer_liaison, terms=Terms(withheld=["place", "subjects", "grades"]))
    assert pieces(thai_analyst, report) == set(MARKS)
    assert pieces(malay_liaison, report) == {"title", "body", "route", "platforms"}


def test_two_releases_add_up(khmer_liaison: Viewer, thai_analyst: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    asked(thai_liaison, report).approve(by=khmer_liaison, terms=Terms(withheld=["place", "subjects"]))
    mine = Release.ask(by=thai_analyst, owner=report.originator, purpose="Mine", reference=report.reference,
                       person=thai_analyst.person)  # fmt: skip
    mine.approve(by=khmer_liaison, terms=Terms(withheld=["subjects", "title"]))
    assert "place" not in pieces(thai_liaison, report)
    assert {"place", "title"} <= pieces(thai_analyst, report)
    assert "subjects" not in pieces(thai_analyst, report)
    mine.recall(by=khmer_liaison)
    assert "place" not in pieces(thai_analyst, report)


def test_a_recall_shuts_at_once(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison)
    release = asked(thai_analyst, report)
    release.approve(by=khmer_liaison)
    assert can(thai_analyst, "report.see", report)
    release.recall(by=khmer_liaison, reason="A tip")
    assert not can(thai_analyst, "report.see", report)
    assert pieces(thai_analyst, report) == set()
    with pytest.raises(Unseen):
        get_for(thai_analyst, "report.see", Report, pk=report.pk)
    release.acknowledge(by=thai_analyst)
    with pytest.raises(IllegalMove):
        release.acknowledge(by=thai_analyst)


def test_the_end_is_by_the_database_clock(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison)
    release = asked(thai_analyst, report)
    release.approve(by=khmer_liaison, terms=Terms(until=Report.clock() + timedelta(seconds=3)))
    assert pieces(thai_analyst, report) == set(MARKS)
    for seconds, sees in ((1, True), (-1, False)):
        Release.objects.unscoped("a test moves the end").filter(pk=release.pk).update(
            until=Report.clock() + timedelta(seconds=seconds)
        )
        sync(report)
        assert bool(pieces(thai_analyst, report)) is sees
        assert can(thai_analyst, "report.see", report) is sees
    assert release.run_out()
    assert release.state == "expired"
    assert not release.run_out()


def test_never_the_requester_never_the_same_twice(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison, cover={"four_eyes": True})
    both = also(thai_analyst, khmer_liaison.agency, "liaison")
    release = asked(thai_analyst, report)
    with pytest.raises(NotAllowed):
        release.approve(by=both)
    assert release.approve(by=khmer_liaison) is False
    assert not can(thai_analyst, "report.see", report)
    with pytest.raises(NotAllowed):
        release.confirm(by=khmer_liaison)
    with pytest.raises(NotAllowed):
        release.confirm(by=both)
    second = member(khmer_liaison.agency, "liaison", name="Second Khmer officer")
    assert release.confirm(by=second) is True
    assert can(thai_analyst, "report.see", report)
    with pytest.raises(IllegalMove):
        release.confirm(by=second)


def test_an_approval_falls_with_the_content(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison, cover={"four_eyes": True})
    second = member(khmer_liaison.agency, "liaison", name="Second Khmer officer")
    release = asked(thai_analyst, report)
    release.approve(by=khmer_liaison, terms=Terms(digest=report.digest()))
    report.refresh_from_db()
    report.translate(by=khmer_liaison, version=report.version, language="th", title="หัวข้อ", body="เนื้อหา")
    assert release.confirm(by=second) is False
    assert release.state == "requested"
    assert not can(thai_analyst, "report.see", report)
    with pytest.raises(IllegalMove):
        release.confirm(by=second)
    with pytest.raises(Stale):
        release.approve(by=khmer_liaison, terms=Terms(digest="0" * 64))


def test_an_approval_falls_with_its_officer(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison, cover={"four_eyes": True})
    second = member(khmer_liaison.agency, "liaison", name="Second Khmer officer")
    release = asked(thai_analyst, report)
    release.approve(by=khmer_liaison)
    Membership.objects.filter(person=khmer_liaison.person).update(roles=["analyst"])
    assert release.confirm(by=second) is False
    with pytest.raises(NotAllowed):
        release.approve(by=fresh(khmer_liaison))


def test_a_threat_to_life_is_decided_alone_and_looked_at_again(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison, cover={"four_eyes": True}, tearline="A child is aboard the blue boat.")
    release = asked(thai_analyst, report, urgency="threat_to_life")
    told = release.messages.visible_to(thai_analyst)
    assert [message.text for message in told] == ["A child is aboard the blue boat."]
    assert "tearline" not in pieces(thai_analyst, report)
    assert release.approve(by=khmer_liaison) is True
    assert release.look_due_at is not None
    assert "tearline" not in pieces(thai_analyst, report)
    with pytest.raises(NotAllowed):
        release.look(by=khmer_liaison)
    release.look(by=member(khmer_liaison.agency, "liaison", name="Second Khmer officer"))
    assert release.look_due_at is None


def test_the_clock_stands_still_while_the_asker_has_to_reply(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison)
    release = asked(thai_analyst, report, urgency="urgent")
    release.ask_back(by=khmer_liaison, text="For which proceedings?")
    left = release.left
    assert left is not None
    with pytest.raises(IllegalMove):
        release.approve(by=khmer_liaison)
    release.reply(by=thai_analyst, text="None yet.")
    assert release.due_at is not None
    assert abs(release.due_at - Report.clock() - left) < timedelta(seconds=5)
    release.approve(by=khmer_liaison)


def test_what_was_left_of_a_routine_clock_is_working_time(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    release = asked(thai_analyst, a_report(khmer_liaison))
    release.ask_back(by=khmer_liaison, text="For which proceedings?")
    friday = datetime(2026, 6, 12, 11, tzinfo=UTC)  # 18:00 in Phnom Penh; due on Tuesday, after two working days
    release.due_at, release.left = friday + timedelta(days=4), timedelta(days=4)
    release.save(update_fields=["due_at", "left"])
    before = Report.clock()
    release.reply(by=thai_analyst, text="None yet.")
    assert release.due_at is not None
    given = working(before, release.due_at, country="KH")
    assert timedelta(days=2) <= given < timedelta(days=2, seconds=30)


def test_an_offer_is_taken_or_not(khmer_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    offer = Release.offer(report, by=khmer_liaison, asker=thai_analyst.agency, purpose="For you")
    assert not can(thai_analyst, "report.see", report)
    offer.accept(by=thai_analyst)
    assert can(thai_analyst, "report.see", report)
    given = Release.offer(report, by=khmer_liaison, asker=malay_liaison.agency, purpose="Now", needs_acceptance=False)
    assert given.state == "active"
    assert can(malay_liaison, "report.see", report)


def test_an_unconfirmed_offer_is_unseen(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison, cover={"four_eyes": True})
    offer = Release.offer(report, by=khmer_liaison, asker=thai_analyst.agency, purpose="For you")
    with pytest.raises(Unseen):
        get_for(thai_analyst, "release.see", Release, pk=offer.pk)
    with pytest.raises(Unseen):
        offer.accept(by=thai_analyst)
    offer.confirm(by=member(khmer_liaison.agency, "liaison", name="Second Khmer officer"))
    offer.accept(by=thai_analyst)
    assert can(thai_analyst, "report.see", report)


def test_red_reaches_named_people_alone(khmer_liaison: Viewer, thai_analyst: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison, marking={"tlp": "RED"})
    colleague = member(khmer_liaison.agency, "analyst")
    assert not can(colleague, "report.see", report)
    for_all = asked(thai_analyst, report)
    with pytest.raises(IllegalMove):
        for_all.approve(by=khmer_liaison)
    for_one = Release.ask(by=thai_liaison, owner=report.originator, purpose="Hers", reference=report.reference,
                          person=thai_analyst.person)  # fmt: skip
    for_one.approve(by=khmer_liaison)
    assert can(thai_analyst, "report.see", report)
    assert not can(thai_liaison, "report.see", report)


def test_stricter_counts_at_once(khmer_liaison: Viewer, thai_analyst: Viewer, ngo_caseworker: Viewer) -> None:
    report = a_report(khmer_liaison)
    for asker in (thai_analyst, ngo_caseworker):
        asked(asker, report).approve(by=khmer_liaison)
    report.refresh_from_db()
    report.mark(by=khmer_liaison, version=report.version, circle="law_enforcement")
    assert can(thai_analyst, "report.see", report)
    assert not can(ngo_caseworker, "report.see", report)
    report.mark(by=khmer_liaison, version=report.version, tlp="RED")
    assert not can(thai_analyst, "report.see", report)
    report.mark(by=khmer_liaison, version=report.version, tlp="AMBER")
    assert can(thai_analyst, "report.see", report)


def test_only_the_desk_makes_it_looser(khmer_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    analyst = member(khmer_liaison.agency, "analyst")
    report.mark(by=analyst, version=report.version, handling=["H2"])
    with pytest.raises(NotAllowed):
        report.mark(by=analyst, version=report.version, handling=[])
    report.mark(by=khmer_liaison, version=report.version, handling=[])


def test_an_excluded_office_asks_in_vain_and_unaware(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison, tearline="Cleared")
    release = asked(thai_analyst, report)
    release.approve(by=khmer_liaison)
    exclude(by=khmer_liaison, on=khmer_liaison.agency, agency=thai_analyst.agency)
    shut = fresh(thai_analyst)
    assert not can(shut, "report.see", report)
    assert pieces(shut, report) == set()
    again = asked(shut, report, urgency="threat_to_life")
    assert not again.messages.visible_to(shut).exists()
    assert get_for(shut, "release.see", Release, pk=again.pk).state == "requested"


def test_onward_is_a_new_release_of_the_originator(
    khmer_liaison: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    source = a_report(khmer_liaison, marking={"handling": ["H2"]})
    asked(thai_liaison, source).approve(by=khmer_liaison)
    derived = a_report(thai_liaison, validated=False, title="Built on it", marking={"tlp": "GREEN"})
    derived.quote(by=thai_liaison, source=source)
    assert (derived.tlp, derived.handling) == ("AMBER", ["H2"])
    derived.submit(by=thai_liaison)
    derived.validate(by=thai_liaison)
    with pytest.raises(IllegalMove):
        Release.offer(derived, by=thai_liaison, asker=malay_liaison.agency, purpose="Onward")
    asked(malay_liaison, source).approve(by=khmer_liaison)
    Release.offer(derived, by=thai_liaison, asker=malay_liaison.agency, purpose="Onward", needs_acceptance=False)
    assert can(malay_liaison, "report.see", derived)
    with pytest.raises(IllegalMove):
        derived.mark(by=thai_liaison, version=derived.version, handling=[])


def test_stricter_reaches_what_builds_on_it(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    source = a_report(khmer_liaison)
    asked(thai_liaison, source).approve(by=khmer_liaison)
    derived = a_report(thai_liaison, validated=False)
    derived.quote(by=thai_liaison, source=source)
    source.refresh_from_db()
    source.mark(by=khmer_liaison, version=source.version, handling=["H1", "H2"], tlp="RED")
    derived.refresh_from_db()
    assert (derived.tlp, derived.handling, derived.compartment) == ("RED", ["H1", "H2"], True)


def test_terms_that_cannot_be(khmer_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    release = asked(thai_analyst, report)
    everything = [*MARKS, "attachments"]
    for terms in (Terms(withheld=["secrets"]), Terms(withheld=everything), Terms(until=Report.clock())):
        with pytest.raises(Invalid):
            release.approve(by=khmer_liaison, terms=terms)
    with pytest.raises(NotAllowed):
        release.approve(by=member(khmer_liaison.agency, "analyst"))
    with pytest.raises(Unseen):
        release.approve(by=malay_liaison)


def test_attachments_are_withheld_like_texts(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison, validated=False)
    made = report.attach(by=khmer_liaison, file=SimpleUploadedFile("seen.txt", b"Seen at the pier"))
    report.submit(by=khmer_liaison)
    report.validate(by=khmer_liaison)
    release = asked(thai_analyst, report)
    release.approve(by=khmer_liaison, terms=Terms(withheld=["attachments"]))
    assert not can(thai_analyst, "report.see", made)
    assert not Attachment.objects.visible_to(thai_analyst).exists()
    assert can(khmer_liaison, "report.see", made)
