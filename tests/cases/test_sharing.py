"""Who comes in, and who goes out: the ledger decides, and the grants follow it exactly."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.decide import can, get_for
from access.viewer import Viewer
from cases.models import Case, CaseGroupGrant
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Unseen
from tests.cast import case_of, taken_in

pytestmark = pytest.mark.django_db


def grants(case: Case) -> set[tuple[str, str]]:
    rows = CaseGroupGrant.objects.filter(content_object=case).select_related("group__agency", "permission")
    return {(row.group.agency.name.split()[0], row.permission.codename) for row in rows}


def test_exact_grants_through_a_life(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    assert grants(case) == {("Royal", "case_lead")}
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert grants(case) == {("Royal", "case_lead"), ("Cambodian", "case_invited")}
    case.accept(by=khmer_liaison)
    assert grants(case) == {("Royal", "case_lead"), ("Cambodian", "case_partner")}
    case.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert grants(case) == {("Royal", "case_lead")}


def test_the_invited_see_the_proposal_and_not_the_case(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert get_for(khmer_liaison, "case.see", Case, pk=case.pk) == case
    with pytest.raises(NotAllowed):
        get_for(khmer_liaison, "case.read", Case, pk=case.pk)


def test_a_revoked_partner_meets_nothing(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    with pytest.raises(Unseen):
        get_for(khmer_liaison, "case.see", Case, pk=ranong.pk)


def test_declining_leaves_nothing_behind(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    case.decline(by=khmer_liaison, reason="no capacity")
    assert not can(khmer_liaison, "case.see", case)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert can(khmer_liaison, "case.accept", case)


def test_a_part_that_ran_out_opens_nothing(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency, until=timezone.now() + timedelta(minutes=5))
    case.accept(by=khmer_liaison)
    CaseGroupGrant.objects.filter(group=khmer_liaison.agency.group).update(expires_at=timezone.now())
    assert not can(khmer_liaison, "case.see", case)


def test_twice_is_refused(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    with pytest.raises(IllegalMove):
        ranong.invite(by=thai_analyst, agency=khmer_liaison.agency)
    with pytest.raises(NotAllowed):
        ranong.accept(by=khmer_liaison)


def test_the_lead_cannot_be_given_by_invitation(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    with pytest.raises(Invalid):
        case_of(thai_analyst).invite(by=thai_analyst, agency=khmer_liaison.agency, level="lead")


def test_the_lead_is_handed_over_and_the_former_lead_stays(
    ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    ranong.offer_lead(by=thai_liaison, agency=khmer_liaison.agency)
    ranong.accept_lead(by=khmer_liaison)
    assert grants(ranong) == {("Royal", "case_partner"), ("Cambodian", "case_lead")}
    with pytest.raises(IllegalMove):
        ranong.accept_lead(by=thai_liaison)


def test_the_lead_goes_to_partners_only(ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    taken_in(ranong, malay_liaison, by=thai_liaison, level="observer")
    with pytest.raises(IllegalMove):
        ranong.offer_lead(by=thai_liaison, agency=malay_liaison.agency)
