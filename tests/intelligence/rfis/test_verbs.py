"""What each side may do with a request, and when."""

from datetime import timedelta

import pytest

from access.exclusion import exclude
from access.paging import page_for
from access.viewer import Viewer
from agencies.models import Role
from agencies.roles import leave
from agencies.suspension import suspend_agency
from audit.models import Event
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from intelligence.rfis.codes import State
from intelligence.rfis.expiry import expire_due
from intelligence.rfis.models import Addressee, Message, Recipient, Rfi, RfiGroupGrant, RfiUserGrant
from intelligence.rfis.reading import RfiPage, owed
from intelligence.rfis.reading import asked as asked_page
from tests.cast import case_of, fresh, member
from tests.intelligence.rfis.conftest import ask, line_of, shift

pytestmark = pytest.mark.django_db


def thread(rfi: Rfi, viewer: Viewer) -> list[str]:
    found = RfiPage.of(viewer, rfi).threads()
    return [message.text for messages in found.values() for message in messages]


def test_a_request_is_acknowledged_and_answered(line: Addressee, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    line.acknowledge(by=khmer_liaison)
    line.respond(by=khmer_liaison, answer="partial", text="A firm of Poipet")
    assert (line.state, line.answer, line.took is not None) == ("answered", "partial", True)
    assert thread(line.rfi, thai_analyst) == ["A firm of Poipet"]
    event = Event.objects.get(verb="rfi.answered")
    assert (event.led, event.recipients, event.detail) == (
        "disclosure",
        [thai_analyst.agency_id],
        {"answer": "partial"},
    )


def test_asking_back_stops_the_clock_and_writing_starts_it_again(
    line: Addressee, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    line.ask_back(by=khmer_liaison, text="Which pier?")
    with pytest.raises(IllegalMove):
        line.ask_back(by=khmer_liaison, text="And when?")
    rows = Addressee.objects.unscoped("test").filter(pk=line.pk)
    long_ago = line.clock_now() - timedelta(days=40)
    rows.update(paused_at=long_ago, sent_at=long_ago, expires_at=line.clock_now() - timedelta(days=1))
    assert expire_due() == 0
    line.write(by=thai_analyst, text="The northern one")
    assert line.paused_at is None
    assert line.paused_for >= timedelta(days=40)
    assert line.due_at > line.clock_now()
    line.respond(by=khmer_liaison, answer="negative")
    assert (line.took or timedelta(days=1)) < timedelta(minutes=5)


def test_a_refusal_names_its_ground(line: Addressee, khmer_liaison: Viewer) -> None:
    with pytest.raises(Invalid):
        line.refuse(by=khmer_liaison, reason="because")
    line.refuse(by=khmer_liaison, reason="ongoing", text="Not before May")
    assert (line.state, line.refusal) == ("refused", "ongoing")
    with pytest.raises(IllegalMove):
        line.respond(by=khmer_liaison, answer="positive")


def test_an_answered_request_is_taken_up_again_once(
    line: Addressee, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    line.respond(by=khmer_liaison, answer="partial", text="A firm")
    line.reopen(by=thai_analyst, text="Its name is missing")
    assert (line.state, line.answer, line.acknowledged_at) == ("sent", "", None)
    line.respond(by=khmer_liaison, answer="positive", text="Its name")
    with pytest.raises(IllegalMove):
        line.reopen(by=thai_analyst, text="And its address")
    assert thread(line.rfi, khmer_liaison) == ["A firm", "Its name is missing", "Its name"]


@pytest.mark.parametrize(("seconds", "open_still"), [(1, True), (-1, False)])
def test_the_database_clock_decides_whether_it_is_too_late(
    line: Addressee, khmer_liaison: Viewer, seconds: int, open_still: bool
) -> None:
    shift(line, seconds=seconds)
    assert len(owed(khmer_liaison).rows) == open_still
    if open_still:
        line.respond(by=khmer_liaison, answer="negative")
    else:
        with pytest.raises(IllegalMove):
            line.respond(by=khmer_liaison, answer="negative")
        assert (expire_due(), expire_due()) == (1, 0)
    assert line_of(line.rfi, khmer_liaison).state == ("answered" if open_still else "expired")


def test_an_expired_request_may_be_taken_up_again_before_that_is_written(
    line: Addressee, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    shift(line, seconds=-1)
    line.reopen(by=thai_analyst, text="We still need it")
    line.acknowledge(by=khmer_liaison)
    assert line.is_open


def test_the_asker_cannot_answer_and_the_addressee_cannot_ask(
    line: Addressee, asked: Rfi, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    for by, verb in ((thai_analyst, "acknowledge"), (khmer_liaison, "withdraw")):
        with pytest.raises(NotAllowed):
            getattr(line, verb)(by=by)
        with pytest.raises(Unseen):
            getattr(line, verb)(by=malay_liaison)
    with pytest.raises(NotAllowed):
        asked.add(by=khmer_liaison, to=[Recipient(malay_liaison.agency)])
    with pytest.raises(Unseen):
        asked.withdraw_all(by=malay_liaison)


def test_an_addressee_of_another_request_cannot_answer_this_ones_line(
    line: Addressee, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    ask(thai_analyst, malay_liaison)
    with pytest.raises(Unseen):
        line.respond(by=malay_liaison, answer="positive")


@pytest.mark.parametrize("shown", [True, False])
def test_one_addressee_cannot_act_on_the_line_of_another(
    thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer, shown: bool
) -> None:
    rfi = ask(thai_analyst, khmer_liaison, malay_liaison, discreet=not shown)
    with pytest.raises(NotAllowed if shown else Unseen):
        line_of(rfi, khmer_liaison).respond(by=malay_liaison, answer="positive")


def test_roles_that_only_read_do_not_answer(line: Addressee, khmer_liaison: Viewer) -> None:
    reader = member(khmer_liaison.agency, Role.CASEWORKER)
    assert [row.pk for row in owed(reader).rows] == [line.pk]
    with pytest.raises(NotAllowed):
        line.acknowledge(by=reader)
    with pytest.raises(NotAllowed):
        ask(reader, khmer_liaison)
    assert owed(member(khmer_liaison.agency, Role.ADMIN)).rows == []


def test_a_former_member_and_a_suspended_agency_see_nothing(
    line: Addressee, khmer_liaison: Viewer, centre_admin: Viewer, thai_analyst: Viewer
) -> None:
    second = member(khmer_liaison.agency, Role.ANALYST)
    leave(second.memberships[0], by=centre_admin)
    with pytest.raises(NotAllowed):
        fresh(second)
    suspend_agency(khmer_liaison.agency, by=centre_admin)
    with pytest.raises(NotAllowed):
        fresh(khmer_liaison)
    khmer_liaison.agency.refresh_from_db()
    with pytest.raises(Invalid):
        ask(thai_analyst, khmer_liaison)


def test_a_stale_version_is_refused(line: Addressee, khmer_liaison: Viewer) -> None:
    line.acknowledge(by=khmer_liaison, version=1)
    with pytest.raises(Stale):
        line.respond(by=khmer_liaison, answer="positive", version=1)


def test_taking_back_holds_at_once_and_the_agency_may_be_asked_anew(
    line: Addressee, asked: Rfi, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    line.withdraw(by=thai_analyst)
    assert page_for(khmer_liaison, Rfi.objects.all()).rows == []
    with pytest.raises(Unseen):
        line.acknowledge(by=khmer_liaison)
    asked.add(by=thai_analyst, to=[Recipient(khmer_liaison.agency)])
    assert [row.state for row in owed(khmer_liaison).rows] == ["sent"]
    with pytest.raises(Unseen):
        line.acknowledge(by=khmer_liaison)


def test_withdrawing_all_leaves_the_answers_that_are_there(
    thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    rfi = ask(thai_analyst, khmer_liaison, malay_liaison)
    line_of(rfi, khmer_liaison).respond(by=khmer_liaison, answer="positive", text="Yes")
    rfi.withdraw_all(by=thai_analyst)
    assert page_for(malay_liaison, Rfi.objects.all()).rows == []
    assert thread(rfi, thai_analyst) == thread(rfi, khmer_liaison) == ["Yes"]
    with pytest.raises(IllegalMove):
        rfi.withdraw_all(by=thai_analyst)
    with pytest.raises(IllegalMove):
        line_of(rfi, khmer_liaison).reopen(by=thai_analyst, text="More")


def test_a_message_to_all_is_each_ones_own(thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    rfi = ask(thai_analyst, khmer_liaison, malay_liaison)
    line_of(rfi, malay_liaison).ask_back(by=malay_liaison, text="Which pier?")
    rfi.write_to_all(by=thai_analyst, text="The northern one")
    assert thread(rfi, khmer_liaison) == ["The northern one"]
    assert line_of(rfi, malay_liaison).paused_at is None


def test_who_cannot_be_asked(thai_analyst: Viewer, thai_supervisor: Viewer, khmer_liaison: Viewer) -> None:
    for wrong in ([], [thai_analyst], [khmer_liaison, khmer_liaison]):
        with pytest.raises(Invalid):
            ask(thai_analyst, *wrong)
    exclude(by=thai_supervisor, on=thai_analyst.agency, agency=khmer_liaison.agency)
    with pytest.raises(Invalid):
        ask(thai_analyst, khmer_liaison)


def test_an_exclusion_by_the_asker_closes_the_request(
    line: Addressee, thai_supervisor: Viewer, khmer_liaison: Viewer
) -> None:
    exclude(by=thai_supervisor, on=thai_supervisor.agency, agency=khmer_liaison.agency)
    assert owed(fresh(khmer_liaison)).rows == []
    with pytest.raises(Unseen):
        line.respond(by=fresh(khmer_liaison), answer="positive")


def test_an_exclusion_of_the_asker_holds_back_what_the_addressee_says(
    line: Addressee, asked: Rfi, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    line.remark(by=khmer_liaison, text="We are on it")
    exclude(by=khmer_liaison, on=khmer_liaison.agency, agency=thai_analyst.agency)
    assert thread(asked, fresh(thai_analyst)) == []
    with pytest.raises(IllegalMove):
        line.respond(by=khmer_liaison, answer="positive", text="A firm")
    line.refuse(by=khmer_liaison)


def test_a_red_request_is_between_named_people(
    thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    colleague = member(khmer_liaison.agency, Role.LIAISON)
    with pytest.raises(Invalid):
        ask(thai_analyst, khmer_liaison, tlp="RED")
    to = [Recipient(khmer_liaison.agency, khmer_liaison.person)]
    rfi = Rfi.send(by=thai_analyst, to=to, question="Who?", purpose="Arrest", tlp="RED")
    assert [len(owed(viewer).rows) for viewer in (khmer_liaison, colleague)] == [1, 0]
    assert [len(asked_page(viewer).rows) for viewer in (thai_analyst, thai_liaison)] == [1, 0]
    assert (RfiGroupGrant.objects.count(), RfiUserGrant.objects.count()) == (0, 2)
    with pytest.raises(Unseen):
        line_of(rfi, khmer_liaison).acknowledge(by=colleague)
    with pytest.raises(Invalid):
        rfi.add(by=thai_analyst, to=[Recipient(thai_analyst.agency)])


def test_a_named_person_must_be_of_the_agency(thai_analyst: Viewer, khmer_liaison: Viewer, ngo: object) -> None:
    with pytest.raises(Invalid):
        Rfi.send(by=thai_analyst, to=[Recipient(ngo, khmer_liaison.person)], question="Who?", purpose="x")  # type: ignore[arg-type]


def test_the_case_is_the_askers_and_opens_nothing(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    theirs = case_of(malay_liaison, title="Theirs")
    with pytest.raises(Invalid):
        ask(thai_analyst, khmer_liaison, case=theirs)
    rfi = ask(thai_analyst, khmer_liaison, malay_liaison, case=ranong)
    assert RfiPage.of(khmer_liaison, rfi).case() == ranong
    assert RfiPage.of(malay_liaison, rfi).case() is None
    assert page_for(malay_liaison, Case.objects.all()).rows == [theirs]


def test_what_ended_is_listed_apart(line: Addressee, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    assert [len(asked_page(thai_analyst, ended=ended).rows) for ended in (False, True)] == [1, 0]
    line.respond(by=khmer_liaison, answer="negative")
    assert [len(asked_page(thai_analyst, ended=ended).rows) for ended in (False, True)] == [0, 1]
    assert [len(owed(khmer_liaison, ended=ended).rows) for ended in (False, True)] == [0, 1]


def test_lists_are_paged_by_what_is_due(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    made = [ask(thai_analyst, khmer_liaison, urgency=u) for u in ("routine", "threat_to_life", "urgent")]
    for find, viewer, name in ((owed, khmer_liaison, "rfi_id"), (asked_page, thai_analyst, "pk")):
        first = find(viewer, size=2)
        rest = find(viewer, size=2, after=first.older)
        got = [getattr(row, name) for row in [*first.rows, *rest.rows]]
        assert got == [made[n].pk for n in (1, 2, 0)]
        assert rest.older == ""


def test_words_are_found_in_the_question_and_in_ones_own_threads(
    thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    rfi = ask(thai_analyst, khmer_liaison, malay_liaison)
    line_of(rfi, khmer_liaison).remark(by=khmer_liaison, text="It belongs to the Golden Carp firm")
    assert [len(find(viewer, q="golden carp").rows) for find, viewer in
            ((asked_page, thai_analyst), (owed, khmer_liaison), (owed, malay_liaison))] == [1, 1, 0]  # fmt: skip
    assert len(owed(malay_liaison, q="rest-house pier").rows) == 1
    assert owed(malay_liaison, q="!&|:*").rows == []
    assert Message.objects.count() == 1


def test_states_are_those_of_the_world_file() -> None:
    assert {state.value for state in State} == {
        "sent", "acknowledged", "answered", "refused", "expired", "withdrawn",
    }  # fmt: skip
