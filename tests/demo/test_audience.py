"""Whom an event may tell is whom the rule lets in: `audience`, asked of everybody at once, against `can` of each."""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from access.audience import audience, seeing
from access.decide import can
from access.registry import aggregates, children
from access.viewer import Viewer, viewer_for
from agencies.models import Membership
from cases.models import Case
from demo.loading import load

FEW = 4  # rows of each kind
WORLD: Path = settings.BASE_DIR / "demo" / "bangkok.yaml"


def rows(model: Any) -> list[Any]:
    """Some rows of a protected model, the restricted ones first where there are any."""
    found = model.objects.unscoped("the test compares with can").all()
    if any(field.name == "only" for field in model._meta.get_fields()):
        found = found.order_by("-only", "pk")
    return list(islice(found, FEW))


@pytest.mark.django_db
def test_of_every_kind_of_record_it_is_exactly_those_who_may() -> None:
    load(WORLD)
    viewers = {one: viewer_for(one.person, one.agency) for one in Membership.objects.live().select_related("person")}
    compared = 0
    for model in [root.model for root in aggregates()] + [child.model for child in children()]:
        for row in rows(model):
            action = seeing(row)
            told = {one.pk for one in audience(action, row)}
            assert told == {one.pk for one, viewer in viewers.items() if can(viewer, action, row)}, (model, row.pk)
            compared += 1
    assert compared > 100


def test_narrower_actions_tell_fewer(ranong: Case, thai_admin: Viewer, thai_liaison: Viewer) -> None:
    for action in ("case.see", "case.edit", "case.leave", "case.offer_lead"):
        told = {one.person_id for one in audience(action, ranong)}
        for one in Membership.objects.live():
            assert (one.person_id in told) == can(viewer_for(one.person, one.agency), action, ranong), (action, one)
