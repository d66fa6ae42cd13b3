"""Every verb of a case through its page: the form that asks, the post that does it, and who sees what afterwards."""

import pytest

from access.viewer import Viewer
from agencies.models import Agency
from cases.acts import ACTS
from cases.models import Case
from tests.agencies.door import browser
from tests.cast import case_of, member, taken_in

pytestmark = pytest.mark.django_db


def do(viewer: Viewer, case: Case, act: str, **form: object) -> int:
    """Open the page of a verb, and do it; the status of the post."""
    own, address = browser(viewer), f"/cases/{case.pk}/{act}/"
    assert own.get(address).status_code == 200
    return own.post(address, form).status_code


def sees(viewer: Viewer, case: Case) -> bool:
    return browser(viewer).get(f"/cases/{case.pk}/").status_code == 200


def test_invite_and_accept(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    assert do(thai_analyst, case, "participants", agency=khmer_liaison.agency_id, level="partner") == 302
    assert do(thai_analyst, case, "proposal") == 302
    assert b"Accept the invitation" in browser(khmer_liaison).get(f"/cases/{case.pk}/").content
    assert do(khmer_liaison, case, "acceptance") == 302
    assert do(thai_analyst, case, "opening") == 302
    assert Case.objects.get(pk=case.pk).state == "open"


def test_decline(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert do(khmer_liaison, case, "refusal", reason="no capacity") == 302
    assert not sees(khmer_liaison, case)


def test_the_lead_is_handed_over(ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    assert do(thai_liaison, ranong, "lead-offer", agency=khmer_liaison.agency_id) == 302
    assert b"offers your agency the lead" in browser(khmer_liaison).get("/").content
    assert do(khmer_liaison, ranong, "lead-acceptance") == 302
    assert do(khmer_liaison, ranong, "closure", outcome="convicted") == 302


def test_a_part_is_ended_from_both_sides(
    ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer, ngo: Agency
) -> None:
    helper = member(ngo, "supervisor")
    taken_in(ranong, helper, by=thai_liaison)
    assert do(thai_liaison, ranong, "revocation", agency=khmer_liaison.agency_id) == 302
    assert do(helper, ranong, "leaving") == 302
    assert (sees(khmer_liaison, ranong), sees(helper, ranong), sees(thai_liaison, ranong)) == (False, False, True)


def test_a_compartment_is_made_and_opened_again(ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    own = {"agency": thai_liaison.agency_id, "person": thai_liaison.person.username}
    theirs = {"agency": khmer_liaison.agency_id, "person": khmer_liaison.person.username}
    assert do(thai_liaison, ranong, "names", **theirs) == 409  # nobody of the lead would be left
    assert do(thai_liaison, ranong, "names", **own) == 302
    assert not sees(khmer_liaison, ranong)
    assert do(thai_liaison, ranong, "names", **theirs) == 302
    assert sees(khmer_liaison, ranong)
    assert do(thai_liaison, ranong, "unnaming", **theirs) == 302
    assert not sees(khmer_liaison, ranong)
    assert do(thai_liaison, ranong, "compartment-end") == 302
    assert sees(khmer_liaison, ranong)


def test_shut_out_and_let_in_again(ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    assert do(thai_liaison, ranong, "exclusion", person=khmer_liaison.person.username, reason="a tip") == 302
    assert not sees(khmer_liaison, ranong)
    page = browser(thai_liaison).get(f"/cases/{ranong.pk}/sharing/").content.decode()
    end = page.split(f'action="/cases/{ranong.pk}/exclusion/')[1].split('"')[0]
    assert browser(thai_liaison).post(f"/cases/{ranong.pk}/exclusion/{end}").status_code == 302
    assert sees(khmer_liaison, ranong)


def test_suspend_resume_close_reopen_archive(ranong: Case, thai_liaison: Viewer) -> None:
    steps = [("suspension", {"reason": "x"}), ("resumption", {}), ("closure", {"outcome": "unresolved"}),
             ("reopening", {}), ("closure", {"outcome": "convicted"}), ("archive", {})]  # fmt: skip
    assert [do(thai_liaison, ranong, act, **form) for act, form in steps] == [302] * len(steps)
    assert Case.objects.get(pk=ranong.pk).state == "archived"


@pytest.mark.parametrize("act", sorted(ACTS))
def test_no_verb_is_done_by_an_observer(ranong: Case, thai_analyst: Viewer, ngo_caseworker: Viewer, act: str) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    before = Case.objects.values().get(pk=ranong.pk)
    assert browser(ngo_caseworker).post(f"/cases/{ranong.pk}/{act}/", {}).status_code == 403
    assert Case.objects.values().get(pk=ranong.pk) == before
