"""A compartment is open to the people it names, for the agency it names them for, and to nobody else."""

import pytest

from access.decide import can
from access.paging import count_for, page_for
from access.viewer import Viewer
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid
from tests.cast import also, case_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(thai_analyst: Viewer) -> Case:
    return case_of(thai_analyst, title="Secret", tlp="RED", named=[(thai_analyst.person, thai_analyst.agency)])


def test_colleagues_of_the_lead_meet_nothing(secret: Case, thai_supervisor: Viewer) -> None:
    assert not can(thai_supervisor, "case.see", secret)
    assert (page_for(thai_supervisor, Case.objects.all()).rows, count_for(thai_supervisor, Case)) == ([], 0)


def test_an_invited_agency_sees_it_through_its_named_person_only(
    secret: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    secret.invite(by=thai_analyst, agency=khmer_liaison.agency)
    assert not can(khmer_liaison, "case.see", secret)
    secret.name(by=thai_analyst, person=khmer_liaison.person, agency=khmer_liaison.agency)
    secret.accept(by=khmer_liaison)
    assert can(khmer_liaison, "case.read", secret)


def test_the_name_holds_for_one_agency(secret: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    hat = also(thai_analyst, malay_liaison.agency, "analyst")
    secret.invite(by=thai_analyst, agency=malay_liaison.agency)
    assert not can(hat, "case.see", secret)


def test_only_people_of_participants_are_named(secret: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    with pytest.raises(Invalid):
        secret.name(by=thai_analyst, person=malay_liaison.person, agency=malay_liaison.agency)


def test_the_lead_keeps_one_named(secret: Case, thai_analyst: Viewer) -> None:
    with pytest.raises(IllegalMove):
        secret.unname(by=thai_analyst, person=thai_analyst.person, agency=thai_analyst.agency)


def test_an_open_case_becomes_one_with_its_first_name_and_opens_again(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    ranong.name(by=thai_analyst, person=thai_analyst.person, agency=thai_analyst.agency)
    assert not can(khmer_liaison, "case.see", ranong)
    ranong.dissolve_compartment(by=thai_analyst)
    assert can(khmer_liaison, "case.read", ranong)


def test_red_stays_a_compartment(secret: Case, ranong: Case, thai_analyst: Viewer) -> None:
    with pytest.raises(IllegalMove):
        secret.dissolve_compartment(by=thai_analyst)
    with pytest.raises(Invalid):
        ranong.edit(by=thai_analyst, version=1, tlp="RED")
    with pytest.raises(Invalid):
        case_of(thai_analyst, tlp="RED")
