"""A person's own choices: read and written by that person alone, so they need no record in the log."""

from datetime import time
from typing import Any
from uuid import UUID

from django.db import transaction

from access.decide import get_for
from access.registry import aggregates
from access.viewer import Viewer
from coordination_center.errors import Unseen
from notifications.codes import Kind
from notifications.models import Preference, Rhythm, Watch
from notifications.pacing import default


def choices_of(viewer: Viewer) -> dict[str, Any]:
    """What holds for the viewer: a pace for each kind, chosen or by default, and the rhythm's times."""
    chosen = dict(Preference.objects.filter(person=viewer.person_id).values_list("kind", "pace"))
    rhythm = Rhythm.objects.filter(person=viewer.person_id).first() or Rhythm(person=viewer.person)
    times = {name: getattr(rhythm, name) for name in ("daily_at", "quiet_from", "quiet_until")}
    return {kind: chosen.get(kind) or default(viewer.roles, kind) for kind in Kind.values} | times


@transaction.atomic
def choose(
    viewer: Viewer, *, paces: dict[str, str], daily_at: time, quiet_from: time | None, quiet_until: time | None
) -> None:
    """Keep these choices; a pace that is the default is kept too, so that a new default changes nothing chosen."""
    for kind, pace in paces.items():
        Preference.objects.update_or_create(person=viewer.person, kind=kind, defaults={"pace": pace})
    times = {"daily_at": daily_at, "quiet_from": quiet_from, "quiet_until": quiet_until}
    Rhythm.objects.update_or_create(person=viewer.person, defaults=times)


def root_for(viewer: Viewer, kind: str, pk: UUID) -> Any:
    """The record to watch or mute; `Unseen` for a kind that is none and a record the viewer may not know of."""
    aggregate = next((one for one in aggregates() if one.name == kind), None)
    if aggregate is None:
        raise Unseen(object_type=kind[:40], object_id=pk, action="watch")
    return get_for(viewer, f"{aggregate.name}.see", aggregate.model, pk=pk)


def watching(viewer: Viewer, root: Any) -> str:
    """`watched`, `muted`, or empty for a record the viewer chose nothing for."""
    row = _watches(viewer).filter(root_id=root.pk).first()
    return "" if row is None else "muted" if row.muted else "watched"


def watch(viewer: Viewer, root: Any, how: str) -> None:
    """Hear of every change of a seen record (`watched`), of what is urgent alone (`muted`), or as usual (empty)."""
    if not how:
        _watches(viewer).filter(root_id=root.pk).delete()
        return
    Watch.objects.update_or_create(
        person=viewer.person, agency=viewer.agency, root_id=root.pk,
        defaults={"root_type": root.ref.type, "muted": how == "muted"},
    )  # fmt: skip


def _watches(viewer: Viewer) -> Any:
    return Watch.objects.filter(person=viewer.person_id, agency=viewer.agency_id)
