"""Fifty writers at once, with retries: the board is the sum of its increments, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum

from access.viewer import Viewer
from coordination_center.errors import DomainError, IllegalMove
from coordination_center.sending import once
from operations.models import Increment, Operation, Tally
from operations.tallying import stray, wrong
from tests.cast import fresh

pytestmark = pytest.mark.django_db(transaction=True)


def total(operation: Operation) -> int:
    rows = Tally.objects.unscoped("test").filter(operation=operation, dimension="total")
    return int(rows.aggregate(all=Sum("quantity"))["all"] or 0)


def of(operation: Operation) -> Operation:
    return Operation.objects.unscoped("test").get(pk=operation.pk)


def test_fifty_writers_with_retries_make_the_sum(net: Operation, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    def write(n: int) -> None:
        by = fresh((thai_liaison, khmer_liaison)[n % 2])
        try:
            for _again in range(3):
                _once(by, n)
        finally:
            connection.close()

    def _once(by: Viewer, n: int) -> None:
        from django.db import transaction

        with transaction.atomic():
            once(by, route="report", key=f"k{n}", body=b"x", make=lambda: _make(by, n))

    def _make(by: Viewer, n: int) -> Increment:
        row = of(net).report(by=by, category="arrests", quantity=1 + n % 3, nationality=("KH", "MM", "")[n % 3])
        if n % 5 == 0:
            of(net).verify(row, by=by)
        if n % 7 == 0 and row.quantity > 1:
            of(net).correct(row, by=by, quantity=1, reason="x")
        return row

    with ThreadPoolExecutor(25) as pool:
        list(pool.map(write, range(50)))
    fewer = sum(1 for n in range(50) if n % 7 == 0 and n % 3)
    assert total(net) == sum(1 + n % 3 for n in range(50)) - fewer
    assert Increment.objects.unscoped("test").filter(reverses=None).count() == 50
    assert (wrong(net.pk), stray(net.pk)) == ([], 0)


def test_of_parallel_corrections_no_more_than_what_is_left_stands(net: Operation, thai_liaison: Viewer) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=5)
    verb = lambda: of(net).correct(row, by=thai_liaison, quantity=2, reason="x")  # noqa: E731
    assert sum(_parallel(verb)) == 2
    assert (total(net), wrong(net.pk)) == (1, [])


def test_of_parallel_verdicts_one_stands(net: Operation, thai_liaison: Viewer) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=5)
    assert sum(_parallel(lambda: of(net).verify(row, by=thai_liaison))) == 1
    assert (total(net), wrong(net.pk)) == (5, [])


def test_nothing_is_counted_after_the_freeze_that_it_did_not_count(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    net.close(by=keeper)
    for by in (thai_liaison, khmer_liaison):
        net.sign(by=by)

    def work(n: int) -> Any:
        try:
            if n == 6:
                of(net).freeze(by=keeper)
                return "frozen"
            return of(net).report(by=thai_liaison, category="arrests", quantity=1).created_at
        except IllegalMove:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        done = list(pool.map(work, range(16)))
    frozen_at = of(net).frozen_at
    assert "frozen" in done
    assert frozen_at is not None
    assert all(at < frozen_at for at in done if at not in (None, "frozen"))
    assert total(net) == sum(1 for at in done if at not in (None, "frozen"))


def _parallel(verb: Any, times: int = 8) -> list[bool]:
    def attempt(_n: int) -> bool:
        try:
            verb()
        except DomainError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(attempt, range(times)))
