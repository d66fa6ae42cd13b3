"""What INTERPOL's rules ask of each kind, and the way of a notice from draft to its end."""

from datetime import date, timedelta
from typing import Any

import pytest

from access.viewer import Viewer
from agencies.models import Agency
from audit.models import Event
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from cases.warrants.models import Warrant
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from intelligence.notices.codes import NEEDS_PERSON, Kind
from intelligence.notices.expiry import expire_due
from intelligence.notices.models import Notice
from intelligence.notices.paperwork import NEEDS, fields_of
from tests.cast import case_of
from tests.intelligence.notices.conftest import FACTS

pytestmark = pytest.mark.django_db


def missing(notice: Notice, viewer: Viewer) -> set[str]:
    return {check.need.code for check in notice.checks(viewer) if not check.met}


def test_a_notice_is_made_ready_submitted_published_and_cancelled(
    red: Notice, thai_analyst: Viewer, bureau: Agency
) -> None:
    red.make_ready(by=thai_analyst)
    red.submit(by=thai_analyst, ncb=bureau)
    red.publish(by=thai_analyst, reference="A-1/1-2026")
    assert (red.state, red.reference) == ("published", "A-1/1-2026")
    assert red.published_on
    assert red.expires_on
    assert red.expires_on.year == red.published_on.year + 5
    red.cancel(by=thai_analyst, reason="Arrested")
    assert (red.state, red.ended_note) == ("cancelled", "Arrested")
    with pytest.raises(IllegalMove):
        red.submit(by=thai_analyst, ncb=bureau)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("sex", "unknown", "sex"), ("facts", " ", "facts"), ("facts_when", "", "when_where"), ("charge", "", "charge"),
        ("law", "", "law"), ("penalty", "", "penalty"), ("months", 23, "threshold"), ("months", None, "threshold"),
        ("extradition", False, "extradition"), ("warrant", None, "warrant"),
    ],
)  # fmt: skip
def test_a_red_notice_lacks_what_it_lacks(red: Notice, thai_analyst: Viewer, field: str, value: Any, code: str) -> None:
    red.edit(by=thai_analyst, version=red.version, **{field: value})
    assert missing(red, thai_analyst) == {code}
    with pytest.raises(Invalid):
        red.make_ready(by=thai_analyst)
    assert red.state == "draft"


def test_six_months_of_a_sentence_are_enough(red: Notice, thai_analyst: Viewer) -> None:
    red.edit(by=thai_analyst, version=red.version, sought_for="sentence", months=6)
    assert missing(red, thai_analyst) == set()


def test_a_document_or_a_description_tells_the_person(red: Notice, thai_analyst: Viewer) -> None:
    red.edit(by=thai_analyst, version=red.version, means=[])
    assert missing(red, thai_analyst) == set()
    assert red.subject
    red.subject.edit(by=thai_analyst, version=red.subject.version, numbers=[])
    assert missing(red, thai_analyst) == {"told_by"}


def test_a_withdrawn_warrant_stops_the_submission(
    red: Notice, warrant: Warrant, thai_analyst: Viewer, bureau: Agency
) -> None:
    red.make_ready(by=thai_analyst)
    warrant.withdraw(by=thai_analyst)
    red.refresh_from_db()
    with pytest.raises(Invalid):
        red.submit(by=thai_analyst, ncb=bureau)


def test_a_screening_stops_everything_but_the_end(
    red: Notice, boss: Subject, thai_analyst: Viewer, bureau: Agency
) -> None:
    red.make_ready(by=thai_analyst)
    boss.refer_for_screening(by=thai_analyst, reasons=["debt"])
    with pytest.raises(IllegalMove):
        red.submit(by=thai_analyst, ncb=bureau)
    fresh = Notice.objects.visible_to(thai_analyst).select_related("subject").get()
    assert fresh.stopped
    fresh.cancel(by=thai_analyst, reason="Screening")


def test_a_change_of_what_is_ready_makes_it_a_draft(red: Notice, thai_analyst: Viewer, bureau: Agency) -> None:
    red.make_ready(by=thai_analyst)
    red.edit(by=thai_analyst, version=red.version, facts="Sold twelve men.")
    assert red.state == "draft"
    red.make_ready(by=thai_analyst)
    red.submit(by=thai_analyst, ncb=bureau)
    with pytest.raises(IllegalMove):
        red.edit(by=thai_analyst, version=red.version, facts="x")


def test_it_goes_to_a_bureau_and_lasts_five_years_at_most(red: Notice, thai_analyst: Viewer, bureau: Agency) -> None:
    red.make_ready(by=thai_analyst)
    for wrong in (None, thai_analyst.agency):
        with pytest.raises(Invalid):
            red.submit(by=thai_analyst, ncb=wrong)
    red.refresh_from_db()
    red.submit(by=thai_analyst, ncb=bureau)
    days: dict[str, Any] = {"published_on": date(2026, 1, 1), "expires_on": date(2031, 1, 2)}
    for wrong_days in (days, {"expires_on": date(2020, 1, 1)}, {"published_on": red.today() + timedelta(days=1)}):
        with pytest.raises(Invalid):
            red.publish(by=thai_analyst, reference="A-1", **wrong_days)
        red.refresh_from_db()
    with pytest.raises(Invalid):
        red.publish(by=thai_analyst, reference=" ")


