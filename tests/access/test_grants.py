"""Grants are the ledger's shadow: exact, once, expiring by the database's clock, and in step with the row."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from access.backend import AgencyBackend
from access.decide import can, levels_on
from access.grants import sync
from access.policy import POLICY, UndeclaredAction, rule_for
from access.viewer import Viewer
from agencies.models import Person
from cases.models import Case, CaseGroupGrant, CaseUserGrant
from tests.cast import case_of, fresh, member, taken_in

pytestmark = pytest.mark.django_db


def test_sort_at_follows_the_row_at_insert_and_after(ranong: Case, thai_analyst: Viewer) -> None:
    ranong.add_note(by=thai_analyst, text="later")
    ranong.refresh_from_db()
    assert set(CaseGroupGrant.objects.values_list("sort_at", flat=True)) == {ranong.updated_at}


def test_syncing_twice_changes_nothing(ranong: Case) -> None:
    before = list(CaseGroupGrant.objects.order_by("pk").values())
    sync(ranong)
    assert list(CaseGroupGrant.objects.order_by("pk").values()) == before


def test_the_database_decides_when_a_grant_ends(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    case.invite(by=thai_analyst, agency=khmer_liaison.agency, until=timezone.now() + timedelta(days=1))
    case.accept(by=khmer_liaison)
    grant = CaseGroupGrant.objects.get(group=khmer_liaison.agency.group)
    for seconds, sees in ((-1, False), (1, True)):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE cases_casegroupgrant SET expires_at = now() + %s * interval '1 second' WHERE id = %s",
                [seconds, grant.pk],
            )
        assert can(khmer_liaison, "case.read", case) is sees


def test_a_compartment_has_user_grants_and_no_group_grants(thai_analyst: Viewer) -> None:
    case = case_of(thai_analyst, tlp="RED", named=[(thai_analyst.person, thai_analyst.agency)])
    assert CaseGroupGrant.objects.filter(content_object=case).count() == 0
    assert list(CaseUserGrant.objects.values_list("user", "group")) == [(thai_analyst.person_id, thai_analyst.group_id)]


def test_the_backend_agrees_with_can_for_everyone(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    for viewer in map(fresh, (thai_analyst, khmer_liaison, malay_liaison, ngo_caseworker)):
        for level in ("lead", "partner", "observer", "invited"):
            held = AgencyBackend().has_perm(viewer.person, f"cases.case_{level}", ranong)
            assert held is (level in levels_on(viewer, ranong))


def test_no_person_holds_a_level_everywhere(thai_analyst: Viewer) -> None:
    assert not thai_analyst.person.has_perm("cases.case_lead")


def test_a_suspended_person_holds_nothing(ranong: Case, thai_analyst: Viewer) -> None:
    Person.objects.filter(pk=thai_analyst.person_id).update(is_active=False, suspended_at=timezone.now())
    person = Person.objects.get(pk=thai_analyst.person_id)
    assert not person.has_perm("cases.case_lead", ranong)


def test_what_the_table_does_not_name_raises() -> None:
    with pytest.raises(UndeclaredAction):
        rule_for("case.sell")


@pytest.mark.parametrize("role", ["admin", "oversight"])
def test_neither_admins_nor_oversight_read_records(ranong: Case, thai_analyst: Viewer, role: str) -> None:
    viewer = member(thai_analyst.agency, role)
    assert not any(can(viewer, action, ranong) for action, rule in POLICY.items() if rule.levels)


def test_a_rolled_back_verb_leaves_the_grants(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    with transaction.atomic():
        ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
        transaction.set_rollback(True)
    assert can(khmer_liaison, "case.read", ranong)
