"""Hit or no hit over a very large index: one question, a whole answer, and the screening of what is written.

    bin/bench match_index [HOLDINGS] [SCREENED]

Names are invented: a fifth drawn from a small pool of common ones in eight scripts, the rest from a large one.
"""

import io
import random
import statistics
import sys
import time
from collections.abc import Callable
from itertools import product
from multiprocessing import get_context
from typing import Any

from django.db import connection, connections, transaction

from access.viewer import viewer_for
from agencies.models import Agency, Person
from benchmarks.measuring import signed_in
from cases.naming.likeness import names_of
from demo.bulk.filling import Bulk, fill
from demo.bulk.names import FAMILY, GIVEN, pool
from demo.bulk.unhindered import unhindered
from intelligence.hits import candidates as looking
from intelligence.hits.asking import ask
from intelligence.hits.holding import Holding
from intelligence.hits.judging import matching
from intelligence.hits.keys import asked_keys, keys_of
from intelligence.hits.models import Held
from intelligence.hits.question import Question
from intelligence.hits.screening import screen_due

COMMON = 0.2  # of the names
IN_A_CASE = 20  # subjects
AT_ONCE = 20_000  # rows of one COPY
SENT = {"kind": "Person", "purpose": "benchmark"}
HELD = ("noun", "record", "agency_id", "root", "kind", "names", "born", "nationality", "numbers", "digest")
SUBJECTS = """
SELECT s.id, s.agency_id, s.case_id FROM subjects_subject s ORDER BY s.id
"""
WAITING = """
TRUNCATE hits_unscreened;
INSERT INTO hits_unscreened (record, tries, error, ticket)
SELECT record, 0, '', gen_random_uuid() FROM hits_held ORDER BY md5(id::text) LIMIT %s
"""
TAKE = """
DELETE FROM hits_unscreened WHERE id = (SELECT id FROM hits_unscreened ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)
RETURNING record
"""
NEIGHBOURS = """
SELECT h.record, h.names FROM hits_held h WHERE h.id IN (
    SELECT other.held_id FROM hits_held mine JOIN hits_heldkey own ON own.held_id = mine.id
    CROSS JOIN LATERAL (SELECT held_id FROM hits_heldkey WHERE key = own.key ORDER BY held_id DESC LIMIT 80) AS other
    WHERE mine.record = %s LIMIT 80)
"""
OPTIMUM = """
SELECT h.record, h.names FROM hits_held h WHERE h.id IN (
    SELECT held_id FROM hits_heldkey WHERE key = ANY(%s) LIMIT 80)
"""


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    screened = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    bulk = _filled_before() or _filled(wanted)
    print(_size(), flush=True)
    questions = _questions(500)
    _measure_questions(questions, bulk)
    _measure_answers(questions[:200], bulk)
    _measure_moment(bulk)
    _measure_screening(screened)


# --- filling ---


def _filled(wanted: int) -> Bulk:
    start = time.perf_counter()
    bulk = fill(wanted // IN_A_CASE, subjects=IN_A_CASE, people=2)
    count = _index()
    print(f"{count:,} holdings filled in {time.perf_counter() - start:.0f} s", flush=True)
    return bulk


def _filled_before() -> Bulk | None:
    """The world of an earlier run in this database, to measure again."""
    if not Held.objects.exists():
        return None
    agencies = list(Agency.objects.order_by("name"))
    analyst = Person.objects.get(username=f"analyst{len(agencies) - 1}")
    return Bulk(agencies[0], agencies[-1], agencies[0].pk, {agencies[-1].pk: analyst})


def _names() -> Callable[[], str]:
    """Draws a name: common ones in every script, and rare ones of invented syllables."""
    chance = random.Random(7)
    syllables = ["".join(parts) for parts in product("kmnptrslcbdgjw", "aeiou", ["", "n", "ng", "k", "t"])]
    given = ["".join(chance.choices(syllables, k=2)).title() for _n in range(4_000)] + GIVEN[:99]
    family = ["".join(chance.choices(syllables, k=3)).title() for _n in range(8_000)] + FAMILY[:70]
    rare = [f"{chance.choice(given)} {chance.choice(family)}" for _n in range(250_000)]
    common = pool()
    return lambda: chance.choice(common) if chance.random() < COMMON else chance.choice(rare)


def _index() -> int:
    """Write the index rows of every subject: what `keep` writes, by COPY."""
    with unhindered(["hits_held", "hits_heldkey"]), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE hits_heldkey DROP CONSTRAINT hits_heldkey_pkey")
        count = _copied(cursor)
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        cursor.execute("ALTER TABLE hits_heldkey ADD PRIMARY KEY (key, held_id)")
        cursor.execute("SELECT setval(pg_get_serial_sequence('hits_held', 'id'), %s)", [count])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) hits_held")
        cursor.execute("VACUUM (ANALYZE) hits_heldkey")
    return count


