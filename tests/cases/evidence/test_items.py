"""An item: with files or text, changed by its supplier alone, its versions side by side, withdrawn with a reason."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.db import InternalError, transaction

from access.viewer import Viewer
from audit.models import Event, Led
from cases.evidence.models import Evidence, EvidenceFile, EvidenceSubject
from cases.models import Case
from cases.search.models import SearchRow
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from coordination_center.files.keeping import opened
from tests.cases.evidence.conftest import chain, newest, on_disk, refused, upload
from tests.cast import case_of, taken_in
from tests.frame.files import hostile, sound

pytestmark = pytest.mark.django_db


def test_an_item_with_a_file(statement: Evidence, thai_analyst: Viewer) -> None:
    file = newest(statement)
    assert (file.number, file.type, file.size) == (1, "application/pdf", len(sound.pdf()))
    assert file.sha256 == hashlib.sha256(sound.pdf()).hexdigest()
    with opened(file.key) as stored:
        assert stored.read() == sound.pdf()
    assert [(row.step, row.agency) for row in chain(statement)] == [("registered", thai_analyst.agency)]


def test_an_item_of_text_alone(ranong: Case, khmer_liaison: Viewer) -> None:
    item = Evidence.add(ranong, by=khmer_liaison, title="Call from the pier", text="Three men, one boat.")
    assert not EvidenceFile.objects.filter(evidence=item).exists()
    assert item.holder == khmer_liaison.agency


def test_a_title_is_enough_and_needed(ranong: Case, thai_analyst: Viewer) -> None:
    item = Evidence.add(ranong, by=thai_analyst, title="Outboard motor, serial number filed off")
    with pytest.raises(Invalid):
        Evidence.add(ranong, by=thai_analyst, title=" ", text="x")
    with pytest.raises(Invalid):
        item.edit(by=thai_analyst, version=1, title="")


@pytest.mark.parametrize("name", ["photos.zip", "flood.png", "archive.pdf", "drawing.svg", "invoice.pdf", "empty.pdf"])
def test_a_hostile_file_makes_no_item(ranong: Case, thai_analyst: Viewer, files: Path, name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Evidence.add(ranong, by=thai_analyst, title="x", file=upload(hostile.FILES[name](), name))
    assert list(refusal.value.fields) == ["file"]
    assert not Evidence.objects.exists()
    assert on_disk(files) == 0


def test_a_stranger_and_an_observer_store_nothing(
    ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer, ngo_caseworker: Viewer, files: Path
) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    for by, refusal in ((malay_liaison, Unseen), (ngo_caseworker, NotAllowed)):
        with pytest.raises(refusal):
            Evidence.add(ranong, by=by, title="x", file=upload())
    assert on_disk(files) == 0


def test_a_version_never_overwrites(statement: Evidence, thai_analyst: Viewer) -> None:
    first = newest(statement)
    second = statement.add_version(by=thai_analyst, file=upload(sound.png(), "scan.png"), note="scanned anew")
    assert (second.number, second.note, second.type) == (2, "scanned anew", "image/png")
    with opened(first.key) as stored:
        assert stored.read() == sound.pdf()
    assert statement.version == 2


def test_the_newest_bytes_again_are_no_version(statement: Evidence, thai_analyst: Viewer) -> None:
    with pytest.raises(Invalid):
        statement.add_version(by=thai_analyst, file=upload(name="other.pdf"))


def test_the_database_refuses_to_change_a_file_or_a_step(statement: Evidence) -> None:
    for row in (newest(statement), chain(statement)[0]):
        for change in (row.save, row.delete):
            with pytest.raises(InternalError), transaction.atomic():
                change()


def test_only_its_supplier_changes_it(statement: Evidence, khmer_liaison: Viewer) -> None:
    refused(
        NotAllowed,
        lambda: statement.edit(by=khmer_liaison, version=1, title="x"),
        lambda: statement.add_version(by=khmer_liaison, file=upload(sound.png(), "a.png")),
        lambda: statement.withdraw(by=khmer_liaison, reason="x"),
        lambda: statement.connect(by=khmer_liaison, subjects=[]),
    )


def test_an_edit_of_an_old_version_is_stale(statement: Evidence, thai_analyst: Viewer, thai_liaison: Viewer) -> None:
    assert statement.edit(by=thai_liaison, version=1, title="Statement, signed") == 2
    with pytest.raises(Stale):
        statement.edit(by=thai_analyst, version=1, title="x")
    statement.refresh_from_db()
    assert statement.title == "Statement, signed"


def test_a_withdrawn_item_is_gone_for_all_and_kept(statement: Evidence, thai_analyst: Viewer, files: Path) -> None:
    statement.withdraw(by=thai_analyst, reason="belongs to another case")
    assert not Evidence.objects.visible_to(thai_analyst).exists()
    assert not EvidenceFile.objects.visible_to(thai_analyst).exists()
    assert not SearchRow.objects.filter(object_id=statement.pk).exists()
    assert Evidence.objects.get().reason == "belongs to another case"
    assert on_disk(files) == 1
    assert Event.objects.get(verb="evidence.withdrawn").led == Led.ERASURE
    refused(
        Unseen,
        lambda: statement.withdraw(by=thai_analyst, reason="x"),
        lambda: statement.edit(by=thai_analyst, version=1, title="x"),
        lambda: statement.move(by=thai_analyst, purpose="x"),
    )


def test_a_withdrawal_says_why(statement: Evidence, thai_analyst: Viewer) -> None:
    with pytest.raises(Invalid):
        statement.withdraw(by=thai_analyst, reason=" ")


def test_an_archived_case_takes_no_more(ranong: Case, statement: Evidence, thai_analyst: Viewer) -> None:
    ranong.close(by=thai_analyst, outcome="convicted")
    ranong.archive(by=thai_analyst)
    refused(
        IllegalMove,
        lambda: Evidence.add(ranong, by=thai_analyst, title="x", text="x"),
        lambda: statement.edit(by=thai_analyst, version=1, title="x"),
        lambda: statement.move(by=thai_analyst, purpose="x"),
    )


def subject_of(case: Case, by: Viewer, **facts: Any) -> Subject:
    return Subject.add(case, by=by, names=[Name("Prasert")], **facts)


def test_a_subject_of_another_case_or_out_of_sight_is_refused_alike(
    ranong: Case, statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    foreign = subject_of(case_of(thai_analyst), thai_analyst)
    hidden = subject_of(ranong, khmer_liaison, only=[khmer_liaison.agency])
    said = []
    for subject in (foreign, hidden):
        with pytest.raises(Invalid) as refusal:
            statement.connect(by=thai_analyst, subjects=[subject])
        said.append(refusal.value.fields)
    assert said[0] == said[1]


def test_a_link_to_a_restricted_subject_shows_to_its_readers_alone(
    ranong: Case, statement: Evidence, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    hidden = subject_of(ranong, thai_analyst, only=[thai_analyst.agency])
    before = Evidence.objects.values().get()
    statement.connect(by=thai_analyst, subjects=[hidden])
    assert Evidence.objects.values().get() == before
    assert EvidenceSubject.objects.visible_to(thai_analyst).exists()
    assert not EvidenceSubject.objects.visible_to(khmer_liaison).exists()
    assert Event.objects.get(verb="evidence.connected").owner == thai_analyst.agency_id


def test_links_are_replaced(ranong: Case, statement: Evidence, thai_analyst: Viewer) -> None:
    one, other = subject_of(ranong, thai_analyst), subject_of(ranong, thai_analyst)
    statement.connect(by=thai_analyst, subjects=[one])
    statement.connect(by=thai_analyst, subjects=[other])
    statement.connect(by=thai_analyst, subjects=[other])
    assert [m.subject for m in EvidenceSubject.objects.visible_to(thai_analyst)] == [other]
    verbs = list(Event.objects.filter(object_type="evidence_subject").order_by("id").values_list("verb", flat=True))
    assert sorted(verbs) == ["evidence.connected", "evidence.connected", "evidence.disconnected"]


def test_search_finds_it_by_word_file_and_sum(statement: Evidence) -> None:
    rows = {row.field: row for row in SearchRow.objects.filter(object_id=statement.pk)}
    assert rows["title"].text == "Statement of the skipper"
    assert rows["files"].text == "statement.pdf"
    assert rows["number"].exact == [newest(statement).sha256]
