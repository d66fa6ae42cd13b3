"""A link is seen by whoever sees it and both of its ends; for the others there is no trace of it."""

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.links.models import Link
from cases.models import Case
from cases.search.models import SearchRow
from cases.subjects.models import Subject
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.links.conftest import Linked, subject
from tests.cast import taken_in

pytestmark = pytest.mark.django_db
SECRET = "a word that only we know"


def seen_by(viewer: Viewer, case: Case) -> set[object]:
    return {link.pk for link in Link.objects.under(viewer, case)}


def test_a_link_needs_itself_and_both_ends(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, informer: Subject, thai_analyst: Viewer,
    khmer_liaison: Viewer,
) -> None:  # fmt: skip
    open_to_all = linked(boss, van)
    ours = [linked(boss, informer), linked(informer, van), linked(boss, van, only=[thai_analyst.agency])]
    assert seen_by(khmer_liaison, ranong) == {open_to_all.pk}
    assert seen_by(thai_analyst, ranong) == {open_to_all.pk, *(link.pk for link in ours)}


def test_two_audiences_that_share_one_agency_leave_it_alone(
    ranong: Case, linked: Linked, thai_analyst: Viewer, khmer_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst)
    one = subject(ranong, thai_analyst, "One", only=[thai_analyst.agency, khmer_liaison.agency])
    other = subject(ranong, thai_analyst, "Other", only=[thai_analyst.agency, ngo_caseworker.agency])
    linked(one, other, "knows")
    assert len(seen_by(thai_analyst, ranong)) == 1
    assert not seen_by(khmer_liaison, ranong) | seen_by(ngo_caseworker, ranong)


def test_a_link_goes_with_its_end(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    link = linked(boss, van, note=SECRET)
    van.take_out(by=khmer_liaison)
    assert not seen_by(thai_analyst, ranong)
    assert not SearchRow.objects.filter(object_id=link.pk).exists()


def pages_of(viewer: Viewer, case: Case) -> list[bytes]:
    """All that this viewer is shown of the case, without what differs at each rendering."""
    tabs = ["", "links/", "links/?sort=source", "links/new/", "timeline/", "sharing/"]
    client, program = browser(viewer), Program(viewer)
    answers = [client.get(f"/cases/{case.pk}/{tab}") for tab in tabs]
    answers += [program.get(f"/cases/{case.pk}/{of}") for of in ("links/", "links/chart/", "timeline/")]
    answers += [program.get(f"/cases/{case.pk}/"), client.get(f"/cases/{case.pk}/links/chart/"), client.get("/cases/")]
    return [_lasting(answer.content) for answer in answers]


def _lasting(page: bytes) -> bytes:
    once = (b"csrf", b"once", b"data-reader")
    return b"\n".join(row for row in page.splitlines() if not any(word in row for word in once))


def test_a_link_for_some_leaves_every_page_of_the_others_as_it_was(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    linked(boss, van)
    informer = subject(ranong, thai_analyst, "Kept secret", only=[thai_analyst.agency])
    before = pages_of(khmer_liaison, ranong)
    hidden = linked(informer, van, note=SECRET)
    hidden.edit(by=thai_analyst, version=1, sourced=SECRET)
    linked(boss, van, "owns", only=[thai_analyst.agency], note=SECRET)
    linked(boss, informer, "knows").take_out(by=thai_analyst, reason=SECRET)
    assert pages_of(khmer_liaison, ranong) == before
    assert SECRET not in str(pages_of(khmer_liaison, ranong))


def test_the_search_index_keeps_the_audience(
    linked: Linked, boss: Subject, informer: Subject, thai_analyst: Viewer
) -> None:
    link = linked(boss, informer, note=SECRET)
    assert [row.only for row in SearchRow.objects.filter(object_id=link.pk)] == [[thai_analyst.agency_id]]
    link.take_out(by=thai_analyst, reason="wrong")
    assert not SearchRow.objects.filter(object_id=link.pk).exists()


def test_the_events_of_a_hidden_link_belong_to_its_supplier(
    linked: Linked, boss: Subject, van: Subject, ranong: Case, khmer_liaison: Viewer
) -> None:
    linked(boss, van, by=khmer_liaison, only=[khmer_liaison.agency])
    assert Event.objects.get(verb="link.added").owner == khmer_liaison.agency_id


def test_a_partner_whose_part_has_ended_sees_none(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    link = linked(boss, van)
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert not seen_by(khmer_liaison, ranong)
    for tab in ("links/", "links/chart/", f"links/{link.pk}/"):
        assert browser(khmer_liaison).get(f"/cases/{ranong.pk}/{tab}").status_code == 404
