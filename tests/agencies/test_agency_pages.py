"""The directory is everybody's; people and invitations are the agency's own; agencies are the centre's to make."""

import uuid
from typing import Any

import pytest

from access.viewer import Viewer
from agencies.models import Agency
from audit.models import Event
from tests.agencies.door import browser

pytestmark = pytest.mark.django_db
NEW = {"name": "Lao Anti-Trafficking Department", "kind": "police", "country": "LA", "languages": ["en"],
       "desk_email": "desk@example.org"}  # fmt: skip


@pytest.mark.parametrize("who", ["thai_analyst", "thai_admin", "ngo_caseworker", "overseer"])
def test_everybody_reads_the_directory(request: Any, thai_police: Agency, malaysian_police: Agency, who: str) -> None:
    page = browser(request.getfixturevalue(who)).get("/agencies/").content.decode()
    assert thai_police.name in page
    assert malaysian_police.name in page


def test_the_directory_asks_few_questions(thai_analyst: Viewer, django_assert_max_num_queries: Any) -> None:
    client = browser(thai_analyst)
    with django_assert_max_num_queries(8):
        client.get("/agencies/")


def test_members_see_their_people_and_partners_do_not(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    address = f"/agencies/{thai_analyst.agency_id}/"
    name = thai_analyst.person.name
    assert name in browser(thai_analyst).get(address).content.decode()
    page = browser(malay_liaison).get(address).content.decode()
    assert "Royal Thai Police" in page
    assert name not in page


def test_no_people_are_told_from_many(malay_liaison: Viewer, thai_police: Agency, thai_admin: Viewer) -> None:
    client, address = browser(malay_liaison), f"/agencies/{thai_police.pk}/"
    before = client.get(address).content
    from tests.cast import member

    member(thai_police, "analyst", name="Someone New")
    assert _without_tokens(client.get(address).content) == _without_tokens(before)


def _without_tokens(page: bytes) -> str:
    import re

    return re.sub(r'value="[^"]*"|nonce="[^"]*"', "", page.decode())


def test_an_unknown_agency_is_404(thai_analyst: Viewer) -> None:
    assert browser(thai_analyst).get(f"/agencies/{uuid.uuid4()}/").status_code == 404


def test_the_centre_makes_an_agency_with_its_group(centre_admin: Viewer) -> None:
    answer = browser(centre_admin, stepped_up=True).post("/agencies/new/", NEW)
    made = Agency.objects.get(name=NEW["name"])
    assert answer.headers["Location"] == f"/agencies/{made.pk}/"
    assert made.group.name == f"agency:{made.pk}"
    assert Event.objects.get(verb="agency.created", object_id=made.pk).actor == centre_admin.person_id


def test_sent_twice_makes_one(centre_admin: Viewer) -> None:
    client = browser(centre_admin, stepped_up=True)
    answers = [client.post("/agencies/new/", NEW | {"once": "k"}) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Agency.objects.filter(name=NEW["name"]).count() == 1


@pytest.mark.parametrize("who", ["thai_admin", "thai_analyst", "overseer"])
@pytest.mark.parametrize("last", ["new", "{}/suspension", "{}/reactivation"])
def test_others_do_nothing_of_the_centres(request: Any, cambodian_police: Agency, who: str, last: str) -> None:
    client = browser(request.getfixturevalue(who), stepped_up=True)
    address = f"/agencies/{last.format(cambodian_police.pk)}/"
    assert (client.get(address).status_code, client.post(address, NEW).status_code) == (403, 403)
    assert not Agency.objects.filter(name=NEW["name"]).exists()
    assert Agency.objects.get(pk=cambodian_police.pk).suspended_at is None


def test_the_centre_suspends_and_reactivates(centre_admin: Viewer, thai_police: Agency) -> None:
    client = browser(centre_admin, stepped_up=True)
    assert client.get(f"/agencies/{thai_police.pk}/suspension/").status_code == 200
    assert client.post(f"/agencies/{thai_police.pk}/suspension/").status_code == 302
    assert Agency.objects.get(pk=thai_police.pk).suspended_at
    assert client.post(f"/agencies/{thai_police.pk}/suspension/").status_code == 409
    assert client.post(f"/agencies/{thai_police.pk}/reactivation/").status_code == 302
    assert Agency.objects.get(pk=thai_police.pk).suspended_at is None


def test_an_administrator_edits_the_own_desk_only(thai_admin: Viewer, ngo: Agency) -> None:
    client = browser(thai_admin)
    form = {"desk_email": "desk@thai.example", "languages": ["th"], "name": "Renamed", "kind": "ngo", "version": 1}
    assert client.post(f"/agencies/{thai_admin.agency_id}/edit/", form).status_code == 302
    mine = Agency.objects.get(pk=thai_admin.agency_id)
    assert (mine.desk_email, mine.languages, mine.kind) == ("desk@thai.example", ["th"], "police")
    assert mine.name.startswith("Royal Thai Police")
    assert client.post(f"/agencies/{ngo.pk}/edit/", form).status_code == 403


def test_a_stale_edit_shows_both_versions(thai_admin: Viewer) -> None:
    client, address = browser(thai_admin), f"/agencies/{thai_admin.agency_id}/edit/"
    client.post(address, {"desk_email": "first@thai.example", "version": 1})
    stale = client.post(address, {"desk_email": "second@thai.example", "version": 1})
    assert stale.status_code == 409
    assert "first@thai.example" in stale.content.decode()
    assert "second@thai.example" in stale.content.decode()
    assert client.post(address, {"desk_email": "second@thai.example", "version": 2}).status_code == 302


LONG = "x" * 300
BAD = [
    {"name": LONG}, {"name": ""}, {"name": "a\0b"}, {"name": "a\u202eb"}, {"name": "<script>x</script>"},
    {"kind": "circus"}, {"kind": LONG}, {"country": "XX"}, {"country": "th"}, {"country": "\0"},
    {"languages": ["xx"]}, {"languages": ["\0"]}, {"desk_email": "nobody"}, {"desk_email": f"{LONG}@example.org"},
    {"desk_email": "a\0@example.org"}, {"desk_email": "a@exa\u202emple.org"},
    {"desk_phone": "ring us"}, {"desk_phone": "02 555 0100"}, {"desk_phone": "+66"},
    {"desk_phone": "+6625550100;ext=1"}, {"desk_phone": "javascript:1"},
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=repr)
def test_bad_input_is_an_error_in_the_form(centre_admin: Viewer, bad: dict[str, Any]) -> None:
    answer = browser(centre_admin, stepped_up=True).post("/agencies/new/", NEW | bad)
    assert answer.status_code == 422
    assert "desk@example.org" in answer.content.decode() or "desk_email" in bad
    assert Agency.objects.count() == 1


def test_a_name_is_taken_once(centre_admin: Viewer, thai_police: Agency) -> None:
    answer = browser(centre_admin, stepped_up=True).post("/agencies/new/", NEW | {"name": thai_police.name})
    assert answer.status_code == 422
