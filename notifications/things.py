"""What notifications are about: each type's model, asked for through `access`, with a title and an address."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from access import registry
from access.decide import may
from access.viewer import Viewer, viewer_for
from agencies.models import Agency, Person
from coordination_center.errors import NotAllowed
from intelligence.hits.models import Canary, Hit, Query
from intelligence.hits.models import Watch as StandingQuery
from intelligence.reports.reading import titles

OPEN: dict[str, type[Model]] = {"agency": Agency}  # in every directory; told of to roles only
OWN: dict[str, type[Model]] = {"hit_query": Query, "hit_watch": StandingQuery}  # one person's


def models_by_type() -> dict[str, type[Model]]:
    """Every type that a notification can be about."""
    declared = [(root.name, root.model) for root in registry.aggregates()]
    declared += [(child.name, child.model) for child in registry.children() if child.in_log]
    return dict(declared) | OPEN | OWN | {"hit": Hit, "canary": Canary}


def visible(viewer: Viewer, kind: str) -> QuerySet[Any]:
    """The rows of this type that the viewer may know of now, removed ones of a record included."""
    model: Any = models_by_type()[kind]
    if kind in OPEN:
        return model.objects.all()  # type: ignore[no-any-return]
    if kind in OWN:
        return model.own(viewer)  # type: ignore[no-any-return]
    if model is Canary:
        return model.objects.filter(agency=viewer.agency_id) if may(viewer, "log.oversee") else model.objects.none()
    return model.objects.known_to(viewer)  # type: ignore[no-any-return]


def knows(person: Person, agency: Agency, kind: str, pk: UUID) -> bool:
    """Whether this person, as a member of the agency, may know of the row now, asked of `access`."""
    try:
        viewer = viewer_for(person, agency)
    except NotAllowed:
        return False
    return kind in models_by_type() and visible(viewer, kind).filter(pk=pk).exists()


def seen(viewer: Viewer, kind: str, ids: Iterable[UUID]) -> dict[UUID, Any]:
    """Of these rows those the viewer may know of now, by id; reading them counts as consulting."""
    return {row.pk: row for row in visible(viewer, kind).filter(pk__in=list(ids))}


def titled(viewer: Viewer, kind: str, rows: dict[UUID, Any]) -> dict[UUID, str]:
    """What each row is called, by id, as far as the viewer may read its name."""
    if kind in _TITLES:
        return _TITLES[kind](viewer, rows)
    return {pk: str(row) for pk, row in rows.items()}


def _of_reports(viewer: Viewer, rows: dict[UUID, Any]) -> dict[UUID, str]:
    return {pk: str(rows[pk]) for pk in rows} | titles(viewer, rows)


def _of_sources(viewer: Viewer, rows: dict[UUID, Any]) -> dict[UUID, str]:
    return {pk: row.codename for pk, row in rows.items()}


def _in_words(word: Any) -> Callable[[Viewer, dict[UUID, Any]], dict[UUID, str]]:
    return lambda _viewer, rows: dict.fromkeys(rows, str(word))


_TITLES: dict[str, Callable[[Viewer, dict[UUID, Any]], dict[UUID, str]]] = {
    "report": _of_reports,
    "source": _of_sources,
    "delegation": lambda _viewer, rows: {pk: row.operation.name for pk, row in rows.items()},
    "result": lambda _viewer, rows: {pk: row.operation.name for pk, row in rows.items()},
    "release": lambda _viewer, rows: {pk: row.reference or str(_("Release")) for pk, row in rows.items()},
    "hit": _in_words(_("Hit")),
    "hit_query": _in_words(_("A question of yours")),
    "hit_watch": _in_words(_("A standing query of yours")),
    "canary": _in_words(_("A canary")),
}


def address(row: Any) -> str:
    """Where one reads of it: its own page, else that of the record it belongs to; of a removed row the record's."""
    if hasattr(row, "get_absolute_url") and getattr(row, "removed_at", None) is None:
        return str(row.get_absolute_url())
    root = registry.root_of(row) if registry.child_of(type(row)) else None
    return str(root.get_absolute_url()) if root is not None else ""
