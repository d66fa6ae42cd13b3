"""Many at once, on real connections: one wins, the others are told."""

import pytest

from access.viewer import Viewer
from audit.models import Event
from coordination_center.errors import IllegalMove, NotAllowed, Unseen
from intelligence.rfis.models import Addressee, Message, Recipient, Rfi
from tests.cases.test_races import MANY, together
from tests.intelligence.rfis.conftest import line_of, shift

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_twenty_answers_one_stands(line: Addressee, khmer_liaison: Viewer) -> None:
    def work(n: int) -> None:
        line_of(line.rfi, khmer_liaison).respond(by=khmer_liaison, answer="partial", text=f"{n}")

    got = together(work)
    assert got == {None: 1, IllegalMove: MANY - 1}
    assert Message.objects.count() == Event.objects.filter(verb="rfi.answered").count() == 1


def test_answers_and_a_withdrawal_leave_one_of_the_two(
    line: Addressee, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    def work(n: int) -> object:
        mine = line_of(line.rfi, khmer_liaison)
        if n == MANY // 2:
            mine.withdraw(by=thai_analyst)
            return "back"
        mine.respond(by=khmer_liaison, answer="negative")
        return None

    got = together(work)
    ended = line_of(line.rfi, khmer_liaison).state
    assert got[None] + got["back"] == 1
    assert ended == ("withdrawn" if got["back"] else "answered")
    assert set(got) <= {None, "back", IllegalMove, Unseen, NotAllowed}


def test_an_agency_is_asked_once_by_twenty(asked: Rfi, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    def work(_n: int) -> None:
        rfi = Rfi.objects.unscoped("test").get(pk=asked.pk)
        rfi.add(by=thai_analyst, to=[Recipient(malay_liaison.agency)])

    assert together(work)[None] == 1
    assert Addressee.objects.count() == 2


def test_expiry_is_written_once(line: Addressee, khmer_liaison: Viewer) -> None:
    shift(line, seconds=-1)
    assert together(lambda _n: line_of(line.rfi, khmer_liaison).expire()) == {True: 1, False: MANY - 1}
    assert Event.objects.filter(verb="rfi.expired").count() == 1
