"""The rooms of a case: what is worked on in it, each a package of its own that registers its tab here."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Room:
    """A tab of the record page. `url` is a route that takes the case's id; `action` says who has the tab."""

    name: str
    url: str
    label: str | Promise
    order: int
    action: str = "case.read"


_rooms: dict[str, Room] = {}


def register_room(room: Room) -> None:
    """Add a tab; an app does this as it starts."""
    _rooms[room.name] = room


def rooms() -> list[Room]:
    """Every tab, in its order on the page."""
    return sorted(_rooms.values(), key=lambda room: room.order)
