"""Many at once, on real connections: one wins, the others are told, and nothing is done twice or half."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from access.decide import can
from access.viewer import Viewer
from audit.models import Event
from cases.models import Case, CaseGroupGrant, Note
from coordination_center.errors import DomainError, IllegalMove, NotAllowed, Stale, Unseen
from tests.api import Program
from tests.cast import case_of, fresh

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


def together(work: Callable[[int], Any], many: int = MANY) -> Counter[Any]:
    """What `many` threads got, all let go at once: the value, or the class of the refusal."""
    gate = Barrier(many)

    def one(n: int) -> Any:
        try:
            gate.wait()
            return work(n)
        except DomainError as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as pool:
        return Counter(pool.map(one, range(many)))


def test_twenty_acceptances_are_one(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    got = together(lambda _n: Case.objects.get(pk=case.pk).accept(by=khmer_liaison))
    assert got == {None: 1, NotAllowed: MANY - 1}
    assert Event.objects.filter(verb="case.accepted").count() == 1


def test_twenty_closures_are_one(ranong: Case, thai_analyst: Viewer) -> None:
    got = together(lambda _n: Case.objects.get(pk=ranong.pk).close(by=thai_analyst, outcome="convicted"))
    assert got == {None: 1, IllegalMove: MANY - 1}


def test_twenty_edits_of_one_version_are_one(ranong: Case, thai_analyst: Viewer) -> None:
    got = together(lambda n: Case.objects.get(pk=ranong.pk).edit(by=thai_analyst, version=1, title=f"T{n}"))
    assert got == {2: 1, Stale: MANY - 1}


def test_twenty_invitations_of_one_agency_are_one(ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    got = together(lambda _n: bool(Case.objects.get(pk=ranong.pk).invite(by=thai_analyst, agency=malay_liaison.agency)))
    assert got == {True: 1, IllegalMove: MANY - 1}


def test_twenty_postings_with_one_key_make_one_note(ranong: Case, khmer_liaison: Viewer) -> None:
    programs = [Program(khmer_liaison) for _n in range(MANY)]
    address = f"/cases/{ranong.pk}/notes/"
    got = together(lambda n: programs[n].post(address, {"text": "once"}, key="k").json()["id"])
    assert list(got.values()) == [MANY]
    assert Note.objects.count() == 1


def test_notes_written_while_the_part_is_ended(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    """Each note is either before the end or refused: none is written by an agency that takes no part."""

    def work(n: int) -> object:
        case = Case.objects.get(pk=ranong.pk)
        if n == MANY // 2:
            case.revoke(by=thai_analyst, agency=khmer_liaison.agency)
            return "ended"
        return bool(case.add_note(by=khmer_liaison, text=f"{n}"))

    got = together(work)
    assert got[True] + got[Unseen] == MANY - 1
    assert got[True] == Note.objects.count()
    assert not can(fresh(khmer_liaison), "case.see", ranong)


def test_offers_and_acceptances_of_the_lead_leave_one_lead(
    ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    def work(n: int) -> object:
        case = Case.objects.get(pk=ranong.pk)
        if n % 2:
            case.accept_lead(by=khmer_liaison)
            return "taken"
        return bool(case.offer_lead(by=thai_liaison, agency=khmer_liaison.agency))

    together(work)
    grants = CaseGroupGrant.objects.filter(content_object=ranong, permission__codename="case_lead")
    assert grants.count() == 1
    assert ranong.parts.filter(level="lead", state="active").count() == 1
