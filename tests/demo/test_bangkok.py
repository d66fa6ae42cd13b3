"""The demo world loads, and holds what the demo promises."""

from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from access.decide import can
from access.viewer import viewer_for
from agencies.models import Agency, Person, Role
from audit.models import Event
from cases.codes import Handling, State, Tlp
from cases.models import Case
from cases.reviews.models import Review
from cases.reviews.reading import Sitting
from demo.entries import World
from demo.loading import load
from demo.reading import read
from demo.schema import world as understood
from intelligence.releases.codes import State as Held
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports.codes import State as Standing
from intelligence.reports.models import Part, Report, ReportRow, ReportSubject

FILE: Path = settings.BASE_DIR / "demo" / "bangkok.yaml"
WORKSHOP = {"BD", "KH", "ID", "LA", "MY", "PH", "TH", "VN"}


@pytest.fixture(scope="module")
def world() -> World:
    return understood(read(FILE))


def test_the_eight_countries_of_the_workshop_and_their_companions(world: World) -> None:
    assert len(world.agencies) >= 14
    assert {agency.country for agency in world.agencies if agency.kind == "police"} == WORKSHOP
    kinds = Counter(agency.kind for agency in world.agencies)
    assert kinds["ngo"] >= 2
    assert all(kinds[kind] for kind in ("ncb", "centre", "legal", "io", "welfare"))


def test_thirty_people_in_all_roles_some_in_two_agencies(world: World) -> None:
    assert len(world.people) >= 30
    held = {role for person in world.people for roles in person.roles.values() for role in roles}
    assert held == set(Role.values)
    assert any(len(person.roles) > 1 for person in world.people)


def test_every_agency_with_an_administrator(world: World) -> None:
    administered = {ref.key for person in world.people for ref, roles in person.roles.items() if "admin" in roles}
    lacking = {agency.key for agency in world.agencies} - administered
    assert lacking == set()


def test_twenty_cases_in_every_state(world: World) -> None:
    assert len(world.cases) == 20
    assert {case.state for case in world.cases} == set(State.values)
    assert any(case.tlp == Tlp.RED and case.named for case in world.cases)


def test_passwords_are_as_good_as_the_product_asks(world: World) -> None:
    for entry in world.people:
        validate_password(entry.password, Person(username=entry.username, name=entry.name, email=entry.email))
        assert entry.totp


def test_reports_in_every_state_of_several_agencies(world: World) -> None:
    assert 12 <= len(world.reports) <= 18
    assert {report.state for report in world.reports} == set(Standing.values)
    assert {"rtp", "cnp", "ncb_pnh", "rmp", "centre", "ngo1"} <= {report.originator.key for report in world.reports}
    assert {report.tlp for report in world.reports} == set(Tlp.values)
    assert {code for report in world.reports for code in report.handling} == set(Handling.values)
    assert {report.source_grade.isupper() for report in world.reports} == {True, False}  # Europol and Admiralty


def test_releases_in_every_state(world: World) -> None:
    lines = [line for report in world.reports for line in report.releases]
    assert {line.state for line in lines} == set(Held.values)
    assert {line.acknowledged for line in lines if line.state == Held.RECALLED} == {True, False}
    assert any(line.state == Held.REQUESTED and line.urgency == "urgent" for line in lines)
    assert any("place" in line.withheld for line in lines)
    assert any(report.quotes for report in world.reports)


def played() -> list[tuple[str, ...]]:
    """What the log holds, without ids and times."""
    names: dict[UUID | None, str] = dict(Person.objects.values_list("pk", "username"))
    names |= dict(Agency.objects.values_list("pk", "name"))
    names |= dict(Case.objects.unscoped("a test looks at all").values_list("pk", "title"))
    events = Event.objects.order_by("id").values_list("verb", "actor", "agency", "root_id")
    return [(verb, *(names.get(pk, "") for pk in ids)) for verb, *ids in events]


@pytest.mark.django_db
def test_two_loads_are_twins() -> None:
    loads = []
    for _each in range(2):
        with transaction.atomic():
            load(FILE)
            loads.append(played())
            transaction.set_rollback(True)
    assert loads[0] == loads[1]


@pytest.mark.django_db
def test_the_story_can_begin() -> None:
    load(FILE)
    ranong = Case.objects.unscoped("a test looks at all").get(title="Ranong trawlers")
    somsak, dara, aminah = (viewer_for(Person.objects.get(username=name)) for name in ("somsak", "dara", "aminah"))
    assert can(somsak, "case.note", ranong)
    assert can(dara, "case.note", ranong)
    assert can(aminah, "case.accept", ranong)
    assert not can(aminah, "case.read", ranong)
    november = Review.objects.visible_to(somsak).get(title="Second workshop on unresolved cases, Bangkok")
    figures = {tile.name: tile.number for tile in Sitting.of(somsak, november).tiles()}
    assert (figures["warrants_updated"], figures["victims_rescued"]) == (24, 12)  # what the workshop of 2017 reported


@pytest.mark.django_db
def test_the_report_of_the_story_is_in_khmer_and_nobody_has_been_given_it() -> None:
    load(FILE)
    somsak, dara, bopha = (viewer_for(Person.objects.get(username=name)) for name in ("somsak", "dara", "bopha"))
    subject = ReportSubject.objects.visible_to(dara).get(label="សុខ ចាន់ធូ")
    report = Report.objects.visible_to(dara).get(subjects=subject)
    assert (report.four_eyes, report.handling, report.notice, report.state) == (True, ["H2"], "both", "validated")
    assert not can(somsak, "report.see", report)
    assert not ReportRow.objects.visible_to(somsak).filter(text__contains="ចាន់ធូ").exists()
    assert not Release.objects.unscoped("a test looks at all").filter(report=report).exists()
    line = Release.ask(by=somsak, owner=dara.agency, purpose="To find her", report=report, urgency="urgent")
    assert not line.approve(by=dara, terms=Terms(withheld=["place"]))
    assert line.confirm(by=bopha)
    assert can(somsak, "report.see", report)
    assert not Part.objects.visible_to(somsak).filter(report=report, piece="place").exists()
