"""What is written is screened against what others hold, by the same rule for both sides."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now

from access.exclusion import exclude
from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.subjects.models.subject import Name
from intelligence.hits import index
from intelligence.hits.answering import refuse
from intelligence.hits.models import Held, HeldKey, Hit, Unscreened
from intelligence.hits.screening import screen_due
from tests.cast import fresh
from tests.intelligence.hits.world import PHONE, hits_of, holds, nothing_waits, own_case, worked

pytestmark = pytest.mark.django_db


def sides(*viewers: Viewer) -> list[int]:
    return [len(hits_of(fresh(viewer))) for viewer in viewers]


def test_both_sides_of_a_match_are_told(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    ours = holds(thai_analyst, "สมชาย ใจดี", born="1980")
    theirs = holds(malay_liaison, "Somchai Jaidee", born="1980-05-17")
    worked()
    (one,), (other,) = hits_of(thai_analyst), hits_of(malay_liaison)
    assert (one.record, one.asker_agency, one.told) == (ours.pk, malay_liaison.agency, True)
    assert (other.record, other.asker_agency, other.told) == (theirs.pk, thai_analyst.agency, True)
    assert nothing_waits()


def test_no_pair_is_raised_twice(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    ours, theirs = holds(thai_analyst, "Tawan Saelim"), holds(malay_liaison, "Tawan Saelim")
    for subject in (ours, theirs, ours):
        Unscreened.objects.create(record=subject.pk)
        worked()
    assert sides(thai_analyst, malay_liaison) == [1, 1]
    refuse(hits_of(thai_analyst)[0], by=thai_analyst, reason="Another man")
    Unscreened.objects.create(record=ours.pk)
    worked()
    assert sides(thai_analyst, malay_liaison) == [1, 1]


def test_a_change_is_screened_again(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    ours = holds(thai_analyst, "Tawan Saelim")
    holds(malay_liaison, "Anong Rattana")
    worked()
    assert sides(thai_analyst) == [0]
    ours.edit(by=thai_analyst, version=1, names=[Name("Tawan Saelim"), Name("Anong Rattana")])
    worked()
    assert sides(thai_analyst, malay_liaison) == [1, 1]


def test_a_note_alone_is_not_screened(thai_analyst: Viewer) -> None:
    ours = holds(thai_analyst, "Tawan Saelim")
    worked()
    ours.edit(by=thai_analyst, version=1, note="Seen at the pier")
    assert nothing_waits()


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("both", "both", [1, 1]), ("owner", "both", [1, 0]), ("both", "owner", [0, 1]), ("owner", "owner", [0, 0]),
        ("none", "both", [0, 0]), ("both", "none", [0, 0]), ("none", "none", [0, 0]),
    ],
)  # fmt: skip
def test_a_silent_record_causes_no_notice(
    ours: str, theirs: str, told: list[int], thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    holds(thai_analyst, "Tawan Saelim", notice=ours)
    holds(malay_liaison, "Tawan Saelim", notice=theirs)
    worked()
    assert sides(thai_analyst, malay_liaison) == told


def test_a_restricted_subject_causes_none_either(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    holds(malay_liaison, "Tawan Saelim")
    holds(thai_analyst, "Tawan Saelim", case=ranong, only=[thai_analyst.agency])
    worked()
    assert sides(thai_analyst, malay_liaison, khmer_liaison) == [1, 0, 0]


def test_the_excluded_are_not_told(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    case = own_case(thai_analyst)
    case.shut_out(by=thai_analyst, agency=malay_liaison.agency)
    holds(thai_analyst, "Tawan Saelim", case=case)
    holds(malay_liaison, "Tawan Saelim")
    worked()
    assert sides(thai_analyst, malay_liaison) == [1, 0]


def test_an_excluded_person_does_not_see_what_colleagues_see(
    thai_supervisor: Viewer, malay_liaison: Viewer, malaysian_police: Any
) -> None:
    from tests.cast import member

    colleague = member(malaysian_police, "analyst", name="Farah Ismail")
    exclude(by=thai_supervisor, on=thai_supervisor.agency, person=malay_liaison.person)
    holds(malay_liaison, "Tawan Saelim")
    holds(thai_supervisor, "Tawan Saelim")
    worked()
    assert sides(colleague, malay_liaison) == [1, 0]


def test_subjects_of_one_case_are_no_news(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim", case=ranong)
    holds(khmer_liaison, "Tawan Saelim", case=ranong)
    worked()
    assert sides(thai_analyst, khmer_liaison) == [0, 0]


def test_what_is_loaded_is_found_and_raises_nothing(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    from tests.intelligence.hits.world import answer, asks

    with index.unscreened():
        holds(thai_analyst, "Tawan Saelim")
        holds(malay_liaison, "Tawan Saelim")
    assert nothing_waits()
    assert answer(asks(malay_liaison, "Tawan Saelim"))


def test_the_event_of_a_silent_hit_is_its_owners_alone(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    holds(khmer_liaison, "Tawan Saelim", case=ranong, notice="owner")
    holds(malay_liaison, "Tawan Saelim")
    worked()
    event = Event.objects.get(verb="hit.raised")
    assert (event.actor, event.agency, event.owner) == (None, None, khmer_liaison.agency_id)
    assert event.recipients == []
    assert event.root_id not in {ranong.pk, malay_liaison.agency_id}


def test_rematch_writes_the_index_anew(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    from django.core.management import call_command

    holds(thai_analyst, "Tawan Saelim", phone=PHONE)
    gone = holds(thai_analyst, "Anong Rattana")
    keys = sorted(
        HeldKey.objects.filter(held__record=Held.objects.get(names=["Tawan Saelim"]).record).values_list("key")
    )
    Held.objects.filter(names=["Tawan Saelim"]).delete()
    type(gone).objects.unscoped("test").filter(pk=gone.pk).update(removed_at=gone.case.clock())
    Unscreened.objects.all().delete()
    call_command("rematch", verbosity=0)
    assert sorted(HeldKey.objects.values_list("key")) == keys
    assert nothing_waits()


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_nothing_and_doubles_nothing(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    for name in ("Tawan Saelim", "Anong Rattana", "Prasert Bunmi"):
        holds(thai_analyst, name)
        holds(malay_liaison, name)
    database = connection.settings_dict
    code = (
        "import django; django.setup(); import os, signal;"
        "from intelligence.hits import screening, raising;"
        "real = screening.raise_hit;\n"
        "def last_breath(*a, **k):\n    real(*a, **k)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "screening.raise_hit = last_breath\n"
        "screening.screen_due()"
    )
    url = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + str(database["NAME"])
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | {"DATABASE_URL": url}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert Hit.objects.unscoped("test").count() == 0
    assert Unscreened.objects.count() == 6
    Unscreened.objects.update(next_at=Now())  # the half minute that the killed try costs it
    worked()
    assert sides(thai_analyst, malay_liaison) == [3, 3]
    assert settings.CELERY_TASK_ACKS_LATE


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    from concurrent.futures import ThreadPoolExecutor

    for n in range(6):
        holds(thai_analyst, f"Tawan Saelim {n}", phone=f"+6681555020{n}")
        holds(malay_liaison, f"Tawan Saelim {n}", phone=f"+6681555020{n}")

    def run(_n: int) -> int:
        try:
            return screen_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(run, range(4))) == 12
    pairs = Hit.objects.unscoped("test").values_list("record", "source")
    assert len(pairs) == len(set(pairs))
    assert nothing_waits()


def test_a_rolled_back_subject_was_never_there(thai_analyst: Viewer) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        holds(thai_analyst, "Tawan Saelim")
        time.sleep(1 / 0)
    assert not Held.objects.exists()
    assert nothing_waits()


def test_work_that_does_not_wait_costs_a_query(django_assert_max_num_queries: Any, thai_analyst: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    worked()
    with django_assert_max_num_queries(6):  # one look each, in a transaction of its own
        worked()
