"""Charges: against people of the case, by an agency, once decided, with a sentence that holds together."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from access.viewer import Viewer
from agencies.models import Role
from audit.models import Event
from cases.models import Case
from cases.subjects.models import Charge, Name, Subject
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from tests.cast import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def charge(ranong: Case, suspect: Subject, thai_analyst: Viewer) -> Charge:
    return Charge.add(ranong, by=thai_analyst, subject=suspect, offence="trafficking", charged_on="3/2567")


def test_a_charge_and_its_conviction(charge: Charge, thai_analyst: Viewer) -> None:
    assert (charge.state, charge.charged_on) == ("charged", "2024-03")
    charge.convict(
        by=thai_analyst,
        decided_on="2024-11-02",
        sentence="imprisonment",
        months=84,
        compensation=Decimal("1250000.50"),
        currency="THB",
    )
    kept = Charge.objects.unscoped("test").get(pk=charge.pk)
    assert (kept.state, kept.months, kept.compensation) == ("convicted", 84, Decimal("1250000.50"))
    assert Event.objects.filter(verb="charge.convicted", object_id=charge.pk).count() == 1


@pytest.mark.parametrize("verb", ["convict", "acquit", "discontinue"])
def test_one_verdict_only(charge: Charge, thai_analyst: Viewer, verb: str) -> None:
    facts = {"sentence": "fine"} if verb == "convict" else {}
    getattr(charge, verb)(by=thai_analyst, decided_on="2024", **facts)
    for again in ("acquit", "discontinue"):
        with pytest.raises(IllegalMove):
            getattr(charge, again)(by=thai_analyst, decided_on="2025")


@pytest.mark.parametrize(
    "facts",
    [
        {"sentence": "stocks"}, {"sentence": ""}, {"sentence": "fine", "compensation": Decimal(1)},
        {"sentence": "fine", "currency": "THB"}, {"sentence": "fine", "compensation": Decimal(-1), "currency": "THB"},
        {"sentence": "fine", "decided_on": "soon"},
    ],
)  # fmt: skip
def test_what_no_sentence_can_be(charge: Charge, thai_analyst: Viewer, facts: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        charge.convict(by=thai_analyst, **{"decided_on": "2024"} | facts)
    assert Charge.objects.unscoped("test").get(pk=charge.pk).state == "charged"


def test_a_sentence_is_put_right_and_an_open_charge_has_none(charge: Charge, thai_analyst: Viewer) -> None:
    with pytest.raises(Invalid):
        charge.edit(by=thai_analyst, version=1, sentence="fine")
    charge.convict(by=thai_analyst, decided_on="2024", sentence="fine", version=1)
    charge.edit(by=thai_analyst, version=2, sentence="imprisonment", months=12)
    with pytest.raises(Stale):
        charge.edit(by=thai_analyst, version=2, months=24)


def test_things_and_strangers_are_not_charged(
    ranong: Case, foreign: Subject, hidden: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    van = Subject.add(ranong, by=thai_analyst, names=[Name("Van")], kind="Vehicle")
    for by, subject in ((thai_analyst, van), (thai_analyst, foreign), (khmer_liaison, hidden)):
        with pytest.raises(Invalid) as refused:
            Charge.add(ranong, by=by, subject=subject, offence="drugs")
        assert list(refused.value.fields) == ["subject"]


def test_by_whom(ranong: Case, charge: Charge, suspect: Subject, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    delegate = member(khmer_liaison.agency, Role.DELEGATE)
    for by, refusal in ((khmer_liaison, NotAllowed), (delegate, NotAllowed), (malay_liaison, Unseen)):
        with pytest.raises(refusal):
            charge.acquit(by=by, decided_on="2024")
    with pytest.raises(NotAllowed):
        Charge.add(ranong, by=delegate, subject=suspect, offence="drugs")


def test_it_follows_its_subject(charge: Charge, suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    suspect.show_to(by=thai_analyst, version=1, only=[thai_analyst.agency])
    assert not Charge.objects.visible_to(khmer_liaison).exists()
    with pytest.raises(Unseen):
        Charge.objects.unscoped("test").get(pk=charge.pk).acquit(by=khmer_liaison, decided_on="2024")


def test_the_database_holds_it_together(charge: Charge) -> None:
    for sql in (
        "UPDATE subjects_charge SET decided_on = '2024'",
        "UPDATE subjects_charge SET months = 3",
        "UPDATE subjects_charge SET currency = 'THB'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
