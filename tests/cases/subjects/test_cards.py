"""Cards of potential victims: a name made here, no field for a true one, and facts that fit together."""

from typing import Any

import pytest
from django.db import models

from access.viewer import Viewer
from agencies.models import Role
from cases.models import Case
from cases.subjects import pseudonyms
from cases.subjects.forms.card import NewCardForm
from cases.subjects.models import Card
from cases.subjects.models import card as cards
from coordination_center.errors import Invalid, NotAllowed, Stale, Unseen
from tests.cast import member, taken_in

pytestmark = pytest.mark.django_db


def test_the_name_is_drawn_here(ranong: Case, thai_analyst: Viewer) -> None:
    card = Card.add(ranong, by=thai_analyst, sex="female", age_from=14, age_to=16, nationality=["la"])
    first, second, number = card.pseudonym.split()
    assert first.lower() in pseudonyms.FIRST
    assert second.lower() in pseudonyms.SECOND
    assert number.isdecimal()


def test_there_is_no_field_that_could_hold_a_name() -> None:
    texts = {f.name for f in Card._meta.get_fields() if isinstance(f, models.CharField | models.TextField)}
    assert texts == {"pseudonym", "sex", "age_group", "found_at"}
    assert not {"name", "pseudonym", "note", "phone"} & NewCardForm.base_fields.keys()


def test_nobody_gives_a_pseudonym(ranong: Case, thai_analyst: Viewer) -> None:
    with pytest.raises(TypeError):
        Card.add(ranong, by=thai_analyst, pseudonym="Her name")


def test_a_name_that_is_taken_is_drawn_again(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the other card is hidden, and removed: nobody learns from a refusal that it is there."""
    drawn = iter(["Amber Heron 100", "Amber Heron 100", "Amber Heron 100", "Quiet Moon 200", "Amber Heron 100"])
    monkeypatch.setattr(cards, "drawn", lambda: next(drawn))
    first = Card.add(ranong, by=thai_analyst, only=[thai_analyst.agency])
    second = Card.add(ranong, by=khmer_liaison)
    assert (first.pseudonym, second.pseudonym) == ("Amber Heron 100", "Quiet Moon 200")
    first.take_out(by=thai_analyst)
    assert next(drawn)


@pytest.mark.parametrize(
    "facts",
    [
        {"age_from": 20, "age_to": 12}, {"age_from": 130}, {"age_group": "adult", "age_to": 15},
        {"age_group": "minor", "age_from": 18}, {"needs": ["a name"]}, {"nationality": ["ZZ"]},
    ],
)  # fmt: skip
def test_facts_fit_together(ranong: Case, thai_analyst: Viewer, facts: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        Card.add(ranong, by=thai_analyst, **facts)


def test_a_caseworker_makes_cards_and_an_observer_does_not(
    ranong: Case, thai_analyst: Viewer, ngo_caseworker: Viewer
) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst)
    assert Card.add(ranong, by=ngo_caseworker).pseudonym
    observer = member(taken_observer(ranong, thai_analyst).agency, Role.ANALYST, name="Another")
    with pytest.raises(NotAllowed):
        Card.add(ranong, by=observer)


def taken_observer(case: Case, by: Viewer) -> Viewer:
    from tests.cast import agency

    observer = member(agency("Observers"), Role.ANALYST)
    taken_in(case, observer, by=by, level="observer")
    return observer


def test_only_its_maker_changes_it_and_not_on_a_stale_version(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    card = Card.add(ranong, by=thai_analyst)
    with pytest.raises(NotAllowed):
        card.edit(by=khmer_liaison, version=1, sex="male")
    card.edit(by=thai_analyst, version=1, sex="male")
    with pytest.raises(Stale):
        card.edit(by=thai_analyst, version=1, sex="female")
    with pytest.raises(NotAllowed):
        card.take_out(by=khmer_liaison)


def test_a_restricted_card_leaves_no_trace(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    before = Case.objects.values().get(pk=ranong.pk)
    card = Card.add(ranong, by=thai_analyst, only=[thai_analyst.agency])
    assert not Card.objects.visible_to(khmer_liaison).exists()
    assert Case.objects.values().get(pk=ranong.pk) == before
    with pytest.raises(Unseen):
        card.edit(by=khmer_liaison, version=1, sex="male")
