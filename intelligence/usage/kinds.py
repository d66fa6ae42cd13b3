"""Kinds of legal request that a report can be attached to. An app registers its own: warrants, and what is to come."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from access.decide import get_for, require
from access.viewer import Viewer
from cases.models import Case
from coordination_center.errors import Invalid


@dataclass(frozen=True)
class Kind:
    """A kind of legal request: a child of a case that `access` knows, and how it is called.

    `action`: what one must be allowed in the case to attach to it. `title` is of a row, for people who see that row.
    """

    name: str
    model: type[Any]
    label: str | Promise
    action: str
    title: Callable[[Any], str]
    rows: Callable[[], Any]


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Let reports be attached to this kind of request, as far as their handling allows (H1)."""
    _kinds[kind.name] = kind


def kinds() -> list[Kind]:
    """Every kind, in the order of their registration."""
    return list(_kinds.values())


def kind_of(name: str) -> Kind | None:
    """The kind of this name."""
    return _kinds.get(name)


def target_of(kind: str, record: UUID | None, *, by: Viewer, case: Case) -> Any:
    """The request that is named, of this very case and seen by `by`; None where none is named.

    Raises `Invalid` for an unknown kind, `Unseen` for a row that is absent, foreign or of another case, `NotAllowed`
    by policy.
    """
    if not kind and record is None:
        return None
    found = kind_of(kind)
    if found is None or record is None:
        raise Invalid(fields={"target": [_("Choose from the list.")]})
    row = get_for(by, "case.read", found.rows(), pk=record, case_id=case.pk)
    require(by, found.action, case)
    return row


def seen_targets(viewer: Viewer) -> Q:
    """The condition that a use is of a case as a whole, or of a request that the viewer sees."""
    condition = Q(kind="")
    for kind in kinds():
        rows: Any = kind.model.objects
        condition |= Q(kind=kind.name, record__in=rows.visible_to(viewer).values("pk"))
    return condition
