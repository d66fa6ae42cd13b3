"""What others made of a report: told to its originator, by agency and as little more as it may know."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from access.viewer import Viewer
from agencies.models import Agency


@dataclass(frozen=True)
class Derived:
    """One thing that an agency made of the report: what it is, its name and address where the originator sees it."""

    agency: Agency
    what: str | Promise
    name: str = ""
    url: str = ""
    state: str = ""


Make = Callable[[Viewer, Any], list[Derived]]
_makers: dict[str, Make] = {}


def register_derived(name: str, make: Make) -> None:
    """Add to what the originator of a report is told; an app does this as it starts."""
    _makers[name] = make


def derived_of(viewer: Viewer, report: Any) -> list[Derived]:
    """Everything that is made of this report. The caller knows that the viewer acts for its originator."""
    return [one for make in _makers.values() for one in make(viewer, report)]
