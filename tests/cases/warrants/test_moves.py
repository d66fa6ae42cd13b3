"""A warrant moves only along its states, only by those whose move it is, and each renewal is counted."""

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.warrants.models import Renewal, Warrant
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from tests.cases.warrants.people import DAY, issued, suspect, today, transmitted, warrant
from tests.cast import fresh, taken_in

pytestmark = pytest.mark.django_db
MOVES = ("issue", "transmit", "acknowledge", "execute", "withdraw")


def verbs() -> list[str]:
    return list(Event.objects.filter(object_type="warrant").order_by("id").values_list("verb", flat=True))


def test_the_whole_way(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    row = warrant(ranong, thai_analyst, country="KH", addressee=khmer_liaison.agency)
    row.issue(by=thai_analyst)
    row.transmit(by=thai_analyst, channel="diplomatic")
    assert row.answer_due is not None
    assert row.transmitted_at is not None
    assert (row.answer_due - row.transmitted_at).days == 60
    row.acknowledge(by=khmer_liaison)
    row.execute(by=khmer_liaison, note="At the pier")
    assert (row.state, row.ended_note, row.renewed) == ("executed", "At the pier", 0)
    assert verbs() == [f"warrant.{v}" for v in ("added", "issued", "transmitted", "acknowledged", "executed")]


@pytest.mark.parametrize("verb", ["transmit", "acknowledge", "execute", "withdraw"])
def test_a_draft_can_only_be_issued(ranong: Case, thai_analyst: Viewer, verb: str) -> None:
    row = warrant(ranong, thai_analyst)
    with pytest.raises(IllegalMove):
        getattr(row, verb)(by=thai_analyst)
    with pytest.raises(IllegalMove):
        row.renew(by=thai_analyst, expires_on=today(ranong) + DAY)
    assert Warrant.objects.get(pk=row.pk).state == "draft"


@pytest.mark.parametrize("end", ["executed", "withdrawn"])
def test_what_has_ended_moves_no_more(ranong: Case, thai_analyst: Viewer, end: str) -> None:
    row = transmitted(ranong, thai_analyst)
    if end == "executed":
        row.acknowledge(by=thai_analyst)
        row.execute(by=thai_analyst)
    else:
        row.withdraw(by=thai_analyst, reason="Wrong man")
    for verb in MOVES:
        with pytest.raises(IllegalMove):
            getattr(row, verb)(by=thai_analyst)
    with pytest.raises(IllegalMove):
        row.renew(by=thai_analyst, expires_on=today(ranong) + DAY)
    with pytest.raises(IllegalMove):
        row.edit(by=thai_analyst, version=row.version, country="KH")


@pytest.mark.parametrize("verb", ["issue", "transmit", "withdraw"])
def test_the_issuing_agency_alone_moves_it(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, verb: str
) -> None:
    row = transmitted(ranong, thai_analyst, addressee=khmer_liaison.agency)
    with pytest.raises(NotAllowed):
        getattr(row, verb)(by=khmer_liaison)
    with pytest.raises(NotAllowed):
        row.renew(by=khmer_liaison, expires_on=today(ranong) + DAY)


def test_the_agency_that_must_act_answers_and_nobody_else(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    row = transmitted(ranong, thai_analyst, addressee=khmer_liaison.agency)
    with pytest.raises(NotAllowed):
        row.acknowledge(by=thai_analyst)
    row.acknowledge(by=khmer_liaison)
    with pytest.raises(NotAllowed):
        row.execute(by=thai_analyst)


def test_the_issuer_answers_for_a_country_that_is_not_in_the_centre(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    row = transmitted(ranong, thai_analyst, country="VN")
    with pytest.raises(NotAllowed):
        row.acknowledge(by=khmer_liaison)
    row.acknowledge(by=thai_analyst)
    assert Event.objects.get(verb="warrant.acknowledged").detail["on_behalf"] is True


def test_the_issuer_answers_once_the_other_agency_has_left(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    row = transmitted(ranong, thai_analyst, addressee=khmer_liaison.agency)
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    with pytest.raises(Unseen):
        row.acknowledge(by=fresh(khmer_liaison))
    row.acknowledge(by=thai_analyst)
    assert row.state == "acknowledged"


def test_a_channel_is_needed(ranong: Case, thai_analyst: Viewer) -> None:
    row = issued(ranong, thai_analyst)
    for channel in ("", "pigeon"):
        with pytest.raises(Invalid):
            row.transmit(by=thai_analyst, channel=channel)
    assert Warrant.objects.get(pk=row.pk).state == "issued"


def test_renewals_are_counted_and_kept(ranong: Case, thai_analyst: Viewer) -> None:
    row, day = transmitted(ranong, thai_analyst, expires_on=today(ranong)), today(ranong)
    for n in (1, 2):
        row.renew(by=thai_analyst, expires_on=day + n * DAY)
    assert (row.state, row.renewed, row.expires_on) == ("transmitted", 2, day + 2 * DAY)
    assert list(Renewal.objects.values_list("was", "expires_on")) == [(day + DAY, day + 2 * DAY), (day, day + DAY)]
    assert [e.detail["n"] for e in Event.objects.filter(verb="warrant.renewed").order_by("id")] == [1, 2]


def test_a_renewal_is_later_than_what_stands_and_to_come(ranong: Case, thai_analyst: Viewer) -> None:
    row, day = issued(ranong, thai_analyst, expires_on=today(ranong) + 5 * DAY), today(ranong)
    for wrong in (day + 5 * DAY, day + DAY, day - DAY):
        with pytest.raises(Invalid):
            row.renew(by=thai_analyst, expires_on=wrong)
    assert Renewal.objects.count() == 0


def test_a_stale_move_is_refused(ranong: Case, thai_analyst: Viewer) -> None:
    row = warrant(ranong, thai_analyst)
    row.edit(by=thai_analyst, version=1, court="Ranong Provincial Court")
    with pytest.raises(Stale):
        row.issue(by=thai_analyst, version=1)
    with pytest.raises(Stale):
        row.edit(by=thai_analyst, version=1, court="Another")


def test_an_observer_and_an_outsider_move_nothing(
    ranong: Case, thai_analyst: Viewer, ngo_caseworker: Viewer, malay_liaison: Viewer
) -> None:
    row = warrant(ranong, thai_analyst)
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    with pytest.raises(NotAllowed):
        row.issue(by=fresh(ngo_caseworker))
    with pytest.raises(Unseen):
        row.issue(by=malay_liaison)


def test_what_was_issued_is_not_removed(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    row = warrant(ranong, thai_analyst)
    with pytest.raises(NotAllowed):
        row.take_out(by=khmer_liaison)
    row.take_out(by=thai_analyst)
    with pytest.raises(Unseen):
        row.issue(by=thai_analyst)
    with pytest.raises(IllegalMove):
        issued(ranong, thai_analyst).take_out(by=thai_analyst)


def test_the_courts_words_stay_once_issued(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    row = issued(ranong, thai_analyst)
    with pytest.raises(IllegalMove):
        row.edit(by=thai_analyst, version=row.version, number="W 13")
    row.edit(by=thai_analyst, version=row.version, country="KH", addressee=khmer_liaison.agency)
    assert Warrant.objects.get(pk=row.pk).country == "KH"


def test_a_warrant_is_on_a_person_of_this_case(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    hidden = suspect(ranong, khmer_liaison, only=[khmer_liaison.agency])
    van = suspect(ranong, thai_analyst, kind="Vehicle", role="")
    for subject in (hidden, van):
        with pytest.raises(Invalid):
            warrant(ranong, thai_analyst, subject=subject)


def test_the_agency_that_must_act_sees_the_person(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    ours = suspect(ranong, thai_analyst, only=[thai_analyst.agency])
    with pytest.raises(Invalid):
        warrant(ranong, thai_analyst, subject=ours, addressee=khmer_liaison.agency)
    with pytest.raises(Invalid):
        warrant(ranong, thai_analyst, only=[thai_analyst.agency], addressee=khmer_liaison.agency)
    with pytest.raises(Invalid):
        warrant(ranong, thai_analyst, addressee=malay_liaison.agency)


@pytest.mark.parametrize("facts", [{"number": " "}, {"country": "XX"}, {"country": "th"}])
def test_bad_facts(ranong: Case, thai_analyst: Viewer, facts: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        warrant(ranong, thai_analyst, **facts)
