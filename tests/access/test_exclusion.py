"""An exclusion is a deny over every grant, from the next request, whatever hat the person wears."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.decide import can
from access.exclusion import exclude, readmit
from access.explain import exclusions_of
from access.models import Exclusion
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from coordination_center.errors import Invalid, NotAllowed, Unseen
from tests.agencies.door import browser
from tests.cast import also, fresh

pytestmark = pytest.mark.django_db


def sees(viewer: Viewer, case: Case) -> bool:
    return can(fresh(viewer), "case.see", case) and case in Case.objects.visible_to(fresh(viewer))


def test_an_agency_is_shut_out_of_a_record(ranong: Case, thai_supervisor: Viewer, khmer_liaison: Viewer) -> None:
    assert sees(khmer_liaison, ranong)
    ended = exclude(by=thai_supervisor, on=ranong, agency=khmer_liaison.agency)
    assert not sees(khmer_liaison, ranong)
    readmit(ended, by=thai_supervisor, on=ranong)
    assert sees(khmer_liaison, ranong)


def test_one_officer_is_shut_out_and_colleagues_are_not(
    ranong: Case, thai_supervisor: Viewer, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    exclude(by=thai_supervisor, on=ranong, person=khmer_liaison.person)
    assert not sees(khmer_liaison, ranong)
    assert sees(thai_analyst, ranong)


def test_from_everything_an_agency_originates(ranong: Case, thai_supervisor: Viewer, khmer_liaison: Viewer) -> None:
    exclude(by=thai_supervisor, on=thai_supervisor.agency, agency=khmer_liaison.agency)
    assert not sees(khmer_liaison, ranong)


def test_another_hat_does_not_open_the_door(
    ranong: Case, thai_supervisor: Viewer, malay_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    hat = also(malay_liaison, khmer_liaison.agency, "liaison")
    assert sees(hat, ranong)
    exclude(by=thai_supervisor, on=ranong, agency=malay_liaison.agency)
    assert not sees(hat, ranong)


def test_it_ends_by_the_clock(ranong: Case, thai_supervisor: Viewer, khmer_liaison: Viewer) -> None:
    exclude(by=thai_supervisor, on=ranong, agency=khmer_liaison.agency, until=timezone.now() + timedelta(hours=1))
    assert not sees(khmer_liaison, ranong)
    Exclusion.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert sees(khmer_liaison, ranong)


def test_not_oneself_nor_ones_own_agency(ranong: Case, thai_supervisor: Viewer) -> None:
    for who in ({"agency": thai_supervisor.agency}, {"person": thai_supervisor.person}, {}):
        with pytest.raises(Invalid):
            exclude(by=thai_supervisor, on=ranong, **who)


def test_a_partner_shuts_nobody_out(ranong: Case, khmer_liaison: Viewer, malaysian_police: Agency) -> None:
    with pytest.raises(NotAllowed):
        exclude(by=khmer_liaison, on=ranong, agency=malaysian_police)


def test_an_outsider_cannot_probe_by_excluding(ranong: Case, malay_liaison: Viewer, ngo: Agency) -> None:
    with pytest.raises(Unseen):
        exclude(by=malay_liaison, on=ranong, agency=ngo)


def test_nobody_excludes_from_another_agencys_records(khmer_liaison: Viewer, thai_police: Agency, ngo: Agency) -> None:
    with pytest.raises(NotAllowed):
        exclude(by=khmer_liaison, on=thai_police, agency=ngo)


def test_an_excluded_agency_cannot_be_let_in_by_an_invitation(
    ranong: Case, thai_supervisor: Viewer, malay_liaison: Viewer
) -> None:
    exclude(by=thai_supervisor, on=ranong, agency=malay_liaison.agency)
    ranong.invite(by=thai_supervisor, agency=malay_liaison.agency)
    with pytest.raises(Unseen):
        ranong.accept(by=fresh(malay_liaison))


def test_the_page_shuts_out_of_everything_the_agency_originates(
    ranong: Case, thai_supervisor: Viewer, khmer_liaison: Viewer
) -> None:
    own, partner = browser(thai_supervisor), browser(khmer_liaison)
    made = own.post("/exclusions/", {"agency": str(khmer_liaison.agency_id), "reason": "a tip"})
    assert made.status_code == 302
    assert partner.get(f"/cases/{ranong.pk}/").status_code == 404
    assert own.post(f"/exclusions/{Exclusion.objects.get().pk}/end/").status_code == 302
    assert partner.get(f"/cases/{ranong.pk}/").status_code == 200


@pytest.mark.parametrize(
    "body", [{}, {"person": "nobody-here"}, {"agency": "x"}, {"reason": "a\x00b"}, {"until": "1999"}]
)
def test_the_page_refuses_what_names_nobody(thai_supervisor: Viewer, body: dict[str, str]) -> None:
    assert browser(thai_supervisor).post("/exclusions/", body).status_code == 422
    assert not Exclusion.objects.exists()


def test_another_agencys_exclusion_is_not_here(
    thai_supervisor: Viewer, khmer_liaison: Viewer, malaysian_police: Agency
) -> None:
    theirs = exclude(by=khmer_liaison, on=khmer_liaison.agency, agency=malaysian_police)
    assert browser(thai_supervisor).post(f"/exclusions/{theirs.pk}/end/").status_code == 404
    assert Exclusion.objects.live().count() == 1


def test_a_new_lead_does_not_learn_whom_the_originator_shut_out(
    ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer, malaysian_police: Agency
) -> None:
    exclude(by=thai_liaison, on=thai_liaison.agency, agency=malaysian_police)
    ranong.offer_lead(by=thai_liaison, agency=khmer_liaison.agency)
    ranong.accept_lead(by=khmer_liaison)
    assert not exclusions_of(ranong, to=khmer_liaison.agency).exists()
    assert exclusions_of(ranong, to=thai_liaison.agency).exists()
