"""Requests that come from a hit. What a hit is, an app above this one knows, and says it here.

The asking side names its own question; which records of the owner that question met is the owner's alone to know.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from access.viewer import Viewer
from agencies.models import Agency


@dataclass(frozen=True)
class Met:
    """A hit of the owner's that a request is upon: its label and address, for an officer who sees it."""

    label: str
    url: str


@dataclass(frozen=True)
class Hits:
    """What is asked of the app of hits.

    `named(by, owner, question)`: whether this is a question of `by`'s own that was answered with the owner.
    `meant(owner, question)`: the ids of the owner's validated reports that the question met and was answered by.
    `met(viewer, release)`: the hits behind a request, for its owner. `decided(release, by, given)`: it was decided.
    """

    named: Callable[[Viewer, Agency, UUID], bool]
    meant: Callable[[Agency, UUID], list[UUID]]
    met: Callable[[Viewer, Any], list[Met]]
    decided: Callable[[Any, Viewer, bool], None]


_hits: list[Hits] = []


def register_hits(hits: Hits) -> None:
    """Say what a hit is; the app of hits does this as it starts."""
    _hits[:] = [hits]


def is_named(by: Viewer, owner: Agency, question: UUID) -> bool:
    """Whether the viewer asked this question and was told to contact the owner."""
    return any(one.named(by, owner, question) for one in _hits)


def meant(owner: Agency, question: UUID | None) -> list[UUID]:
    """The owner's reports that the question met; none where there is no question."""
    return [pk for one in _hits for pk in one.meant(owner, question)] if question else []


def met(viewer: Viewer, release: Any) -> list[Met]:
    """The hits behind a request that the owner's officer sees."""
    return [found for one in _hits for found in one.met(viewer, release)] if release.hit_id else []


def decided(release: Any, *, by: Viewer, given: bool) -> None:
    """Say that a request was granted or refused, within the verb that does it."""
    for one in _hits if release.hit_id else ():
        one.decided(release, by, given)