def _copied(cursor: Any) -> int:
    """Write the rows of all subjects, so many at a time, and count them."""
    draw, chance, count = _names(), random.Random(11), 0
    cursor.execute(f"DECLARE every CURSOR FOR {SUBJECTS}")
    while rows := _next(cursor):
        held, keys = io.StringIO(), io.StringIO()
        for n, (pk, agency, case) in enumerate(rows, start=count + 1):
            one = _holding(pk, agency, case, draw(), chance)
            phone = one.numbers[0][1]
            held.write(
                f'{n}\tsubject\t{pk}\t{agency}\t{case}\tPerson\t{{"{one.names[0]}"}}\t{one.born}\t{{}}'
                f"\t{{phone:{phone}}}\t\\\\x{n:032x}\n"
            )
            keys.writelines(f"{key}\t{n}\n" for key in keys_of(one))
        held.seek(0), keys.seek(0)
        cursor.copy_expert(f"COPY hits_held (id, {', '.join(HELD)}) FROM STDIN", held)
        cursor.copy_expert("COPY hits_heldkey (key, held_id) FROM STDIN", keys)
        count += len(rows)
    return count


def _next(cursor: Any) -> list[Any]:
    cursor.execute(f"FETCH {AT_ONCE} FROM every")
    rows: list[Any] = cursor.fetchall()
    return rows


def _holding(pk: Any, agency: Any, case: Any, name: str, chance: random.Random) -> Holding:
    born = f"{chance.randint(1955, 2005)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    numbers = (("phone", f"+668{chance.randint(0, 99_999_999):08}"),)
    return Holding("subject", pk, "case", case, agency, agency, "Person", (name,), born, (), numbers)


def _size() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM hits_heldkey), pg_size_pretty(pg_total_relation_size('hits_heldkey')),"
            " pg_size_pretty(pg_total_relation_size('hits_held'))"
        )
        keys, of_keys, of_held = cursor.fetchone()
    return f"{keys:,} keys ({of_keys}), holdings {of_held}"


# --- measuring ---


