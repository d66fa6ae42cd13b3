"""A protected row cannot be read inside a request without a viewer, by any of the queryset's ways to the database."""

from collections.abc import Callable
from typing import Any

import pytest

from access import tripwire
from access.tripwire import Unscoped
from access.viewer import Viewer
from cases.models import Case, Note

pytestmark = pytest.mark.django_db

WAYS: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "get": lambda rows: rows.get(),
    "first": lambda rows: rows.first(),
    "exists": lambda rows: rows.exists(),
    "count": lambda rows: rows.count(),
    "aggregate": lambda rows: rows.aggregate(),
    "iterator": lambda rows: list(rows.iterator()),
    "values": lambda rows: list(rows.values("pk")),
    "in_bulk": lambda rows: rows.in_bulk(),
    "update": lambda rows: rows.update(),
    "delete": lambda rows: rows.delete(),
    "filter": lambda rows: list(rows.filter(pk=None)),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model", [Case, Note])
def test_every_way_trips(way: str, model: Any) -> None:
    with tripwire.armed(), pytest.raises(Unscoped):
        WAYS[way](model.objects.all())


def test_a_related_manager_trips(ranong: Case) -> None:
    with tripwire.armed(), pytest.raises(Unscoped):
        list(ranong.notes.all())


def test_a_scoped_queryset_does_not(ranong: Case, thai_analyst: Viewer) -> None:
    with tripwire.armed():
        assert list(Case.objects.visible_to(thai_analyst)) == [ranong]


def test_what_is_fetched_for_a_viewer_is_noted_once(ranong: Case, thai_analyst: Viewer) -> None:
    note = ranong.add_note(by=thai_analyst, text="seen")
    list(Case.objects.visible_to(thai_analyst))
    assert list(ranong.notes.visible_to(thai_analyst)) == [note]
    assert [ref.id for ref in thai_analyst.shown.refs()] == [ranong.pk]
