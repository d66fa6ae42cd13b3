"""What ties a case to others on pages and over the API: for those who see both, and refused with the right code."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.viewer import Viewer
from cases.evidence.models import Custody, Evidence, EvidenceFile
from cases.joining.doubles import doubles_of
from cases.joining.models import Merger, Relation, Split
from cases.models import Case
from cases.subjects.models import Subject
from coordination_center.errors import IllegalMove, Invalid, NotAllowed
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.joining.two import joined, merged, person, phuket
from tests.cases.test_pages import bare
from tests.cases.warrants.test_pages import queries

pytestmark = pytest.mark.django_db
__all__ = ["phuket"]


def at(case: Case, rest: str = "") -> str:
    return f"/cases/{case.pk}/{rest}"


def test_a_relation_shows_on_both_cases_for_those_who_see_both(
    ranong: Case, phuket: Case, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    guest = joined(ranong, malay_liaison, by=thai_analyst)
    pages = [at(ranong, p) for p in ("", "related/", "timeline/")] + ["/cases/", "/"]
    feeds = [at(ranong, p) for p in ("", "related/", "mergers/", "timeline/")]

    def everything() -> list[Any]:
        seen, program = browser(guest), Program(guest)
        return [bare(seen.get(a).content) for a in pages] + [program.get(a).json() for a in feeds]

    before = everything()
    row = Relation.add(ranong, by=thai_analyst, other=phuket, kind="follow_up", reason="Same boats")
    assert everything() == before
    assert browser(guest).get(at(ranong, f"related/{row.pk}/")).status_code == 404
    ours = browser(thai_analyst)
    assert b"Phuket piers" in ours.get(at(ranong, "related/")).content
    assert b"Followed up by this case" in ours.get(at(phuket, "related/")).content


def test_the_rules_of_relations(
    ranong: Case, phuket: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    from tests.cast import case_of

    row = Relation.add(ranong, by=thai_analyst, other=phuket, kind="same_network")
    with pytest.raises(IllegalMove):
        Relation.add(phuket, by=khmer_liaison, other=ranong, kind="same_network")
    for other in (ranong, case_of(malay_liaison)):
        with pytest.raises(Invalid):
            Relation.add(ranong, by=thai_analyst, other=other, kind="other")
    with pytest.raises(Invalid):
        Relation.add(ranong, by=thai_analyst, other=phuket, kind="continued_in")
    with pytest.raises(NotAllowed):
        row.take_out(by=khmer_liaison)
    row.take_out(by=thai_analyst)
    assert not Relation.objects.visible_to(thai_analyst).exists()


def test_a_merge_over_the_api(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer,
    malay_liaison: Viewer,
) -> None:  # fmt: skip
    person(ranong, thai_analyst)
    ours, theirs = Program(thai_liaison), Program(khmer_liaison)
    assert Program(thai_analyst).post(at(ranong, "mergers/"), {"into": str(phuket.pk)}).status_code == 403
    assert Program(malay_liaison).post(at(ranong, "mergers/"), {"into": str(phuket.pk)}).status_code == 404
    assert ours.post(at(ranong, "mergers/"), {"into": str(uuid4())}).status_code in {400, 422}
    made = ours.post(at(ranong, "mergers/"), {"into": str(phuket.pk)})
    assert (made.status_code, made.json()["state"]) == (201, "offered"), made.json()
    one = at(ranong, f"mergers/{made.json()['id']}/")
    assert ours.post(f"{one}acceptance/").status_code == 403
    assert theirs.post(at(phuket, f"mergers/{made.json()['id']}/acceptance/")).status_code == 404
    assert theirs.post(f"{one}acceptance/").json()["state"] == "accepted"
    assert theirs.post(f"{one}acceptance/").status_code == 409
    assert ours.post(f"{one}withdrawal/").status_code == 409
    assert Subject.objects.filter(case=phuket).count() == 1


def test_a_merge_through_its_pages(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    person(ranong, thai_analyst)
    ours, theirs = browser(thai_liaison), browser(khmer_liaison)
    assert ours.post(at(ranong, "mergers/new/"), {"other": str(uuid4())}).status_code == 422
    assert ours.post(at(ranong, "mergers/new/"), {"other": str(phuket.pk)}).status_code == 302
    one = at(ranong, f"mergers/{Merger.objects.get().pk}/acceptance/")
    assert one.encode() in theirs.get(at(phuket, "related/")).content
    assert one.encode() not in ours.get(at(ranong, "related/")).content
    assert (theirs.get(one).status_code, ours.get(one).status_code) == (200, 403)
    assert theirs.post(one).status_code == 302
    assert theirs.post(one).status_code == 409
    assert b"Continued in" in ours.get(at(ranong, "related/")).content
    assert queries(theirs, at(phuket, "related/")) <= 14


def test_a_split_through_its_pages_and_what_cannot_be_chosen(
    ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    note = ranong.add_note(by=thai_liaison, text="Goes")
    hidden = ranong.add_note(by=khmer_liaison, text="Hidden", only=[khmer_liaison.agency])
    ours, agency = browser(thai_liaison), str(thai_liaison.agency_id)
    form = {"title": "Piers", "to": agency, "records": [str(note.pk)]}
    page = ours.get(at(ranong, "splits/new/")).content.decode()
    assert re.search(str(note.pk), page)
    assert str(hidden.pk) not in page
    for wrong in (hidden.pk, uuid4()):
        assert ours.post(at(ranong, "splits/new/"), form | {"records": [str(wrong)]}).status_code == 422
        answer = Program(thai_liaison).post(at(ranong, "splits/"), form | {"records": [str(wrong)]})
        assert answer.status_code in {400, 422}
    assert ours.post(at(ranong, "splits/new/"), form).status_code == 302
    assert Split.objects.get().state == "accepted"
    made = Program(thai_liaison).post(at(ranong, "splits/"), form | {"title": "Again"})
    assert (made.status_code, made.json()["state"]) == (201, "accepted")


def test_a_file_of_evidence_goes_over_by_its_key_with_the_chain(
    ranong: Case, phuket: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    file = SimpleUploadedFile("ledger.txt", b"wages withheld", content_type="text/plain")
    item = Evidence.add(ranong, by=thai_liaison, title="Ledger", file=file)
    merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    copy = Evidence.objects.get(case=phuket)
    assert len(set(EvidenceFile.objects.values_list("key", "sha256"))) == 1
    chains = [list(Custody.objects.filter(evidence=one).values_list("number", "step", "at")) for one in (item, copy)]
    assert chains[0] == chains[1] != []
    assert browser(khmer_liaison).get(EvidenceFile.objects.get(evidence=copy).get_absolute_url()).status_code == 200


def test_subjects_that_may_be_one_are_proposed_to_those_who_see_both(
    ranong: Case, phuket: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    person(ranong, thai_analyst, "Somsak Jaidee")
    person(phuket, khmer_liaison, "สมศักดิ์ ใจดี")
    person(phuket, khmer_liaison, "Nguyen Van Hung")
    person(phuket, khmer_liaison, "Somsak Jaidee", only=[khmer_liaison.agency])
    merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    assert Subject.objects.filter(case=phuket).count() == 4
    counts = [len(doubles_of(viewer, phuket)) for viewer in (thai_liaison, khmer_liaison)]
    assert counts == [1, 3]
    assert b"May be the same" in browser(thai_liaison).get(at(phuket, "related/")).content
