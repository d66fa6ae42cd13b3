"""Minutes: what is counted since the last meeting, for whom, and that what was fixed stays as it was."""

from datetime import date, timedelta

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.plan.models import Action
from cases.reviews.closing import digest
from cases.reviews.content import Content
from cases.reviews.models import AgendaItem, MinutesPart, Review
from cases.reviews.readers import ForViewer, items_of
from cases.reviews.writing import written
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from tests.cases.reviews.conftest import DAY, meeting
from tests.cast import fresh, taken_in

pytestmark = pytest.mark.django_db


def live(viewer: Viewer, review: Review) -> list[Content]:
    """The minutes as this viewer sees them now."""
    items = list(items_of(review).visible_to(viewer))
    return written(review, items, ForViewer(viewer, [item.case_id for item in items]), until=review.clock())


def fixed(viewer: Viewer, review: Review) -> list[dict[str, object]]:
    """The parts that this viewer may read."""
    return [part.content for part in MinutesPart.objects.visible_to(fresh(viewer)).filter(review=review)]


def subject(case: Case, by: Viewer, name: str = "A", **facts: object) -> Subject:
    return Subject.add(case, by=by, names=[Name(name)], kind="Person", **facts)  # type: ignore[arg-type]


def done(case: Case, by: Viewer, text: str = "Visit the pier") -> Action:
    item = Action.add(case, by=by, text=text, agency=by.agency)
    item.start(by=by)
    item.finish(by=by)
    return item


