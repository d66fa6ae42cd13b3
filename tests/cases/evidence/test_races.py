"""Many at once, on real connections, and a process that dies between the file and its row."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from access.viewer import Viewer
from cases.evidence.models import Custody, Evidence, EvidenceFile
from cases.models import Case
from coordination_center.errors import IllegalMove, Stale
from coordination_center.files import sweeping
from coordination_center.files.sweeping import sweep
from tests.cases.evidence.conftest import newest, on_disk, upload
from tests.cases.test_races import MANY, together
from tests.frame.files import sound

pytestmark = pytest.mark.django_db(transaction=True)


def again(item: Evidence) -> Evidence:
    return Evidence.objects.select_related("case").get(pk=item.pk)


def test_twenty_confirmations_are_one(statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    offer = statement.offer(by=thai_analyst, agency=khmer_liaison.agency, purpose="examination")
    got = together(lambda _n: bool(again(statement).receive(by=khmer_liaison, offer=offer.pk, condition="whole")))
    assert got == {True: 1, IllegalMove: MANY - 1}
    assert Custody.objects.filter(step="received").count() == 1


def test_twenty_offers_are_one(statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    got = together(
        lambda _n: bool(again(statement).offer(by=thai_analyst, agency=khmer_liaison.agency, purpose="examination"))
    )
    assert got == {True: 1, IllegalMove: MANY - 1}


def test_a_receipt_against_a_recall_is_one_of_them(
    statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    offer = statement.offer(by=thai_analyst, agency=khmer_liaison.agency, purpose="examination")

    def work(n: int) -> str:
        if n % 2:
            return again(statement).receive(by=khmer_liaison, offer=offer.pk, condition="whole").step
        return again(statement).recall(by=thai_analyst, offer=offer.pk, purpose="changed our mind").step

    together(work)
    assert Custody.objects.filter(answers=offer).count() == 1


def test_twenty_edits_of_one_version_are_one(statement: Evidence, thai_analyst: Viewer) -> None:
    got = together(lambda n: again(statement).edit(by=thai_analyst, version=1, title=f"T{n}"))
    assert got == {2: 1, Stale: MANY - 1}


def test_ten_versions_have_ten_numbers(statement: Evidence, thai_analyst: Viewer) -> None:
    def work(n: int) -> int:
        return again(statement).add_version(by=thai_analyst, file=upload(b"version %d" % n, "a.txt")).number

    assert together(work, 10) == dict.fromkeys(range(2, 12), 1)


def test_a_death_between_file_and_row_leaves_nothing_and_is_swept(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Evidence.add(ranong, by=thai_analyst, title="Kept", file=upload(sound.jpeg(), "a.jpg"))
    connection.close()
    child = os.fork()
    if child == 0:  # stores the file, writes the row, and is killed before the end of its transaction
        with transaction.atomic():
            Evidence.add(ranong, by=thai_analyst, title="Lost", file=upload())
            os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    assert [item.title for item in Evidence.objects.visible_to(khmer_liaison)] == ["Kept"]
    assert on_disk(files) == 3  # a picture, its thumbnail, and what nobody names
    monkeypatch.setattr(
        sweeping, "_registered", [keys for keys in sweeping._registered if "evidence" in keys.__module__]
    )
    swept = sweep(older=timedelta(0))
    assert (len(swept.removed), swept.missing) == (1, [])
    assert on_disk(files) == 2
    assert EvidenceFile.objects.get().key == newest(kept).key
