"""What oversight reads: every act without its content, by the role alone, and its own reading recorded."""

import json
import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from access.viewer import Viewer
from agencies.models import Role
from audit.log import SYSTEM, By, consulted, denial, record
from audit.models import Event
from audit.oversight import Page, agencies_by_name, page_of
from cases.models import Case
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def thai_overseer(thai_analyst: Viewer) -> Viewer:
    return member(thai_analyst.agency, Role.OVERSIGHT, name="Suda Kaewmani")


def seen_by(viewer: Viewer, **narrowed: str) -> Page:
    return page_of(viewer, agencies_by_name(), **narrowed)  # type: ignore[arg-type]


def read_by(viewer: Viewer, *cases: Case) -> Event:
    return consulted(by=viewer, refs=[case.ref for case in cases], purpose="case work")


def test_an_overseer_sees_who_of_the_agency_did_what_and_why(
    ranong: Case, thai_analyst: Viewer, thai_overseer: Viewer
) -> None:
    read_by(thai_analyst, ranong)
    line = seen_by(thai_overseer).lines[0]
    assert (line.person, line.agency) == (thai_analyst.person.name, thai_analyst.agency.name)
    assert (line.label, line.object_type, line.records, line.purpose) == ("read the case", "case", 1, "case work")


def test_and_what_others_did_to_its_records_by_their_agency_only(
    ranong: Case, khmer_liaison: Viewer, thai_overseer: Viewer
) -> None:
    read_by(khmer_liaison, ranong)
    line = seen_by(thai_overseer).lines[0]
    assert (line.person, line.agency, line.owner) == ("", khmer_liaison.agency.name, thai_overseer.agency.name)


def test_somebody_of_two_agencies_is_named_for_the_own_one_only(ranong: Case, thai_analyst: Viewer) -> None:
    record("case.edited", by=By(thai_analyst.person_id, uuid4()), on=ranong.ref)
    record("case.edited", by=thai_analyst, on=ranong.ref)
    lines = seen_by(thai_analyst, kind="alteration").lines
    assert [line.person for line in lines[:2]] == [thai_analyst.person.name, ""]


def test_but_nothing_of_what_is_between_others(ranong: Case, malay_liaison: Viewer, khmer_liaison: Viewer) -> None:
    outsider = member(malay_liaison.agency, Role.OVERSIGHT)
    before = seen_by(outsider)
    read_by(khmer_liaison, ranong)
    assert seen_by(outsider) == before


def test_the_overseer_of_the_centre_sees_all(ranong: Case, khmer_liaison: Viewer, overseer: Viewer) -> None:
    read_by(khmer_liaison, ranong)
    line = seen_by(overseer).lines[0]
    assert (line.person, line.agency, line.label) == ("", khmer_liaison.agency.name, "read the case")


def test_no_line_holds_content_or_the_id_of_a_record(ranong: Case, overseer: Viewer, thai_overseer: Viewer) -> None:
    read_by(thai_overseer, ranong)
    for reader in (overseer, thai_overseer):
        shown = repr(seen_by(reader))
        assert ranong.title not in shown
        assert str(ranong.pk) not in shown


def test_refusals_are_shown_with_what_was_tried(malay_liaison: Viewer, overseer: Viewer) -> None:
    denial(by=malay_liaison, object_type="case", object_id=uuid4(), action="case.read")
    [line] = seen_by(overseer, kind="denial").lines
    assert (line.agency, line.label, line.action) == (malay_liaison.agency.name, "was refused", "case.read")
    assert line not in seen_by(overseer, kind="consultation").lines


def test_narrowing_by_agency_and_by_day(ranong: Case, khmer_liaison: Viewer, overseer: Viewer) -> None:
    read_by(khmer_liaison, ranong)
    then = datetime(2017, 3, 1, 12, tzinfo=UTC)
    record("case.edited", by=SYSTEM, on=ranong.ref, at=then)
    agency = str(khmer_liaison.agency_id)
    assert {line.agency for line in seen_by(overseer, agency=agency).lines} == {khmer_liaison.agency.name}
    assert [line.at for line in seen_by(overseer, day=then.date()).lines] == [then]  # type: ignore[arg-type]


