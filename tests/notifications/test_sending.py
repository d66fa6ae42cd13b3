"""Mail through a real server: the right words to the right people, whatever the server does."""

import asyncio
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from access.exclusion import exclude
from access.viewer import Viewer
from agencies.duty.models import Turn
from agencies.models import Agency, Role
from audit.models import Event
from cases.models import Case
from coordination_center.leases import TRIES
from coordination_center.turns import turn
from intelligence.releases.models import Release
from notifications import sending
from notifications.choosing import choose
from notifications.codes import Kind, Outcome, Pace
from notifications.dispatching import dispatch
from notifications.inbox import mark
from notifications.models import Delivery, Notification
from notifications.pacing import after_quiet, next_at
from notifications.sending import send_due
from notifications.tasks import send
from notifications.undelivered import own_up
from tests.cast import case_of, member
from tests.notifications.telling import forget, told

pytestmark = pytest.mark.django_db
AT_ONCE: dict[str, str] = dict.fromkeys(Kind.values, Pace.AT_ONCE)
DAILY: dict[str, str] = dict.fromkeys(Kind.values, Pace.DAILY)
NEVER: dict[str, str] = dict.fromkeys(Kind.values, Pace.NEVER)
TITLE = "Titlemark of the trawlers"


class Box:
    """A mail server's ear: keeps what it takes, and answers as it is told to."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.rcpt, self.data = "250 OK", "250 OK"

    async def handle_RCPT(  # noqa: N802 - the library's names
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content))
        return self.data


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    """A mail server on a free port, to which the product sends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


def invite(by: Viewer, guest: Agency, title: str = TITLE) -> Case:
    """An invitation that waits in the outbox alone."""
    case = case_of(by, title=title)
    forget()
    case.invite(by=by, agency=guest)
    dispatch()
    return case


def later(**kept: Any) -> None:
    """As if time had passed and everything were due."""
    Delivery.objects.filter(**kept).update(due_at=Now() - timedelta(seconds=1))


def chosen(viewer: Viewer, paces: dict[str, str], **times: Any) -> None:
    choose(viewer, paces=paces, **({"daily_at": time(8), "quiet_from": None, "quiet_until": None} | times))


def text(mail: Message) -> str:
    return mail.as_bytes().decode() + mail.get_payload(decode=True).decode()  # type: ignore[union-attr]


def test_a_mail_says_that_something_waits_and_where_and_nothing_else(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer, settings: Any
) -> None:
    invite(thai_analyst, khmer_liaison.agency)
    assert send_due() == 1
    [mail] = box.taken
    note = Notification.objects.get()
    assert mail["Subject"] == "An invitation waits for your answer"
    assert f"{settings.BASE_URL}/inbox/{note.pk}/" in text(mail)
    for secret in (TITLE, thai_analyst.person.name, thai_analyst.agency.name, str(note.object_id)):
        assert secret not in text(mail)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"].startswith("<invitation.notifications.")


