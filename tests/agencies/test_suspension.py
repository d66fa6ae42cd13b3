"""Suspending a person or a whole agency ends every session and token on the next request; nothing comes back."""

import pytest
from django.test import Client

from access.viewer import Viewer
from agencies import roles, sessions, suspension, tokens
from agencies.models import Agency, Person, Role
from audit.log import SYSTEM
from audit.models import Event
from coordination_center.errors import IllegalMove
from tests.agencies.door import bearing, browser, is_signed_in, sign_in
from tests.cast import also, fresh, member

pytestmark = pytest.mark.django_db


def token_of(viewer: Viewer) -> dict[str, str]:
    return bearing(tokens.issue(Person.objects.get(pk=viewer.person_id), viewer.agency, by=viewer)[1])


def opens(header: dict[str, str]) -> bool:
    return Client().get("/api/me/", headers=header).status_code == 200


def test_a_suspended_person_is_out_at_once(thai_analyst: Viewer) -> None:
    client, header = browser(thai_analyst), token_of(thai_analyst)
    assert (is_signed_in(client), opens(header)) == (True, True)
    suspension.suspend_person(thai_analyst.person, by=SYSTEM)
    assert (is_signed_in(client), opens(header)) == (False, False)


def test_reactivation_revives_nothing_old(ladda: Person, thai_analyst: Viewer) -> None:
    client, header = browser(thai_analyst), token_of(thai_analyst)
    suspension.suspend_person(ladda, by=SYSTEM)
    suspension.reactivate_person(ladda, by=SYSTEM)
    assert (is_signed_in(client), opens(header)) == (False, False)
    assert is_signed_in(sign_in(ladda))


def test_a_suspended_agency_is_out_at_once(thai_analyst: Viewer, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    inside = [browser(thai_analyst), browser(thai_liaison)]
    outside, header = browser(malay_liaison), token_of(thai_analyst)
    suspension.suspend_agency(thai_analyst.agency, by=SYSTEM)
    assert not any(is_signed_in(client) for client in inside)
    assert not opens(header)
    assert is_signed_in(outside)


def test_reactivating_an_agency_revives_nothing_old(ladda: Person, thai_analyst: Viewer) -> None:
    client, header = browser(thai_analyst), token_of(thai_analyst)
    suspension.suspend_agency(thai_analyst.agency, by=SYSTEM)
    suspension.reactivate_agency(thai_analyst.agency, by=SYSTEM)
    assert (is_signed_in(client), opens(header)) == (False, False)
    assert is_signed_in(sign_in(ladda))


def test_members_keep_their_other_agencies(ladda: Person, thai_analyst: Viewer, ngo: Agency) -> None:
    there = also(thai_analyst, ngo, Role.CASEWORKER)
    suspension.suspend_agency(thai_analyst.agency, by=SYSTEM)
    client = sign_in(ladda)
    assert is_signed_in(client)
    assert client.post("/acting-agency/", {"agency": thai_analyst.agency_id}).status_code == 404
    assert opens(token_of(fresh(there)))


def test_ending_a_membership_ends_its_tokens(thai_analyst: Viewer, ngo: Agency) -> None:
    there = also(thai_analyst, ngo, Role.CASEWORKER)
    here_token, there_token = token_of(thai_analyst), token_of(there)
    roles.leave(ngo.memberships.get(), by=SYSTEM)
    assert (opens(here_token), opens(there_token)) == (True, False)


def test_ending_all_sessions_ends_tokens_too(thai_analyst: Viewer) -> None:
    first, second, header = browser(thai_analyst), browser(thai_analyst), token_of(thai_analyst)
    assert first.post("/account/sessions/end/").headers["Location"] == "/accounts/login/"
    assert (is_signed_in(first), is_signed_in(second), opens(header)) == (False, False, False)
    assert Event.objects.filter(verb="sessions.ended", object_id=thai_analyst.person_id).exists()


def test_a_token_of_an_epoch_gone_by_is_dead_at_birth(thai_analyst: Viewer) -> None:
    before = Person.objects.get(pk=thai_analyst.person_id)
    sessions.end_all(thai_analyst.person, by=thai_analyst)
    assert not opens(bearing(tokens.issue(before, thai_analyst.agency, by=thai_analyst)[1]))


def test_twice_is_no_move(thai_analyst: Viewer) -> None:
    suspension.suspend_person(thai_analyst.person, by=SYSTEM)
    with pytest.raises(IllegalMove):
        suspension.suspend_person(thai_analyst.person, by=SYSTEM)
    suspension.reactivate_person(thai_analyst.person, by=SYSTEM)
    with pytest.raises(IllegalMove):
        suspension.reactivate_person(thai_analyst.person, by=SYSTEM)


def test_nobody_suspends_themselves(thai_admin: Viewer, thai_police: Agency, centre_admin: Viewer) -> None:
    member(thai_police, Role.ADMIN, name="A Second Administrator")
    with pytest.raises(IllegalMove):
        suspension.suspend_person(thai_admin.person, by=thai_admin)
    with pytest.raises(IllegalMove):
        suspension.suspend_agency(centre_admin.agency, by=centre_admin)


def test_the_last_administrator_stays(thai_admin: Viewer, centre_admin: Viewer) -> None:
    with pytest.raises(IllegalMove):
        suspension.suspend_person(thai_admin.person, by=centre_admin)
    with pytest.raises(IllegalMove):
        roles.leave(thai_admin.memberships[0], by=thai_admin)
    with pytest.raises(IllegalMove):
        roles.change(
            thai_admin.memberships[0], [Role.ANALYST], by=centre_admin, version=thai_admin.memberships[0].version
        )


@pytest.mark.parametrize("verb", ["person.suspended", "agency.suspended"])
def test_it_is_recorded_with_who(thai_analyst: Viewer, centre_admin: Viewer, verb: str) -> None:
    if verb == "person.suspended":
        suspension.suspend_person(thai_analyst.person, by=centre_admin)
    else:
        suspension.suspend_agency(thai_analyst.agency, by=centre_admin)
    event = Event.objects.get(verb=verb)
    assert (event.actor, event.agency) == (centre_admin.person_id, centre_admin.agency_id)