def test_pages_join_without_gap_or_repetition(ranong: Case, thai_analyst: Viewer, thai_overseer: Viewer) -> None:
    for number in range(120):
        record("case.edited", by=thai_analyst, on=ranong.ref, detail={"version": number})
    total = Event.objects.filter(agency=thai_analyst.agency_id).count()
    total += Event.objects.filter(owner=thai_analyst.agency_id).exclude(agency=thai_analyst.agency_id).count()
    page = seen_by(thai_overseer)
    lines = [line.at for line in page.lines]
    while page.older:
        page = seen_by(thai_overseer, after=page.older)
        lines += [line.at for line in page.lines]
    assert len(lines) == total
    assert lines == sorted(lines, reverse=True)


def test_the_page_shows_it_and_records_the_reading(overseer: Viewer, ranong: Case) -> None:
    client = browser(overseer)
    answer = client.get("/oversight/")
    assert answer.status_code == 200
    assert "opened the case" in answer.content.decode()
    assert ranong.title not in answer.content.decode()
    event = Event.objects.get(verb="log.consulted")
    assert (event.actor, event.owner, event.purpose) == (overseer.person_id, overseer.agency_id, "oversight")


def test_without_the_role_the_page_is_not_there(thai_analyst: Viewer) -> None:
    client = browser(thai_analyst)
    absent = client.get("/no-such-page/")
    answer = client.get("/oversight/")
    assert (answer.status_code, without_once(answer.content)) == (404, without_once(absent.content))


def without_once(page: bytes) -> str:
    """The page without what differs at every rendering, and without its own address."""
    text = re.sub(r'name="(once|csrfmiddlewaretoken)" value="[^"]*"', "", page.decode())
    return text.replace("/no-such-page/", "/oversight/")


@pytest.mark.parametrize(
    "query", ["kind=all", "agency=x", f"agency={uuid4()}", "day=x", "day=9999-12-31", "day=0001-01-01"]
)
def test_a_filter_that_is_not_on_the_list_is_refused(overseer: Viewer, query: str) -> None:
    client = browser(overseer)
    assert "opened the case" not in client.get(f"/oversight/?{query}").content.decode()
    answer = Program(overseer).get("/events/", **dict([query.split("=")]))
    assert (answer.status_code, list(json.loads(answer.content)["fields"])) == (422, [query.split("=", maxsplit=1)[0]])


@pytest.mark.parametrize("after", ["x", "%00", "AAAA" * 20, "ส"])
def test_a_mangled_cursor_shows_the_first_page(overseer: Viewer, ranong: Case, after: str) -> None:
    client = browser(overseer)
    assert "opened the case" in client.get(f"/oversight/?after={after}").content.decode()


def test_the_api_gives_the_same_lines_and_takes_no_other_parameter(overseer: Viewer, ranong: Case) -> None:
    api = Program(overseer)
    lines = json.loads(api.get("/events/").content)["results"]
    assert {line["verb"] for line in lines} >= {"case.opened", "case.accepted"}
    assert not {"id", "xid", "object_id", "root_id", "objects", "detail"} & set(lines[0])
    assert json.loads(api.get("/events/", order="id").content)["fields"] == {"order": ["This field is not known here."]}


def test_without_the_role_the_api_answers_404(thai_analyst: Viewer) -> None:
    assert Program(thai_analyst).get("/events/").status_code == 404


def test_the_page_asks_the_database_little(
    overseer: Viewer, ranong: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(overseer)
    with django_assert_max_num_queries(10):  # eight, and the two of the savepoint around a view in a test
        client.get("/oversight/")
