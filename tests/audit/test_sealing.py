"""Seals are in the order of transactions, whatever order they commit in, and survive whoever dies while sealing."""

import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise

import pytest
from django.db import OperationalError, connection, transaction
from django.db.utils import InterfaceError

from audit.models import Era, Seal, SealedRow
from audit.sealing import Restored, begin_era, seal, seal_batch
from audit.verification import verify
from tests.audit.tampering import guards_off, seal_all, written

pytestmark = pytest.mark.django_db(transaction=True)


class Elsewhere:
    """A transaction on another connection: it does `work`, then waits for `finish` before it commits."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.done, self.go = threading.Event(), threading.Event()
        self.pid = 0
        self.thread = threading.Thread(target=self._run, args=(work,))
        self.thread.start()
        assert self.done.wait(60)

    def _run(self, work: Callable[[], object]) -> None:
        # A killed connection is the point of one test; the thread itself ends well.
        with suppress(OperationalError, InterfaceError), transaction.atomic():
            work()
            self.pid = connection.connection.info.backend_pid
            self.done.set()
            self.go.wait(60)
        connection.close()

    def finish(self) -> None:
        self.go.set()
        self.thread.join()


def test_two_transactions_that_commit_in_reverse_are_sealed_in_order() -> None:
    early = Elsewhere(written)
    late = written()[0]
    assert seal() == 0, "the later row waits for the earlier transaction"
    early.finish()
    seal_all(2)
    order = list(SealedRow.objects.order_by("seal", "place").values_list("event_id", flat=True))
    assert order[1] == late.id
    assert order[0] < late.id


def test_sealing_does_not_wait_for_a_writer() -> None:
    written(2)
    seal_all(2)
    early = Elsewhere(written)
    assert seal() == 0
    early.finish()
    seal_all(3)
    assert verify().finding is None


def test_batches_chain() -> None:
    written(5)
    seal_all(5, batch=2)
    seals = list(Seal.objects.order_by("number"))
    assert [s.number for s in seals] == list(range(1, len(seals) + 1))
    assert all(bytes(b.previous) == bytes(a.head) for a, b in pairwise(seals))
    assert sum(s.rows for s in seals) == 5
    assert verify().finding is None


def test_nothing_is_sealed_twice() -> None:
    written(3)
    seal_all(3)
    assert seal() == 0
    assert Seal.objects.count() <= 3


def test_two_sealers_never_interleave() -> None:
    written(3)
    first = Elsewhere(seal_until_some)
    assert seal() == 0
    first.finish()
    seal_all(3)
    assert SealedRow.objects.count() == 3
    assert verify().finding is None


def seal_until_some() -> None:
    while not seal_batch(2):
        pass


def test_a_killed_sealer_leaves_nothing() -> None:
    written(3)
    killed = Elsewhere(seal_until_some)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [killed.pid])
    killed.finish()
    assert not Seal.objects.exists()
    seal_all(3)
    assert verify().finding is None


def test_an_era_closes_the_one_before_and_is_chained_to_it() -> None:
    written(2)
    seal_all(2)
    written(1)
    era, closed = begin_era("restored from the backup of Monday")
    assert (era.number, closed) == (2, 1)
    event = written(1)[0]
    assert event.id >= era.first_event_id
    seal_all(4)
    assert Seal.objects.order_by("-number")[0].era_id == 2
    assert (verify().eras, verify().finding) == (2, None)


def restored_from_a_later_cluster() -> None:
    """As after a dump is read into a new cluster: the rows' transactions are ahead of the running ones."""
    written(2)
    with guards_off(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET xid = '900000000000'")
    begin_era("the state of the old cluster")
    with guards_off(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_era WHERE number = 2")


def test_a_database_from_a_backup_is_noticed() -> None:
    restored_from_a_later_cluster()
    written(1)
    with pytest.raises(Restored):
        seal()


def test_rows_written_after_a_restore_and_before_the_era_are_kept() -> None:
    restored_from_a_later_cluster()
    written(1)
    _, closed = begin_era("restored")
    assert closed == 1
    written(1)
    seal_all(4)
    assert Era.objects.count() == 2
    assert verify().finding is None
