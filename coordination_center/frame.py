"""What every page shows around its content. Reads only what the request has loaded already: never a query."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from access.decide import may
from access.policy import OFFICERS, READERS
from agencies.models import Role


@dataclass(frozen=True)
class Place:
    """One entry of the rail: where it leads, its icon, the letter that goes there after `g`."""

    name: str
    label: str
    url: str
    icon: str
    key: str
    here: bool
    section: str = ""  # the places of one section share a bar on phones, where the rail shows its first alone


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor of every page."""
    viewer = getattr(request, "viewer", None)
    places = list(_places(request, viewer)) if viewer else []
    theme = request.COOKIES.get("theme", "")
    return {
        "viewer": viewer,
        "person": viewer.person if viewer else getattr(request, "person", None),
        "memberships": viewer.memberships if viewer else (),
        "places": places,
        "section": _section(places),
        "languages": [get_language_info(code) for code, _name in settings.LANGUAGES],
        "theme": theme if theme in ("light", "dark") else "",
        "zone": timezone.get_current_timezone_name(),
        "notices": SimpleLazyObject(lambda: get_messages(request)),
        "demo": settings.DEMO,
        "here": request.get_full_path() if request.method == "GET" else "/",
    }


INTELLIGENCE = ("intelligence", "reports", "releases", "rfis", "hits", "sources")


def _places(request: HttpRequest, viewer: Any) -> Iterator[Place]:
    reads, asks = bool(viewer.roles & READERS), bool(viewer.roles & OFFICERS)
    for name, label, icon, key, shown in (
        ("home", _("Desk"), "inboxes", "d", True),
        ("inbox", _("Inbox"), "bell", "b", True),
        ("cases", _("Cases"), "folder2-open", "c", reads),
        ("alerts", _("Alerts"), "broadcast", "e", reads),
        ("reports", _("Intelligence"), "file-earmark-lock", "i", reads),
        ("intelligence", _("Overview"), "bar-chart", "v", reads),
        ("releases", _("Releases"), "arrow-left-right", "r", reads),
        ("rfis", _("Requests"), "chat-left-quote", "q", reads),
        ("hits", _("Hit / no hit"), "crosshair", "h", asks),
        ("sources", _("Sources"), "person-bounding-box", "s", reads),
        ("operations", _("Operations"), "flag", "p", reads),
        ("networks", _("Networks"), "diagram-3", "n", reads),
        ("reviews", _("Meetings"), "calendar3", "m", reads),
        ("agencies", _("Agencies"), "building", "a", True),
        (
            "oversight",
            _("Oversight"),
            "clipboard2-check",
            "o",
            Role.OVERSIGHT in viewer.roles,
        ),
        ("operators", _("Operation"), "activity", "w", may(viewer, "centre.administer")),
    ):
        address = _address(name) if shown else None
        if address is not None:
            here = request.path == address or (address != "/" and request.path.startswith(address))
            yield Place(name, label, address, icon, key, here, "intelligence" if name in INTELLIGENCE else "")


def _section(places: list[Place]) -> list[Place]:
    """The places beside the one that is open; empty outside a section."""
    here = next((place.section for place in places if place.here), "")
    return [place for place in places if here and place.section == here]


def _address(name: str) -> str | None:
    """The address of a place, None where this installation has left the page out."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