def _questions(count: int) -> list[Question]:
    """Names of the index, respelled or as they are, with a birth date and without; numbers; and unknown names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT names[1], born, numbers[1] FROM hits_held ORDER BY md5(id::text) LIMIT %s", [count])
        rows = cursor.fetchall()
    return [_question(n, *row) for n, row in enumerate(rows)]


def _question(n: int, name: str, born: str, number: str) -> Question:
    first, *_rest = words = name.split()
    turned = " ".join(reversed(words)).upper()
    phone = (("phone", number.removeprefix("phone:"), ""),)
    return (
        Question(names=(name,)),
        Question(names=(turned,), born=born),
        Question(names=(turned,), born=born[:4]),
        Question(numbers=phone),
        Question(names=(f"{first} Zwkwe{n}",), born=born),
    )[n % 5]


def _measure_questions(questions: list[Question], bulk: Bulk) -> None:
    asked = [question.asked_by(bulk.small.pk) for question in questions]
    for one in asked[:50]:
        matching(one)
    times = [_ms(lambda one=one: matching(one)) for one in asked]  # type: ignore[misc]
    database = [_ms(lambda one=one: looking.candidates(one)) for one in asked]  # type: ignore[misc]
    best = [_ms(lambda one=one: _optimum(one)) for one in asked]  # type: ignore[misc]
    cpu = [_ms(lambda one=one: matching(one), time.process_time) for one in _fresh(asked)]  # type: ignore[misc]
    _line("one subject: candidates and comparing", times)
    _line("  of which CPU of the asking process", cpu)
    _line("  of which the candidates", database)
    _line("  hand-written: any 80 that share a key", best)
    found = [matching(one) for one in asked]
    print(f"  matched {sum(bool(f) for f in found[:500])} of {len(found)} (a fifth ask for nobody)", flush=True)


def _fresh(asked: list[Holding]) -> list[Holding]:
    """The same once more, with what the process has learned of names forgotten."""
    names_of.cache_clear()
    return asked


def _optimum(asked: Holding) -> object:
    with connection.cursor() as cursor:
        cursor.execute(OPTIMUM, [list(asked_keys(asked))])
        return cursor.fetchall()


def _measure_answers(questions: list[Question], bulk: Bulk) -> None:
    viewer = viewer_for(bulk.analysts[bulk.small.pk], bulk.small)
    _line("a whole answer, without its waiting", [_ms(lambda q=q: _asked(q, viewer)) for q in questions])  # type: ignore[misc]


def _asked(question: Question, viewer: Any) -> None:
    with transaction.atomic():
        ask(question, purpose="benchmark", by=viewer)
        transaction.set_rollback(True)


def _measure_moment(bulk: Bulk) -> None:
    """What one sees from outside: hits and no hits, each as often as one person may ask in ten minutes."""
    from agencies.models.guard import Attempt

    client = signed_in(bulk.analysts[bulk.small.pk], bulk.small)
    with connection.cursor() as cursor:
        cursor.execute("SELECT names[1] FROM hits_held WHERE agency_id <> %s LIMIT 20", [bulk.small.pk])
        names = [name for (name,) in cursor.fetchall()]
    for label, asked in (
        ("a hit, from outside", names),
        ("no hit, from outside", [f"Zwkwe{n} Qyxl" for n in range(20)]),
    ):
        Attempt.objects.all().delete()
        times = [_ms(lambda n=n: client.post("/hits/queries/", SENT | {"name": n})) for n in asked]  # type: ignore[misc]
        _line(label, times)


def _measure_screening(count: int) -> None:
    done, took, cpu = _by_two_workers(_screen, count)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM hits_hit WHERE way = 'screening'")
        (hits,) = cursor.fetchone()
    print(f"screened {done:,} in {took:.0f} s by two workers ({cpu:.0f} s of their CPU); {hits:,} hits", flush=True)
    done, least, cpu = _by_two_workers(_looked_up, count)
    print(
        f"  hand-written: {done:,} taken off the queue, 80 that share a key read, nothing compared or raised:"
        f" {least:.0f} s ({cpu:.0f} s of CPU); ratio {took / least:.1f}",
        flush=True,
    )


def _by_two_workers(work: Callable[[int], tuple[int, float]], count: int) -> tuple[int, float, float]:
    """The same queue of so many records worked off: how many, in how many seconds, with how many of CPU."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [count])
        cursor.execute("ANALYZE hits_unscreened")
    connections.close_all()
    start = time.perf_counter()
    with get_context("fork").Pool(2) as workers:
        told = workers.map(work, [count, count], chunksize=1)
    return sum(n for n, _cpu in told), time.perf_counter() - start, sum(cpu for _n, cpu in told)


def _screen(most: int) -> tuple[int, float]:
    """How many this worker screened, and its CPU seconds."""
    start = time.process_time()
    return screen_due(most=most), time.process_time() - start


def _looked_up(_most: int) -> tuple[int, float]:
    """The least that screening has to do, by hand: how many this worker did, and its CPU seconds."""
    start, done = time.process_time(), 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(TAKE)
            row = cursor.fetchone()
            if row is None:
                return done, time.process_time() - start
            cursor.execute(NEIGHBOURS, row)
            cursor.fetchall()
            done += 1


def _ms(run: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    run()
    return (clock() - start) * 1000


def _line(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95) - 1]
    print(
        f"{what:44} median {statistics.median(times):7.1f} ms  p95 {p95:7.1f} ms  worst {ordered[-1]:7.1f} ms",
        flush=True,
    )