def test_what_was_done_is_counted_from_the_log(item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    done(item.case, khmer_liaison)
    subject(item.case, thai_analyst)
    (content,) = live(thai_analyst, item.review)
    assert content.counts == {"actions_done": 1, "subjects_added": 1, "cases_opened": 1}
    assert [line.text for line in content.done] == ["Visit the pier"]


def test_what_was_taken_up_again_or_taken_out_is_not_counted(item: AgendaItem, khmer_liaison: Viewer) -> None:
    done(item.case, khmer_liaison).reopen(by=khmer_liaison, reason="it came back")
    subject(item.case, khmer_liaison).take_out(by=khmer_liaison)
    (content,) = live(khmer_liaison, item.review)
    assert content.counts == {"cases_opened": 1}


def test_a_closed_case_is_counted_until_it_is_reopened(item: AgendaItem, thai_analyst: Viewer) -> None:
    item.case.close(by=thai_analyst, outcome="convicted")
    assert live(thai_analyst, item.review)[0].counts["cases_closed"] == 1
    item.case.reopen(by=thai_analyst)
    assert "cases_closed" not in live(thai_analyst, item.review)[0].counts


def test_without_a_meeting_before_nothing_is_compared(
    thai_analyst: Viewer, khmer_liaison: Viewer, ranong: Case
) -> None:
    review = meeting(thai_analyst)
    review.put_up(by=thai_analyst, case=ranong)
    done(ranong, khmer_liaison)
    assert live(thai_analyst, review)[0].counts == {}


def test_what_happened_before_the_last_meeting_is_not_counted_again(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    done(item.case, khmer_liaison, "before")
    item.review.close(by=thai_analyst)
    later = meeting(thai_analyst, khmer_liaison, follows=item.review, starts_at=DAY + timedelta(days=200),
                    ends_at=DAY + timedelta(days=201))  # fmt: skip
    later.put_up(by=khmer_liaison, case=item.case)
    assert live(khmer_liaison, later)[0].counts == {}
    done(item.case, khmer_liaison, "after")
    assert live(khmer_liaison, later)[0].counts == {"actions_done": 1}


def test_a_given_day_counts_before_the_closing_of_the_last_meeting(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    done(item.case, khmer_liaison, "before")
    item.review.close(by=thai_analyst)
    later = meeting(thai_analyst, khmer_liaison, follows=item.review, since=date(2020, 1, 1))
    later.put_up(by=khmer_liaison, case=item.case)
    assert live(khmer_liaison, later)[0].counts["actions_done"] == 1


def test_what_was_not_done_is_carried_until_it_is(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    decision = item.decide(by=thai_analyst, text="Visit the pier", agency=khmer_liaison.agency)
    item.review.close(by=thai_analyst)
    later = meeting(thai_analyst, khmer_liaison, follows=item.review, starts_at=DAY + timedelta(days=200),
                    ends_at=DAY + timedelta(days=201))  # fmt: skip
    later.put_up(by=khmer_liaison, case=item.case)
    assert [line.text for line in live(khmer_liaison, later)[0].carried] == ["Visit the pier"]
    decision.action.start(by=khmer_liaison)
    decision.action.finish(by=khmer_liaison)
    assert live(khmer_liaison, later)[0].carried == []


# --- for whom  ---
def test_a_restricted_record_counts_for_its_readers_alone(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    before = live(thai_analyst, item.review)
    subject(item.case, khmer_liaison, only=[khmer_liaison.agency])
    Action.add(item.case, by=khmer_liaison, text="x", agency=khmer_liaison.agency, only=[khmer_liaison.agency])
    item.decide(by=khmer_liaison, text="y", agency=khmer_liaison.agency, only=[khmer_liaison.agency])
    assert live(thai_analyst, item.review) == before
    (own,) = live(khmer_liaison, item.review)
    assert own.counts["subjects_added"] == 1
    assert [line.text for line in own.decisions] == ["y"]


def test_what_is_fixed_is_what_was_seen_in_session(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    done(item.case, khmer_liaison)
    subject(item.case, khmer_liaison, only=[khmer_liaison.agency])
    subject(item.case, thai_analyst)
    item.decide(by=thai_analyst, text="Visit the pier", agency=khmer_liaison.agency)
    item.review.state_figure(by=khmer_liaison, category="arrests", number=2, source="court", item=item)
    item.discuss(by=khmer_liaison)
    people = (thai_analyst, khmer_liaison)
    seen = [[content.kept() for content in live(viewer, item.review)] for viewer in people]
    item.review.close(by=thai_analyst)
    assert [fixed(viewer, item.review) for viewer in people] == seen
    assert seen[0] != seen[1]
    assert [Content.read(kept).kept() for kept in fixed(thai_analyst, item.review)] == seen[0]


def test_who_takes_no_part_has_no_part_of_the_minutes(
    item: AgendaItem, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    item.review.close(by=thai_analyst)
    assert fixed(malay_liaison, item.review) == []
    taken_in(item.case, malay_liaison, by=thai_analyst)
    assert fixed(malay_liaison, item.review) == []  # what was fixed is not widened afterwards


def test_who_loses_the_case_loses_its_minutes(item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    item.review.close(by=thai_analyst)
    assert len(fixed(khmer_liaison, item.review)) == 1
    item.case.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert fixed(khmer_liaison, item.review) == []


def test_what_changes_afterwards_changes_no_minutes(
    item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    decision = item.decide(by=thai_analyst, text="Visit the pier", agency=khmer_liaison.agency)
    one = subject(item.case, khmer_liaison)
    item.review.close(by=thai_analyst)
    before = fixed(thai_analyst, item.review)
    one.take_out(by=khmer_liaison)
    decision.action.edit(by=khmer_liaison, version=1, text="Visit nobody", due=None)
    item.case.edit(by=thai_analyst, version=item.case.version, title="Another title")
    done(item.case, khmer_liaison)
    assert fixed(thai_analyst, item.review) == before


def test_the_log_keeps_a_hash_of_each_part(item: AgendaItem, thai_analyst: Viewer) -> None:
    item.review.close(by=thai_analyst)
    parts = list(MinutesPart.objects.all())
    logged = {event.object_id: event.detail["sha256"] for event in Event.objects.filter(verb="minutes.fixed")}
    assert logged == {part.pk: digest(part.content) for part in parts}
    assert len(parts) == 2


def test_hidden_items_leave_the_outsiders_minutes_as_they_are(
    item: AgendaItem, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    """Malaysia's minutes are the same with and without a case it does not read."""
    own = item.review
    bare = meeting(thai_analyst, khmer_liaison, malay_liaison)
    bare.open(by=thai_analyst)
    for review in (own, bare):
        review.close(by=thai_analyst)
    assert fixed(malay_liaison, own) == fixed(malay_liaison, bare) == []
    assert live(malay_liaison, own) == []


def test_a_compartments_minutes_are_for_named_people(
    review: Review, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, ranong: Case
) -> None:
    ranong.name(by=thai_analyst, person=thai_analyst.person, agency=thai_analyst.agency)
    review.put_up(by=thai_analyst, case=ranong)
    review.close(by=thai_analyst)
    assert len(fixed(thai_analyst, review)) == 1
    assert fixed(thai_liaison, review) == fixed(khmer_liaison, review) == []
