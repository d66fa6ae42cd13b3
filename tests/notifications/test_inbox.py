"""The inbox and its API: one's own, as far as one may still know, and a count that tells no more."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from access.exclusion import exclude
from access.viewer import Viewer
from agencies.models import Role
from audit.models import Event
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.lines import Name
from intelligence.releases.models import Release
from notifications.choosing import watch
from notifications.codes import Kind, Pace
from notifications.inbox import unread
from notifications.models import Delivery, Notification, Preference, Watch
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import also, case_of, fresh, member
from tests.intelligence.writing import MARKS, a_report
from tests.notifications.telling import forget, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(thai_analyst: Viewer, khmer_liaison: Viewer) -> Case:
    """A case that the Cambodian police are invited to and have been told of."""
    case = case_of(thai_analyst, title="Titlemark of the trawlers")
    forget()
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert told(khmer_liaison) == ["case.invited"]
    return case


def page(viewer: Viewer, query: str = "") -> str:
    answer = browser(viewer).get(f"/inbox/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def the_note() -> Notification:
    return Notification.objects.get(verb="case.invited")


def test_it_says_who_did_what_and_leads_there(invitation: Case, khmer_liaison: Viewer) -> None:
    assert "Titlemark of the trawlers" in page(khmer_liaison)
    answer = browser(khmer_liaison).get(f"/inbox/{the_note().pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{invitation.pk}/")
    assert the_note().read_at is not None


def test_reading_the_inbox_is_consulting_what_it_names(invitation: Case, khmer_liaison: Viewer) -> None:
    before = Event.objects.filter(led="consultation", agency=khmer_liaison.agency_id).count()
    page(khmer_liaison)
    event = Event.objects.filter(led="consultation", agency=khmer_liaison.agency_id).latest("id")
    assert Event.objects.filter(led="consultation", agency=khmer_liaison.agency_id).count() == before + 1
    assert invitation.pk in {event.object_id, *event.object_ids}


def test_lost_access_takes_line_count_and_link_at_once(
    invitation: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    assert unread(khmer_liaison) == 1
    exclude(on=invitation, by=thai_analyst, agency=khmer_liaison.agency)
    shut_out = fresh(khmer_liaison)
    assert "Titlemark" not in page(shut_out)
    assert unread(shut_out) == 0
    own = browser(shut_out)
    gone, absent = own.get(f"/inbox/{the_note().pk}/"), own.get(f"/inbox/{uuid4()}/")
    assert (gone.status_code, gone.content) == (404, absent.content)
    assert Program(shut_out).get("/inbox/").json()["unread"] == 0


def test_a_recalled_report_is_not_named_any_more(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    report = a_report(khmer_liaison)
    line = Release.offer(report, by=khmer_liaison, asker=thai_analyst.agency, purpose="To help",
                         needs_acceptance=False)  # fmt: skip
    watch(fresh(thai_analyst), report, "watched")
    forget()
    successor = a_report(khmer_liaison, title="Another")
    report.supersede(by=khmer_liaison, successor=successor)
    liaison = member(thai_analyst.agency, Role.LIAISON)
    assert "report.superseded" in told(fresh(thai_analyst)) + told(liaison)
    line.recall(by=khmer_liaison, reason="A source is in danger")
    for reader in (fresh(thai_analyst), fresh(liaison)):
        assert MARKS["title"] not in page(reader)


def test_another_persons_is_absent(invitation: Case, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    colleague = member(khmer_liaison.agency, Role.LIAISON, name="New Colleague")
    for viewer in (colleague, malay_liaison):
        own = browser(viewer)
        assert own.get(f"/inbox/{the_note().pk}/").content == own.get(f"/inbox/{uuid4()}/").content
        assert "Titlemark" not in page(viewer)
        own.post("/inbox/marks/", {"id": str(the_note().pk), "act": "done"})
        Program(viewer).post("/inbox/marks/", {"ids": [str(the_note().pk)], "act": "done"})
    assert the_note().done_at is None


def test_what_concerns_one_agency_is_not_in_the_inbox_of_another(
    invitation: Case, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    elsewhere = also(khmer_liaison, malay_liaison.agency, Role.LIAISON)
    assert unread(elsewhere) == 0
    assert browser(elsewhere).get(f"/inbox/{the_note().pk}/").status_code == 404


def test_a_hidden_subject_makes_no_difference_to_the_byte(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    watch(khmer_liaison, ranong, "watched")
    forget()
    own = browser(khmer_liaison)
    told(khmer_liaison)
    before = (page(khmer_liaison), own.get("/inbox/news/").content, Program(khmer_liaison).get("/inbox/").content)
    Subject.add(ranong, by=thai_analyst, names=[Name("Sok Hidden")], only=[thai_analyst.agency])
    told(khmer_liaison)
    after = (page(khmer_liaison), own.get("/inbox/news/").content, Program(khmer_liaison).get("/inbox/").content)
    assert bare(before[0]) == bare(after[0])
    assert before[1:] == after[1:]


def bare(text: str) -> str:
    from tests.cases.test_pages import bare as without_tokens

    return str(without_tokens(text.encode()))


# --- marking  ---
def test_marks_in_bulk(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    forget()
    for n in range(3):
        case_of(thai_analyst, title=f"Case {n}").invite(by=thai_analyst, agency=khmer_liaison.agency)
    told(khmer_liaison)
    ids = [str(pk) for pk in Notification.objects.filter(person=khmer_liaison.person).values_list("pk", flat=True)]
    own = browser(khmer_liaison)
    answer = own.post("/inbox/marks/", {"id": ids[:2], "act": "done", "back": "?show=waiting"})
    assert (answer.status_code, answer["Location"]) == (302, "/inbox/?show=waiting")
    assert unread(khmer_liaison) == 1
    own.post("/inbox/marks/", {"id": ids[:1], "act": "undone"})
    own.post("/inbox/marks/", {"id": ids[2:], "act": "read"})
    assert unread(khmer_liaison) == 0
    assert Notification.objects.filter(done_at=None).count() == 2


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "", "?\r\nX: y"])
def test_marking_leads_back_to_the_inbox_only(invitation: Case, khmer_liaison: Viewer, back: str) -> None:
    answer = browser(khmer_liaison).post("/inbox/marks/", {"id": [str(the_note().pk)], "act": "read", "back": back})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inbox/")
    assert "\n" not in answer["Location"]


@pytest.mark.parametrize("sent", [{}, {"act": "explode"}, {"id": "x", "act": "done"}, {"id": [""], "act": "read"}])
def test_mangled_marks_change_nothing(invitation: Case, khmer_liaison: Viewer, sent: dict[str, Any]) -> None:
    assert browser(khmer_liaison).post("/inbox/marks/", sent).status_code == 302
    assert (the_note().read_at, the_note().done_at) == (None, None)


@pytest.mark.parametrize("query", ["?show=done", "?show=x", "?kind=hit", "?kind=%00", "?after=x"])
def test_any_query_is_answered(invitation: Case, khmer_liaison: Viewer, query: str) -> None:
    page(khmer_liaison, query)
    assert Program(khmer_liaison).get(f"/inbox/{query}").status_code == 200


# --- the count  ---
def test_an_unchanged_count_is_answered_with_nothing(
    invitation: Case, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    own = browser(khmer_liaison)
    answer = own.get("/inbox/news/")
    assert (answer.status_code, answer.content) == (200, b"1")
    same = own.get(f"/inbox/news/?digest={answer['X-Digest']}")
    assert (same.status_code, same.content) == (204, b"")
    assert browser(malay_liaison).get(f"/inbox/news/?digest={answer['X-Digest']}").status_code == 200


def test_polling_is_no_consultation_and_cheap(
    invitation: Case, khmer_liaison: Viewer, django_assert_max_num_queries: Any
) -> None:
    own = browser(khmer_liaison)
    own.get("/inbox/news/")
    before = Event.objects.count()
    with django_assert_max_num_queries(7):  # two of them the savepoint of a test
        own.get("/inbox/news/")
    assert Event.objects.count() == before


def test_a_page_costs_the_same_for_many(
    khmer_liaison: Viewer, thai_analyst: Viewer, django_assert_max_num_queries: Any
) -> None:
    for n in range(30):
        case_of(thai_analyst, title=f"Case {n}").invite(by=thai_analyst, agency=khmer_liaison.agency)
    told(khmer_liaison)
    own = browser(khmer_liaison)
    own.get("/inbox/")
    with django_assert_max_num_queries(10):
        assert own.get("/inbox/").content.count(b'name="id"') == 30


def test_older_pages_follow(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    event = Event.objects.latest("id") if Event.objects.exists() else None
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    now = timezone.now()
    assert event is not None
    Notification.objects.bulk_create(
        Notification(event_id=-n, person=khmer_liaison.person, agency=khmer_liaison.agency, kind=Kind.CASE,
                     verb="case.opened", object_type="case", object_id=case.pk, at=now - timedelta(minutes=n))
        for n in range(1, 121)
    )  # fmt: skip
    seen, after = [], ""
    while True:
        got = Program(khmer_liaison).get(f"/inbox/?after={after}").json()
        seen += [line["id"] for line in got["results"]]
        after = got["older"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 120


# --- choices and watches  ---
def test_choices_are_kept_and_shown(khmer_liaison: Viewer) -> None:
    own = browser(khmer_liaison)
    sent = {"daily_at": "07:30", "quiet_from": "22:00", "quiet_until": "06:00", **dict.fromkeys(Kind.values, "daily")}
    assert own.post("/inbox/choices/", sent).status_code == 302
    assert Preference.objects.filter(person=khmer_liaison.person, pace=Pace.DAILY).count() == len(Kind.values)
    again = own.get("/inbox/choices/").content.decode()
    assert 'value="07:30"' in again
    held = Program(khmer_liaison).get("/inbox/choices/").json()
    assert (held["quiet_from"], set(held["paces"].values())) == ("22:00", {"daily"})


@pytest.mark.parametrize(
    "change",
    [{"quiet_from": "22:00"}, {"quiet_from": "22:00", "quiet_until": "22:00"}, {"hit": "often"}],
)
def test_choices_that_cannot_be_keep_what_was_typed(khmer_liaison: Viewer, change: dict[str, str]) -> None:
    sent = {"daily_at": "07:30", **dict.fromkeys(Kind.values, "daily")} | change
    answer = browser(khmer_liaison).post("/inbox/choices/", sent)
    assert answer.status_code == 422
    assert not Preference.objects.exists()


def test_the_api_checks_as_the_page_does(khmer_liaison: Viewer) -> None:
    paces = dict.fromkeys(Kind.values, "at_once")
    body = {"paces": paces, "daily_at": "08:00", "quiet_from": "22:00", "quiet_until": None}
    assert Program(khmer_liaison).put("/inbox/choices/", body).status_code == 422
    assert Program(khmer_liaison).put("/inbox/choices/", body | {"quiet_from": None}).status_code == 200
    few = body | {"quiet_from": None, "paces": {"hit": "daily"}}
    assert Program(khmer_liaison).put("/inbox/choices/", few).status_code == 422


def test_watching_needs_sight(ranong: Case, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    own = browser(malay_liaison)
    unseen, absent = f"/inbox/watch/case/{ranong.pk}/", f"/inbox/watch/case/{uuid4()}/"
    for ask in (own.get, own.post):
        assert ask(unseen).content == ask(absent).content
        assert ask(unseen).status_code == 404
    assert own.get(f"/inbox/watch/nothing/{ranong.pk}/").status_code == 404
    assert not Watch.objects.exists()
    theirs = browser(khmer_liaison)
    assert theirs.post(f"/inbox/watch/case/{ranong.pk}/", {"how": "watched"}).status_code == 302
    assert Watch.objects.get().person == khmer_liaison.person
    theirs.post(f"/inbox/watch/case/{ranong.pk}/", {"how": ""})
    assert not Watch.objects.exists()


def test_nothing_is_told_twice_when_its_deliveries_are_gone(invitation: Case, khmer_liaison: Viewer) -> None:
    Delivery.objects.all().delete()
    assert told(khmer_liaison) == ["case.invited"]
