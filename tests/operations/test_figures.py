"""Figures: reported, judged, corrected, never changed, and always the sum of their increments."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from access.viewer import Viewer
from agencies.models import Agency, Role
from audit.models import Event
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Unseen
from operations.codes import Status
from operations.models import Increment, Mark, Operation, Standing, Tally
from operations.tallying import stray, wrong
from tests.cast import also, member
from tests.operations.people import planned, running

pytestmark = pytest.mark.django_db


def sums(operation: Operation, dimension: str = "total") -> dict[tuple[str, str, str], int]:
    rows = Tally.objects.unscoped("test").filter(operation=operation, dimension=dimension).exclude(quantity=0)
    found: dict[tuple[str, str, str], int] = {}
    for row in rows:
        key = (row.value, row.category, row.status)
        found[key] = found.get(key, 0) + row.quantity
    return found


def proved(operation: Operation) -> bool:
    return wrong(operation.pk) == [] and stray(operation.pk) == 0


def test_a_result_counts_at_once_and_by_day_country_and_site(net: Operation, thai_liaison: Viewer) -> None:
    site = net.add_site(by=thai_liaison, name="Aranyaprathet", country="TH")
    net.report(by=thai_liaison, category="arrests", quantity=3, nationality="KH", site=site)
    net.report(by=thai_liaison, category="arrests", quantity=2)
    assert sums(net) == {("", "arrests", "reported"): 5}
    assert sums(net, "nationality") == {("KH", "arrests", "reported"): 3}
    assert sums(net, "site") == {(str(site.pk), "arrests", "reported"): 3}
    assert proved(net)


def test_verdicts_move_a_figure_and_never_copy_it(net: Operation, keeper: Viewer, thai_liaison: Viewer) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=3)
    net.verify(row, by=thai_liaison)
    assert sums(net) == {("", "arrests", "verified"): 3}
    net.dispute(row, by=keeper, reason="Counted by Cambodia as well")
    assert sums(net) == {("", "arrests", "disputed"): 3}
    net.withdraw(row, by=thai_liaison, reason="It was one person")
    assert sums(net) == {("", "arrests", "withdrawn"): 3}
    assert [m.status for m in Mark.objects.unscoped("test").filter(increment=row)] == [
        "verified",
        "disputed",
        "withdrawn",
    ]
    assert proved(net)


@pytest.mark.parametrize(
    "moves", [("withdrawn", "verified"), ("withdrawn", "disputed"), ("verified", "withdrawn"), ("verified", "verified")]
)
def test_verdicts_out_of_order_are_refused(net: Operation, thai_liaison: Viewer, moves: tuple[str, str]) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=3)
    verbs = {"withdrawn": net.withdraw, "verified": net.verify, "disputed": net.dispute}
    verbs[moves[0]](row, by=thai_liaison, reason="x")
    with pytest.raises(IllegalMove):
        verbs[moves[1]](row, by=thai_liaison, reason="x")
    assert proved(net)


def test_a_correction_takes_away_at_most_what_is_left(net: Operation, thai_liaison: Viewer) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=5)
    net.verify(row, by=thai_liaison)
    back = net.correct(row, by=thai_liaison, quantity=2, reason="Two were witnesses")
    assert back.reverses == row
    with pytest.raises(Invalid):
        net.correct(row, by=thai_liaison, quantity=4, reason="More than is left")
    with pytest.raises(Invalid):
        net.correct(row, by=thai_liaison, quantity=0, reason="Nothing")
    with pytest.raises(Invalid):
        net.correct(row, by=thai_liaison, quantity=1, reason="")
    with pytest.raises(IllegalMove):
        net.correct(back, by=thai_liaison, quantity=1, reason="A correction of a correction")
    net.correct(row, by=thai_liaison, quantity=3, reason="All of it")
    assert sums(net) == {}
    assert proved(net)


def test_a_withdrawn_result_is_not_corrected_and_a_correction_not_judged(net: Operation, thai_liaison: Viewer) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=5)
    back = net.correct(row, by=thai_liaison, quantity=2, reason="x")
    with pytest.raises(IllegalMove):
        net.verify(back, by=thai_liaison)
    net.withdraw(row, by=thai_liaison, reason="x")
    with pytest.raises(IllegalMove):
        net.correct(row, by=thai_liaison, quantity=1, reason="x")


def test_only_those_who_speak_for_the_country_verify(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, thai_analyst: Viewer, khmer_liaison: Viewer,
    malay_liaison: Viewer,
) -> None:  # fmt: skip
    row = net.report(by=thai_analyst, category="arrests", quantity=5)
    for other in (keeper, khmer_liaison, thai_analyst):
        with pytest.raises(NotAllowed):
            net.verify(row, by=other)
    for other in (keeper, khmer_liaison):
        with pytest.raises(NotAllowed):
            net.withdraw(row, by=other, reason="x")
    with pytest.raises(NotAllowed):
        net.dispute(row, by=khmer_liaison, reason="x")
    with pytest.raises(Unseen):
        net.verify(row, by=malay_liaison)
    net.verify(row, by=thai_liaison)


def test_the_named_coordinator_speaks_whatever_the_role(keeper: Viewer, thai_analyst: Viewer) -> None:
    operation = planned(keeper)
    operation.invite(by=keeper, agency=thai_analyst.agency, coordinator=thai_analyst.person)
    operation.approve(by=keeper)
    operation.begin_action(by=keeper)
    operation.verify(operation.report(by=thai_analyst, category="arrests", quantity=1), by=thai_analyst)
    assert sums(operation) == {("", "arrests", "verified"): 1}


def test_strangers_observers_and_the_coordinating_agency_report_nothing_of_their_own(
    net: Operation, keeper: Viewer, malay_liaison: Viewer, ngo: Agency
) -> None:
    watcher = member(ngo, Role.LIAISON, name="Watcher")
    net.invite(by=keeper, agency=ngo, part="observer")
    with pytest.raises(Unseen):
        net.report(by=malay_liaison, category="arrests", quantity=1)
    for other in (keeper, watcher):
        with pytest.raises(NotAllowed):
            net.report(by=other, category="arrests", quantity=1)
    assert not Increment.objects.unscoped("test").exists()


def test_on_behalf_of_a_silent_country_until_it_confirms(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    row = net.report(by=keeper, agency=khmer_liaison.agency, category="arrests", quantity=4)
    assert row.on_behalf
    with pytest.raises(NotAllowed):
        net.report(by=thai_liaison, agency=khmer_liaison.agency, category="arrests", quantity=4)
    with pytest.raises(NotAllowed):
        net.verify(row, by=keeper)
    net.correct(row, by=keeper, quantity=1, reason="Told three by phone")
    net.verify(row, by=khmer_liaison)
    assert sums(net) == {("", "arrests", "verified"): 3}
    own = net.report(by=khmer_liaison, category="arrests", quantity=4)
    with pytest.raises(NotAllowed):
        net.correct(own, by=keeper, quantity=1, reason="Not ours to correct")
    with pytest.raises(NotAllowed):
        net.correct(own, by=thai_liaison, quantity=1, reason="Nor theirs")


@pytest.mark.parametrize(
    "facts",
    [
        {"category": "heads", "quantity": 1},
        {"category": "arrests", "quantity": 0},
        {"category": "arrests", "quantity": -3},
        {"category": "arrests", "quantity": 10**13},
        {"category": "cash_seized", "quantity": 100},
        {"category": "cash_seized", "quantity": 100, "currency": "ZZZ"},
        {"category": "arrests", "quantity": 1, "currency": "THB"},
        {"category": "arrests", "quantity": 1, "nationality": "XX"},
    ],
)
def test_what_cannot_be_counted_is_refused(net: Operation, thai_liaison: Viewer, facts: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        net.report(by=thai_liaison, **facts)
    assert not Increment.objects.unscoped("test").exists()


def test_a_site_or_case_that_one_does_not_see_is_as_none(
    net: Operation, ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer, keeper: Viewer
) -> None:
    hidden = net.add_site(by=thai_liaison, name="Safe house", country="TH", only=[thai_liaison.agency])
    other = running(keeper, thai_liaison, name="Other").add_site(by=keeper, name="Elsewhere", country="TH")
    for site in (hidden, other):
        with pytest.raises(Invalid):
            net.report(by=khmer_liaison, category="arrests", quantity=1, site=site)
    assert net.report(by=khmer_liaison, category="arrests", quantity=1, case=ranong).case == ranong
    outside = Operation.plan(by=keeper, name="x", starts="2026-01-01", ends="2026-01-02")
    assert outside.pk != net.pk
    from tests.cast import case_of

    own = case_of(thai_liaison, title="Thai only")
    with pytest.raises(Invalid):
        net.report(by=khmer_liaison, category="arrests", quantity=1, case=own)


def test_results_are_reported_in_the_action_days_and_the_closing_only(keeper: Viewer, thai_liaison: Viewer) -> None:
    operation = planned(keeper, thai_liaison)
    for move in (operation.approve, operation.begin_action):
        with pytest.raises(IllegalMove):
            operation.report(by=thai_liaison, category="arrests", quantity=1)
        move(by=keeper)
    operation.report(by=thai_liaison, category="arrests", quantity=1)
    operation.close(by=keeper)
    row = operation.report(by=thai_liaison, category="arrests", quantity=1)
    operation.sign(by=thai_liaison)
    operation.freeze(by=keeper)
    for verb in (operation.verify, operation.withdraw, operation.dispute):
        with pytest.raises(IllegalMove):
            verb(row, by=thai_liaison, reason="x")
    with pytest.raises(IllegalMove):
        operation.correct(row, by=thai_liaison, quantity=1, reason="x")
    with pytest.raises(IllegalMove):
        operation.report(by=thai_liaison, category="arrests", quantity=1)


@pytest.mark.parametrize("table", ["operations_increment", "operations_mark"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_remove(
    net: Operation, thai_liaison: Viewer, table: str, statement: str
) -> None:
    net.verify(net.report(by=thai_liaison, category="arrests", quantity=3), by=thai_liaison)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_truncating_is_guarded_outside_tests_as_well(net: Operation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'operations_no_truncate' AND tgenabled = 'A'")
        assert cursor.fetchone() == (2,)


def test_a_signature_is_of_every_field_and_of_its_person(net: Operation, thai_liaison: Viewer, keeper: Viewer) -> None:
    made = net.report(by=thai_liaison, category="arrests", quantity=3, note="At the pier", token="AA 123 456")
    row = Increment.objects.unscoped("test").get(pk=made.pk)
    assert row.is_genuine
    for name, value in (("quantity", 4), ("person_id", keeper.person_id), ("note", "x"), ("on_behalf", True)):
        forged = Increment.objects.unscoped("test").get(pk=made.pk)
        setattr(forged, name, value)
        assert not forged.is_genuine
    back = net.correct(made, by=thai_liaison, quantity=1, reason="x")
    assert Increment.objects.unscoped("test").get(pk=back.pk).is_genuine


def test_what_a_token_was_made_of_is_kept_nowhere(net: Operation, thai_liaison: Viewer) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=1, token="Nguyen Van Secret 1990-02-03")
    same = net.report(by=thai_liaison, category="arrests", quantity=1, token="nguyen van SECRET, 1990/02/03")
    assert bytes(row.token) == bytes(same.token) != b""
    held = str(Increment.objects.unscoped("test").values()) + str(list(Event.objects.values_list("detail", flat=True)))
    assert "secret" not in held.lower()


def test_the_log_says_what_was_counted_and_not_what_was_noted(net: Operation, thai_liaison: Viewer) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=3, note="Secret words")
    event = Event.objects.get(verb="result.reported", object_id=row.pk)
    assert event.detail == {"category": "arrests", "quantity": 3, "on_behalf": False}
    assert (event.root_id, event.actor, event.agency) == (net.pk, thai_liaison.person_id, thai_liaison.agency_id)


def test_another_hat_does_not_judge(net: Operation, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    row = net.report(by=khmer_liaison, category="arrests", quantity=3)
    with pytest.raises(NotAllowed):
        net.verify(row, by=thai_liaison)
    net.verify(row, by=also(thai_liaison, khmer_liaison.agency, Role.LIAISON))
    assert Standing.objects.unscoped("test").get(increment=row).status == Status.VERIFIED
