"""The pages of warrants: what is asked of the database, what is kept in a form, and what leaves no trace."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.viewer import Viewer
from cases.models import Case
from cases.warrants.models import Warrant
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.test_pages import bare
from tests.cases.warrants.people import issued, suspect, transmitted, warrant
from tests.cast import case_of, fresh, opened, taken_in

pytestmark = pytest.mark.django_db


def at(case: Case, row: Any = "", act: str = "") -> str:
    return f"/cases/{case.pk}/warrants/" + (f"{row.pk}/" if row else "") + (f"{act}/" if act else "")


def queries(client: Any, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len([q for q in seen if "SAVEPOINT" not in q["sql"]])


def test_a_page_of_fifty_asks_as_little_as_a_page_of_one(ranong: Case, thai_analyst: Viewer) -> None:
    person, ours = suspect(ranong, thai_analyst), browser(thai_analyst)
    warrant(ranong, thai_analyst, subject=person)
    few = [queries(ours, address) for address in ("/warrants/", at(ranong))]
    for n in range(5):
        warrant(ranong, thai_analyst, subject=person, number=f"W {n}")
    assert [queries(ours, address) for address in ("/warrants/", at(ranong))] == few
    assert few[0] <= 8
    assert few[1] <= 12


def test_one_warrant_is_at_most_twelve_queries(ranong: Case, thai_analyst: Viewer) -> None:
    row = transmitted(ranong, thai_analyst)
    assert queries(browser(thai_analyst), at(ranong, row)) <= 12


def test_the_list_across_cases_is_kept_to_what_one_reads(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    other = opened(case_of(thai_analyst, title="Another"), by=thai_analyst)
    issued(ranong, thai_analyst, number="Shared 1")
    issued(other, thai_analyst, number="Own 2")
    ours = browser(thai_analyst).get("/warrants/").content
    theirs = browser(khmer_liaison).get("/warrants/").content
    assert (b"Shared 1" in ours, b"Own 2" in ours) == (True, True)
    assert (b"Shared 1" in theirs, b"Own 2" in theirs) == (True, False)


def test_a_warrant_on_a_hidden_person_changes_no_byte(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    taken_in(ranong, malay_liaison, by=thai_analyst)
    guest, person = fresh(malay_liaison), suspect(ranong, thai_analyst)
    issued(ranong, thai_analyst, subject=person, number="Open 1")
    hidden = suspect(ranong, thai_analyst, only=[thai_analyst.agency, khmer_liaison.agency])
    pages = [f"/cases/{ranong.pk}/{p}" for p in ("", "timeline/", "warrants/", f"subjects/{person.pk}/")]
    pages += ["/", "/cases/", "/warrants/"]
    feeds = [f"/cases/{ranong.pk}/{p}" for p in ("", "warrants/", "timeline/")] + ["/cases/", "/warrants/"]

    def everything() -> list[Any]:
        seen, program = browser(guest), Program(guest)
        return [bare(seen.get(a).content) for a in pages] + [program.get(a).json() for a in feeds]

    before = everything()
    row = issued(ranong, thai_analyst, subject=hidden, number="Hidden 2")
    narrow = issued(ranong, thai_analyst, subject=person, number="Hidden 3", only=[thai_analyst.agency])
    assert everything() == before
    for one in (row, narrow):
        assert browser(guest).get(at(ranong, one)).status_code == 404
        assert Program(guest).post(at(ranong, one, "withdrawal")).status_code == 404


def test_an_outsider_meets_the_404_of_a_random_id(ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    row, outside = warrant(ranong, thai_analyst), browser(malay_liaison)
    unseen, absent = outside.get(at(ranong, row)), outside.get(f"/cases/{ranong.pk}/warrants/{uuid4()}/")
    assert (unseen.status_code, bare(unseen.content)) == (404, bare(absent.content))


def test_the_form_keeps_what_was_typed_and_makes_one(ranong: Case, thai_analyst: Viewer) -> None:
    ours, person = browser(thai_analyst), suspect(ranong, thai_analyst)
    form = {"subject": person.pk, "number": "W 9", "issued_on": "2017-05-02", "expires_on": "2017-05-01"}
    page = ours.post(at(ranong) + "new/", form)
    assert (page.status_code, b'value="W 9"' in page.content, Warrant.objects.count()) == (422, True, 0)
    good = form | {"expires_on": "2018-05-01", "once": str(uuid4())}
    places = {ours.post(at(ranong) + "new/", good).headers["location"] for _time in range(2)}
    assert (len(places), Warrant.objects.count()) == (1, 1)


def test_a_stale_edit_shows_both_versions(ranong: Case, thai_analyst: Viewer) -> None:
    row, ours = warrant(ranong, thai_analyst), browser(thai_analyst)
    row.edit(by=thai_analyst, version=1, court="Theirs now")
    page = ours.post(at(ranong, row, "edit"), {"number": "W 1", "court": "Mine typed", "version": 1})
    assert (page.status_code, b"Theirs now" in page.content, b"Mine typed" in page.content) == (409, True, True)


def test_each_verb_through_its_page(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    row = warrant(ranong, thai_analyst, addressee=khmer_liaison.agency)
    ours, theirs = browser(thai_analyst), browser(khmer_liaison)
    assert ours.get(at(ranong, row, "issuance")).status_code == 200
    assert ours.post(at(ranong, row, "issuance"), {"version": 1}).status_code == 302
    assert ours.post(at(ranong, row, "issuance"), {"version": 1}).status_code == 409
    assert ours.post(at(ranong, row, "transmission"), {"channel": ""}).status_code == 422
    assert ours.post(at(ranong, row, "transmission"), {"channel": "ncb"}).status_code == 302
    assert ours.get(at(ranong, row, "acknowledgement")).status_code == 403
    assert theirs.post(at(ranong, row, "acknowledgement")).status_code == 302
    assert theirs.get(at(ranong, row, "renewal")).status_code == 403
    assert theirs.post(at(ranong, row, "execution"), {"note": "Pier 4"}).status_code == 302
    assert Warrant.objects.get(pk=row.pk).state == "executed"
    assert ours.get(at(ranong, row, "no-such-verb")).status_code == 404


def test_a_mangled_filter_or_cursor_shows_the_first_page(ranong: Case, thai_analyst: Viewer) -> None:
    warrant(ranong, thai_analyst, number="W 77")
    for query in ("state=nonsense", "country=%00", "after=garbage", "soon=&overdue="):
        page = browser(thai_analyst).get(f"/warrants/?{query}")
        assert (page.status_code, b"W 77" in page.content) == (200, True)