def test_the_day_after_its_last_it_has_expired(red: Notice, thai_analyst: Viewer, bureau: Agency) -> None:
    red.make_ready(by=thai_analyst)
    red.submit(by=thai_analyst, ncb=bureau)
    red.publish(by=thai_analyst, reference="A-1")
    rows = Notice.objects.unscoped("test")
    rows.update(published_on=red.today() - timedelta(days=9), expires_on=red.today())
    assert expire_due() == 0
    rows.update(expires_on=red.today() - timedelta(days=1))
    assert rows.get().standing == "expired"
    assert (expire_due(), expire_due()) == (1, 0)
    assert Event.objects.filter(verb="notice.expired").count() == 1


def test_only_its_agency_moves_it(
    red: Notice, khmer_liaison: Viewer, malay_liaison: Viewer, thai_analyst: Viewer
) -> None:
    with pytest.raises(NotAllowed):
        red.make_ready(by=khmer_liaison)
    with pytest.raises(Unseen):
        red.cancel(by=malay_liaison)
    with pytest.raises(Stale):
        red.edit(by=thai_analyst, version=99, facts="x")
    assert Notice.objects.visible_to(malay_liaison).count() == 0


def test_what_it_names_is_of_this_case_and_this_person(
    ranong: Case, boss: Subject, warrant: Warrant, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    other = Subject.add(ranong, by=thai_analyst, names=[Name("Lek")])
    with pytest.raises(Invalid):
        Notice.add(ranong, by=thai_analyst, kind="red", subject=other, warrant=warrant)
    theirs = Subject.add(case_of(malay_liaison), by=malay_liaison, names=[Name("Ali")])
    for wrong in (theirs, None):
        with pytest.raises(Invalid):
            Notice.add(ranong, by=thai_analyst, kind="red", subject=wrong)
    with pytest.raises(Invalid):
        Notice.add(ranong, by=thai_analyst, kind="mauve", subject=boss)


def test_a_notice_on_a_restricted_person_leaves_no_trace(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    hidden = Subject.add(ranong, by=thai_analyst, names=[Name("Hidden")], only=[thai_analyst.agency])
    row = Case.objects.values().get(pk=ranong.pk)
    notice = Notice.add(ranong, by=thai_analyst, kind="red", subject=hidden)
    assert Case.objects.values().get(pk=ranong.pk) == row
    assert Notice.objects.visible_to(khmer_liaison).count() == 0
    with pytest.raises(Unseen):
        notice.make_ready(by=khmer_liaison)


def test_every_kind_can_be_written_and_says_what_it_lacks(ranong: Case, boss: Subject, thai_analyst: Viewer) -> None:
    for kind in Kind.values:
        subject = boss if kind in NEEDS_PERSON else None
        empty = Notice.add(ranong, by=thai_analyst, kind=kind, form="diffusion", subject=subject)
        assert missing(empty, thai_analyst) <= {need.code for need in NEEDS[kind]}
        assert missing(empty, thai_analyst)
        assert fields_of(kind) - {"warrant"} <= {field.name for field in Notice._meta.get_fields()}


COMPLETE: dict[str, dict[str, Any]] = {
    "yellow": {"sex": "female", "means": ["photo"], "event_on": date(2026, 1, 1), "event_at": "Poipet", "facts": "x",
               "minor": True},
    "blue": {"facts": "x", "statement": "Where he lives"},
    "green": {"sex": "male", "statement": "Likely to go on", "facts": "Two convictions"},
    "black": {"event_on": date(2026, 1, 1), "event_at": "Off Ranong", "means": ["dna"], "description": "A man"},
    "orange": {"title": "False passports", "statement": "In use at airports", "facts": "Since May"},
    "purple": {"title": "Double hull", "statement": "Behind the ice hold", "facts": "Chok Samut 5"},
    "silver": {"facts": "x", "facts_when": "2026", "facts_where": "Ranong", "charge": "c", "law": "l",
               "statement": "a"},
    "un_special": {"listing": "2664 (2022)", "facts": "x"},
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(COMPLETE))
def test_the_other_colours_are_complete_with_what_their_articles_ask(
    ranong: Case, boss: Subject, thai_analyst: Viewer, kind: str
) -> None:
    subject = boss if kind in NEEDS_PERSON else None
    notice = Notice.add(ranong, by=thai_analyst, kind=kind, subject=subject, **COMPLETE[kind])
    assert missing(notice, thai_analyst) == set()
    notice.make_ready(by=thai_analyst)


def test_an_adult_is_searched_for_where_the_law_allows_it(ranong: Case, boss: Subject, thai_analyst: Viewer) -> None:
    facts = COMPLETE["yellow"] | {"minor": False}
    notice = Notice.add(ranong, by=thai_analyst, kind="yellow", subject=boss, **facts)
    assert missing(notice, thai_analyst) == {"adult"}
    notice.edit(by=thai_analyst, version=1, privacy_allows=True)
    assert missing(notice, thai_analyst) == set()
    assert set(FACTS) <= {field.name for field in Notice._meta.get_fields()}
