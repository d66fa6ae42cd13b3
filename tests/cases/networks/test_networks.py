"""A network reaches across cases and opens none of them."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from access.paging import page_for
from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.networks.codes import Priority, Share, Standing
from cases.networks.models import Member, Network
from cases.networks.reading import members_of, networks_of, targets
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import case_of, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def pier(thai_analyst: Viewer, khmer_liaison: Viewer) -> Network:
    """Kept by the Thai police, read by the Cambodian police."""
    network = Network.begin(by=thai_analyst, name="The pier", summary="Crews sold from boat to boat.")
    network.share(by=thai_analyst, agency=khmer_liaison.agency)
    return network


def subject(case: Case, by: Viewer, name: str = "Tawan", **facts: Any) -> Subject:
    return Subject.add(case, by=by, names=[Name(name)], **facts)


def labels(viewer: Viewer, network: Network) -> list[str]:
    return [one.subject.label for one in members_of(viewer, network)]


def test_members_are_seen_by_whoever_sees_their_subject(
    ranong: Case, pier: Network, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    ours = opened(case_of(thai_analyst, title="Ours alone"), by=thai_analyst)
    pier.enlist(by=thai_analyst, subject=subject(ranong, thai_analyst, "Joint"))
    pier.enlist(by=thai_analyst, subject=subject(ours, thai_analyst, "Hidden"))
    pier.enlist(by=thai_analyst, subject=subject(ranong, thai_analyst, "Restricted", only=[thai_analyst.agency]))
    assert labels(thai_analyst, pier) == ["Hidden", "Joint", "Restricted"]
    assert labels(khmer_liaison, pier) == ["Joint"]


def test_a_hidden_member_changes_no_byte_for_another_reader(
    ranong: Case, pier: Network, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    hidden = subject(ranong, thai_analyst, "Restricted", only=[thai_analyst.agency])
    reader, program = browser(khmer_liaison), Program(khmer_liaison)
    pages = ["/networks/", f"/networks/{pier.pk}/"]
    before = [reader.get(page).content for page in pages], program.get(f"/networks/{pier.pk}/members/").json()
    row = Network.objects.values().get(pk=pier.pk)
    pier.enlist(by=thai_analyst, subject=hidden, priority=Priority.TARGET)
    assert Network.objects.values().get(pk=pier.pk) == row
    after = [reader.get(page).content for page in pages], program.get(f"/networks/{pier.pk}/members/").json()
    assert [_stable(page) for page in after[0]] == [_stable(page) for page in before[0]]
    assert after[1] == before[1] == []
    assert targets(khmer_liaison) == []


def _stable(page: bytes) -> bytes:
    """The page without what differs at every rendering."""
    return re.sub(rb'(name="(csrfmiddlewaretoken|once)" value=")[^"]*|nonce="[^"]*"|data-now="[^"]*"', b"", page)


def test_an_outsider_and_a_reader_cannot_write(
    ranong: Case, pier: Network, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    tawan = subject(ranong, thai_analyst)
    with pytest.raises(Unseen):
        pier.enlist(by=malay_liaison, subject=tawan)
    with pytest.raises(NotAllowed):
        pier.enlist(by=khmer_liaison, subject=tawan)
    with pytest.raises(NotAllowed):
        pier.share(by=khmer_liaison, agency=malay_liaison.agency)
    assert page_for(malay_liaison, Network.objects.all()).rows == []


def test_a_keeper_enlists_only_what_it_sees_itself(
    ranong: Case, pier: Network, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    theirs = subject(ranong, khmer_liaison, "Theirs", only=[khmer_liaison.agency])
    with pytest.raises(Invalid):
        pier.enlist(by=thai_analyst, subject=theirs)
    answer = Program(thai_analyst).post(f"/networks/{pier.pk}/members/", {"subject": str(theirs.pk)})
    made_up = Program(thai_analyst).post(f"/networks/{pier.pk}/members/", {"subject": str(pier.pk)})
    assert (answer.status_code, answer.json()) == (made_up.status_code, made_up.json())
    assert answer.status_code == 422


def test_once_a_member_is_enough(ranong: Case, pier: Network, thai_analyst: Viewer) -> None:
    tawan = subject(ranong, thai_analyst)
    member = pier.enlist(by=thai_analyst, subject=tawan, standing=Standing.ORGANISER)
    with pytest.raises(IllegalMove):
        pier.enlist(by=thai_analyst, subject=tawan)
    pier.strike(member, by=thai_analyst)
    with pytest.raises(Unseen):
        pier.strike(member, by=thai_analyst)
    assert pier.enlist(by=thai_analyst, subject=tawan).pk != member.pk


def test_a_stale_assessment_is_refused_and_another_networks_member_unseen(
    ranong: Case, pier: Network, thai_analyst: Viewer
) -> None:
    member = pier.enlist(by=thai_analyst, subject=subject(ranong, thai_analyst))
    facts = {"standing": Standing.MONEY, "priority": Priority.WATCH, "note": ""}
    pier.reassess(member, by=thai_analyst, version=1, **facts)
    with pytest.raises(Stale):
        pier.reassess(member, by=thai_analyst, version=1, **facts)
    other = Network.begin(by=thai_analyst, name="Another")
    with pytest.raises(Unseen):
        other.reassess(member, by=thai_analyst, version=2, **facts)
    assert browser(thai_analyst).get(f"/networks/{other.pk}/members/{member.pk}/").status_code == 404


def test_a_removed_subject_is_no_member(ranong: Case, pier: Network, thai_analyst: Viewer) -> None:
    tawan = subject(ranong, thai_analyst)
    pier.enlist(by=thai_analyst, subject=tawan)
    tawan.take_out(by=thai_analyst)
    assert labels(thai_analyst, pier) == []


def test_revocation_holds_from_the_next_request(pier: Network, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    reader = browser(khmer_liaison)
    assert reader.get(f"/networks/{pier.pk}/").status_code == 200
    pier.unshare(by=thai_analyst, agency=khmer_liaison.agency)
    assert reader.get(f"/networks/{pier.pk}/").status_code == 404
    with pytest.raises(IllegalMove):
        pier.unshare(by=thai_analyst, agency=khmer_liaison.agency)


def test_one_agency_keeps_it(pier: Network, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    with pytest.raises(IllegalMove):
        pier.unshare(by=thai_analyst, agency=thai_analyst.agency)
    pier.share(by=thai_analyst, agency=khmer_liaison.agency, share=Share.KEEPER)
    pier.unshare(by=thai_analyst, agency=thai_analyst.agency)
    assert page_for(thai_analyst, Network.objects.all()).rows == []
    assert [n.name for n in page_for(khmer_liaison, Network.objects.all()).rows] == ["The pier"]


def test_reading_a_member_is_reading_its_case(
    ranong: Case, pier: Network, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    tawan = subject(ranong, thai_analyst)
    pier.enlist(by=thai_analyst, subject=tawan)
    assert networks_of(khmer_liaison, tawan)[0][0] == pier
    browser(khmer_liaison).get(f"/networks/{pier.pk}/")
    event = Event.objects.filter(actor=khmer_liaison.person_id, led="consultation").latest("at")
    assert {pier.pk, ranong.pk} <= set(event.object_ids)


def test_the_pages_work_by_form(ranong: Case, pier: Network, thai_analyst: Viewer) -> None:
    tawan = subject(ranong, thai_analyst)
    pen = browser(thai_analyst)
    chosen = pen.get(f"/networks/{pier.pk}/members/", {"case": str(ranong.pk)})
    assert "Tawan" in chosen.content.decode()
    where = f"/networks/{pier.pk}/members/?case={ranong.pk}"
    done = pen.post(where, {"subject": str(tawan.pk), "standing": "organiser", "priority": "target", "note": "x"})
    assert done.status_code == 302
    assert [one.subject.label for _network, one in targets(thai_analyst)] == ["Tawan"]
    edited = {"name": "The two piers", "summary": "", "tlp": "AMBER", "version": "1"}
    assert pen.post(f"/networks/{pier.pk}/edit/", edited).status_code == 302
    assert pen.post(f"/networks/{pier.pk}/edit/", edited | {"name": "Late"}).status_code == 409
    assert pen.post(f"/networks/{pier.pk}/edit/", edited | {"tlp": "RED"}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_of_twenty_parallel_enlistments_one_stands(ranong: Case, pier: Network, thai_analyst: Viewer) -> None:
    tawan = subject(ranong, thai_analyst)

    def enlist(_n: int) -> bool:
        try:
            Network.objects.unscoped("test").get(pk=pier.pk).enlist(by=thai_analyst, subject=tawan)
        except IllegalMove:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(enlist, range(20))) == 1
    assert Member.objects.unscoped("test").filter(subject=tawan).count() == 1
