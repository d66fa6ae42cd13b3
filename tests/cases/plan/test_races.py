"""Many at once on one item: one wins, the others are told."""

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.plan.models import Action
from coordination_center.errors import IllegalMove, Stale
from tests.cases.test_races import MANY, together

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_beginnings_are_one(ranong: Case, khmer_liaison: Viewer) -> None:
    item = Action.add(ranong, by=khmer_liaison, text="x", agency=khmer_liaison.agency)
    got = together(lambda _n: Action.objects.get(pk=item.pk).start(by=khmer_liaison))
    assert got == {None: 1, IllegalMove: MANY - 1}
    assert Event.objects.filter(verb="action.started").count() == 1


def test_twenty_edits_of_one_version_are_one(ranong: Case, khmer_liaison: Viewer) -> None:
    item = Action.add(ranong, by=khmer_liaison, text="x", agency=khmer_liaison.agency)
    got = together(lambda n: Action.objects.get(pk=item.pk).edit(by=khmer_liaison, version=1, text=f"{n}", due=None))
    assert got == {2: 1, Stale: MANY - 1}