def test_it_is_in_the_readers_language(box: Box, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    invite(khmer_liaison, thai_liaison.agency)
    send_due()
    assert "คำเชิญ" in str(make_header(decode_header(box.taken[0]["Subject"])))


def test_access_lost_between_telling_and_sending_sends_nothing(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    case = invite(thai_analyst, khmer_liaison.agency)
    exclude(on=case, by=thai_analyst, agency=khmer_liaison.agency)
    send_due()
    assert box.taken == []
    assert Delivery.objects.get().outcome == Outcome.DROPPED


def test_what_is_done_in_the_inbox_is_not_mailed_any_more(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    invite(thai_analyst, khmer_liaison.agency)
    mark(khmer_liaison, [Notification.objects.get().pk], "done")
    send_due()
    assert box.taken == []


def test_killed_between_sending_and_noting_it_sends_again_under_the_same_id(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    invite(thai_analyst, khmer_liaison.agency)
    send_due()
    Delivery.objects.update(outcome=Outcome.WAITING, sent_at=None)
    assert send_due() == 0
    later()
    send_due()
    first, second = box.taken
    assert first["Message-ID"] == second["Message-ID"] == f"<{Delivery.objects.get().pk}@127.0.0.1>"


# --- a server in trouble  ---
def test_a_server_that_is_gone_costs_no_try_and_nothing_is_lost(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer, settings: Any
) -> None:
    invite(thai_analyst, khmer_liaison.agency)
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    for _ in range(TRIES + 2):
        later()
        assert send_due() == 0
    row = Delivery.objects.get()
    assert (row.problem, row.tries, row.dead_at) == ("unreachable", 0, None)
    settings.EMAIL_PORT = there
    later()
    send_due()
    assert len(box.taken) == 1


@pytest.mark.parametrize("answer", ["rcpt", "data"])
def test_not_now_is_tried_again_later_and_more_and_more_seldom(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer, answer: str
) -> None:
    invite(thai_analyst, khmer_liaison.agency)
    setattr(box, answer, "451 Try again")
    send_due()
    row = Delivery.objects.get()
    assert (row.problem, row.tries, row.outcome, row.dead_at) == ("smtp 451", 1, Outcome.WAITING, None)
    assert row.due_at > timezone.now() + timedelta(seconds=50)
    setattr(box, answer, "250 OK")
    later()
    send_due()
    assert len(box.taken) == 1


def test_never_is_given_up_and_the_sender_is_told(box: Box, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    desk = member(thai_analyst.agency, Role.LIAISON, name="Desk Officer")
    invite(thai_analyst, khmer_liaison.agency)
    box.rcpt = "550 No such person here: sok@example.org"
    send_due()
    row = Delivery.objects.get()
    assert (row.problem, row.dead_at is not None) == ("smtp 550", True)
    assert own_up() == 1
    assert own_up() == 0
    assert told(desk) == ["delivery.failed"]
    event = Event.objects.get(verb="delivery.failed")
    assert event.detail == {"agency": str(khmer_liaison.agency_id), "channel": "email"}
    assert "sok" not in str(event.detail)


def test_one_refused_address_holds_up_no_other(box: Box, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    other = member(khmer_liaison.agency, Role.LIAISON, name="Second Officer")
    invite(thai_analyst, khmer_liaison.agency)
    refused = other.person.email

    async def picky(_server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        envelope.rcpt_tos.append(address)
        return "550 no" if address == refused else "250 OK"

    box.handle_RCPT = picky  # type: ignore[method-assign]
    send_due()
    assert [mail["To"] for mail in box.taken] == [khmer_liaison.person.email]


def test_a_mail_on_which_the_server_hangs_holds_up_no_other(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer, settings: Any
) -> None:
    settings.EMAIL_TIMEOUT = 1
    member(khmer_liaison.agency, Role.LIAISON, name="Second Officer")
    invite(thai_analyst, khmer_liaison.agency)
    hung = khmer_liaison.person.email
    Delivery.objects.filter(person=khmer_liaison.person).update(due_at=Now() - timedelta(minutes=1))

    async def slow(_server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address == hung:
            await asyncio.sleep(2)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    box.handle_RCPT = slow  # type: ignore[method-assign]
    assert send_due() == 0
    first, second = Delivery.objects.order_by("due_at")
    assert (second.person, second.problem, second.tries) == (khmer_liaison.person, "unreachable", 0)
    Delivery.objects.update(due_at=F("due_at") - timedelta(seconds=121))
    assert send_due() == 1
    assert [mail["To"] for mail in box.taken] == [first.person.email]  # type: ignore[union-attr]


def test_a_slow_server_keeps_no_more_than_its_lease_allows(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        member(khmer_liaison.agency, Role.LIAISON, name=f"Officer {n}")
    invite(thai_analyst, khmer_liaison.agency)
    monkeypatch.setattr(sending, "LONGEST", 0.5)

    async def slow(_server: Any, _session: Any, envelope: Any) -> str:
        await asyncio.sleep(0.4)
        box.taken.append(message_from_bytes(envelope.content))
        return "250 OK"

    box.handle_DATA = slow  # type: ignore[method-assign]
    sent = send_due()
    assert 1 <= sent < 4
    left = Delivery.objects.filter(outcome=Outcome.WAITING)
    assert (left.count(), set(left.values_list("tries", "problem"))) == (4 - sent, {(0, "")})
    while sent < 4:
        sent += send_due()
    assert len({mail["Message-ID"] for mail in box.taken}) == len(box.taken) == 4


def test_what_is_urgent_goes_first(box: Box, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    invite(thai_analyst, khmer_liaison.agency)
    Release.ask(
        by=thai_analyst, owner=khmer_liaison.agency, purpose="Now", reference="2222-3333-4444", urgency="urgent"
    )
    dispatch()
    later(urgent=True)
    later(urgent=False)
    Delivery.objects.filter(urgent=False).update(due_at=Now() - timedelta(hours=1))
    send_due()
    assert [mail["Subject"].startswith("Urgent") for mail in box.taken] == [True, False]


def test_more_mail_than_one_may_carry_keeps_only_two_busy(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    invite(thai_analyst, khmer_liaison.agency)
    with turn("mail", of=2) as first, turn("mail", of=2) as second:
        assert (first, second) == (True, True)
        send()
        assert box.taken == []
    send()
    assert len(box.taken) == 1


# --- pace and quiet  ---
def test_a_daily_mail_gathers_what_waits(box: Box, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    chosen(khmer_liaison, DAILY)
    case = case_of(thai_analyst)
    other = case_of(thai_analyst, title="Second")
    forget()
    for one in (case, other):
        one.invite(by=thai_analyst, agency=khmer_liaison.agency)
    dispatch()
    send_due()
    assert box.taken == []
    later()
    send_due()
    [mail] = box.taken
    assert mail["Subject"] == "2 matters are new in your inbox"
    assert set(Delivery.objects.values_list("outcome", flat=True)) == {Outcome.SENT}


def test_what_was_read_meanwhile_is_not_in_the_daily_mail(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    chosen(khmer_liaison, DAILY)
    invite(thai_analyst, khmer_liaison.agency)
    mark(khmer_liaison, [Notification.objects.get().pk], "read")
    later()
    send_due()
    assert box.taken == []


def test_never_means_never_but_for_what_is_urgent(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    chosen(khmer_liaison, NEVER)
    invite(thai_analyst, khmer_liaison.agency)
    assert Notification.objects.count() == 1
    assert not Delivery.objects.exists()


def test_quiet_hours_put_mail_off_to_their_end_there() -> None:
    bangkok = ZoneInfo("Asia/Bangkok")
    night: Any = SimpleNamespace(quiet_from=time(22), quiet_until=time(6))
    at_three, at_noon = datetime(2026, 11, 23, 20, tzinfo=UTC), datetime(2026, 11, 23, 5, tzinfo=UTC)
    assert after_quiet(night, at_three, bangkok) == datetime(2026, 11, 24, 6, tzinfo=bangkok)
    assert after_quiet(night, at_noon, bangkok) == at_noon
    assert after_quiet(None, at_three, bangkok) == at_three
    assert next_at(time(8), at_noon, bangkok) == datetime(2026, 11, 24, 8, tzinfo=bangkok)


def test_on_leave_mail_waits_for_the_return_but_for_what_is_urgent(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    now = timezone.now()
    Turn.objects.create(
        agency=khmer_liaison.agency, person=khmer_liaison.person, kind="leave", starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=6), made_by=khmer_liaison.person,
    )  # fmt: skip
    invite(thai_analyst, khmer_liaison.agency)
    assert Notification.objects.count() == 1
    assert Delivery.objects.get().due_at > now + timedelta(days=5)
    Release.ask(
        by=thai_analyst, owner=khmer_liaison.agency, purpose="Now", reference="2222-3333-4444", urgency="urgent"
    )
    dispatch()
    assert Delivery.objects.filter(urgent=True, due_at__lte=timezone.now()).exists()


def test_whoever_is_on_duty_hears_at_once_and_the_others_daily(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    other = member(khmer_liaison.agency, Role.LIAISON, name="Off Duty")
    own_way = member(khmer_liaison.agency, Role.LIAISON, name="Wants To Know")
    chosen(own_way, AT_ONCE)
    now = timezone.now()
    chosen(khmer_liaison, {}, quiet_from=time(0), quiet_until=time(23, 59))
    Turn.objects.create(
        agency=khmer_liaison.agency, person=khmer_liaison.person, kind="duty", starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=6), made_by=khmer_liaison.person,
    )  # fmt: skip
    invite(thai_analyst, khmer_liaison.agency)
    rows = {row.person_id: row for row in Delivery.objects.filter(channel="email")}
    assert {pk: row.digest for pk, row in rows.items()} == {
        khmer_liaison.person_id: False, other.person_id: True, own_way.person_id: False,
    }  # fmt: skip
    assert rows[khmer_liaison.person_id].due_at <= timezone.now()
    assert Notification.objects.count() == 3


@pytest.mark.parametrize("urgency", ["urgent", "threat_to_life"])
def test_nobody_on_duty_when_it_is_urgent_tells_the_centre(
    thai_analyst: Viewer, khmer_liaison: Viewer, centre: Agency, urgency: str
) -> None:
    head = member(centre, Role.SUPERVISOR)
    Release.ask(by=thai_analyst, owner=khmer_liaison.agency, purpose="Now", reference="2222-3333-4444", urgency=urgency)
    assert told(head) == ["duty.unstaffed"]
    assert Event.objects.filter(verb="duty.unstaffed").count() == 1


def test_the_agencys_own_mailbox_is_told_of_what_concerns_the_desk(
    box: Box, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    Agency.objects.filter(pk=khmer_liaison.agency_id).update(desk_email="desk@cnp.example", languages=["km", "en"])
    case = invite(thai_analyst, khmer_liaison.agency)
    send_due()
    assert sorted(mail["To"] for mail in box.taken) == sorted([khmer_liaison.person.email, "desk@cnp.example"])
    assert all(TITLE not in text(mail) for mail in box.taken)
    exclude(on=case, by=thai_analyst, agency=khmer_liaison.agency)
    Delivery.objects.update(outcome=Outcome.WAITING)
    later()
    box.taken.clear()
    send_due()
    assert box.taken == []
