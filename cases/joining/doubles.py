"""Subjects of a case that may be one: proposed to people after a merge, never fused by the centre."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from access.viewer import Viewer
from cases.models import Case
from cases.naming.likeness import ALIKE, best_keys, likeness
from cases.subjects.models import Identifier, SubjectName

MOST = 50  # pairs shown
CROWD = 20  # a key that more subjects share says little, and would cost a comparison for each pair of them


@dataclass(frozen=True)
class Double:
    """Two subjects of one case that share a number, or whose names are alike."""

    one: UUID
    label: str
    other: UUID
    other_label: str


def doubles_of(viewer: Viewer, case: Case) -> list[Double]:
    """Pairs of the case's subjects, both seen by this viewer, that may be the same, by their labels: two queries."""
    names = list(_lines(SubjectName, viewer, case, "text"))
    labels = {pk: label for pk, label, _text in names}
    pairs = {*_sharing_a_number(viewer, case), *_alike([(pk, text) for pk, _label, text in names])}
    found = [Double(a, labels[a], b, labels[b]) for a, b in pairs if a in labels and b in labels]
    return sorted(found, key=lambda pair: (pair.label, pair.other_label, pair.one))[:MOST]


def _lines(model: Any, viewer: Viewer, case: Case, *fields: str) -> Any:
    return model.objects.under(viewer, case).values_list("subject_id", "subject__label", *fields)


def _sharing_a_number(viewer: Viewer, case: Case) -> Iterator[tuple[UUID, UUID]]:
    bearers = defaultdict(set)
    for pk, _label, kind, normal in _lines(Identifier, viewer, case, "kind", "normal"):
        bearers[kind, normal].add(pk)
    for together in bearers.values():
        yield from combinations(sorted(together)[:CROWD], 2)


def _alike(names: list[tuple[UUID, str]]) -> Iterator[tuple[UUID, UUID]]:
    near = defaultdict(set)
    for pk, text in names:
        tiers = best_keys(text)
        for key in tiers[0] if tiers else ():
            near[key].add((pk, text))
    for together in near.values():
        for (pk, text), (other, spelled) in combinations(sorted(together, key=str)[:CROWD], 2):
            if pk != other and likeness(text, spelled) >= ALIKE:
                yield (pk, other) if pk < other else (other, pk)
