"""Answer times of the acting agency's own pairs, over all that one agency may ask of another."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from access.decide import may
from access.viewer import Viewer
from intelligence.hits import times as hits
from intelligence.pairs import Pair
from intelligence.releases import times as releases
from intelligence.rfis import times as rfis

KINDS: dict[str, tuple[Any, Any]] = {
    "rfi": (_("Requests for information"), rfis),
    "release": (_("Requests for reports"), releases),
    "hit": (_("Hits"), hits),
}


@dataclass(frozen=True)
class Line:
    """One kind of asking between the acting agency and another."""

    code: str
    kind: Any
    pair: Pair


@dataclass(frozen=True)
class Times:
    """By agency, in the order of names: how fast others answered us, and we them."""

    asked: list[tuple[str, list[Line]]]
    owed: list[tuple[str, list[Line]]]


def times_of(viewer: Viewer) -> Times:
    """The pairs of the viewer's agency, of lines that the viewer sees; hits for who asks and answers them."""
    kinds = {code: told for code, told in KINDS.items() if code != "hit" or may(viewer, "hit.see")}
    asked = [Line(code, kind, pair) for code, (kind, source) in kinds.items() for pair in source.asked_of(viewer)]
    owed = [Line(code, kind, pair) for code, (kind, source) in kinds.items() for pair in source.answered_to(viewer)]
    return Times(_by_agency(asked), _by_agency(owed))


def _by_agency(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Agencies of one name are two: the key is the id."""
    found: dict[Any, list[Line]] = {}
    for line in lines:
        found.setdefault((line.pair.agency, line.pair.id), []).append(line)
    return [(name, found[name, pk]) for name, pk in sorted(found, key=lambda key: (key[0], str(key[1])))]
