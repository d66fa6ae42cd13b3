"""Loading a world: all of it, or nothing."""

from pathlib import Path

from django.db import connection, transaction

from agencies.models import Agency, Person
from audit.fields import CurrentTransaction
from audit.models import Event, Outbox
from cases.models import Case
from demo.agency_play import create_agencies, create_people
from demo.alert_play import Alerts
from demo.case_play import play
from demo.company import Company
from demo.duty_play import plan_duty
from demo.entries import World
from demo.exclusions import exclude_from_agency, exclude_from_case, exclude_from_operation, exclude_from_report
from demo.gatherings import Gatherings
from demo.inquiries import Inquiries
from demo.ledger import Ledger
from demo.operation_play import Operations
from demo.problems import Place, Problem, WorldError
from demo.reading import read
from demo.references import check
from demo.report_play import Reports
from demo.schema import world as understood
from intelligence.hits.index import unscreened

_ONE_LOAD_AT_A_TIME = 0x776F726C64  # an advisory lock's number: "world" in ASCII


def load(path: Path, *, add: bool = False) -> World:
    """Load a world file in one transaction and return what it describes.

    Raises WorldError, naming each place that is wrong; then nothing of the file is loaded. Without `add` the database
    must be empty; with it, references also find the keys of earlier loads.
    """
    world = described(path)  # before the transaction: a large file would keep it waiting
    try:
        with transaction.atomic():
            _load(world, path, add=add)
    except Problem as problem:
        raise WorldError([problem]) from problem
    return world


def described(path: Path) -> World:
    """What a world file describes, entry by entry; references are not followed yet. Raises WorldError."""
    try:
        return understood(read(path))
    except Problem as problem:
        raise WorldError([problem]) from problem


def _load(world: World, path: Path, *, add: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_LOAD_AT_A_TIME])
    if not add:
        _refuse_a_full_database(Place(path.name, 1, ""))
    ledger = Ledger()
    check(world, ledger.known())
    with unscreened():
        _play(world, ledger, path.parent)
    _stay_silent()


def _refuse_a_full_database(place: Place) -> None:
    if Agency.objects.exists() or Person.objects.exists():
        sentence = "expected an empty database, found agencies or people; use --add to load beside them"
        raise Problem(place, sentence)


def _play(world: World, ledger: Ledger, folder: Path) -> None:
    create_agencies(world.agencies, ledger=ledger)
    create_people(world.people, ledger=ledger)
    company = Company(ledger, folder)
    for agency in world.agencies:
        plan_duty(agency, company=company)
    cases: list[Case] = [play(entry, company=company, ledger=ledger) for entry in world.cases]
    reports = Reports(company, ledger)
    reports.play_all(world.reports)
    _play_between(world, company, ledger)
    operations = Operations(company, ledger)
    for operation in world.operations:
        operations.play(operation)
    for entry, case in zip(world.cases, cases, strict=True):
        exclude_from_case(entry, case, company=company)
    for told, report, _author in reports.played:
        exclude_from_report(told, report, company=company)
    for item, played in operations.played:
        exclude_from_operation(item, played, company=company)
    for agency in world.agencies:
        exclude_from_agency(agency, company=company)
    ledger.keep()


def _play_between(world: World, company: Company, ledger: Ledger) -> None:
    """Networks, meetings, requests for information and urgent alerts: what stands on cases and reports."""
    gatherings = Gatherings(company, ledger)
    for network in world.networks:
        gatherings.network(network)
    for meeting in world.meetings:
        gatherings.meeting(meeting)
    inquiries = Inquiries(company, ledger)
    for rfi in world.rfis:
        inquiries.play(rfi)
    alerts = Alerts(company, ledger)
    for alert in world.alerts:
        alerts.play(alert)


def _stay_silent() -> None:
    """Nobody is told of what a load did: its events leave the outbox, and stay in the log."""
    loaded = Event.objects.filter(xid=CurrentTransaction())
    Outbox.objects.filter(event_id__in=loaded.values("id")).delete()
