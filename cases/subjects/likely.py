"""What is likely written down already: the same number, or a name so alike that it may be the same person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from access.viewer import Viewer
from cases.models import Case
from cases.naming.likeness import ALIKE, keys, likeness
from cases.subjects.models import Identifier, SubjectName
from cases.subjects.models.lines import number_rows

MOST = 3  # named beside one row
COMPARED = 20  # names compared with one


@dataclass(frozen=True)
class Likely:
    """A subject of the case that may be the same, or an earlier row of the table (then without a page)."""

    label: str
    url: str = ""
    row: int = 0


class _Known:
    """Names by their keys and numbers by their normal forms, of what is there and of the rows above."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], Likely] = {}
        self.names: dict[str, list[tuple[str, Likely]]] = defaultdict(list)

    def learn_name(self, text: str, one: Likely) -> None:
        for key in _whole(text):
            self.names[key].append((text, one))

    def same(self, draft: Any, numbers: list[dict[str, Any]]) -> list[Likely]:
        found = [self.numbers[key] for row in numbers if (key := (row["kind"], row["normal"])) in self.numbers]
        found += [one for name in draft.names for one in self._alike(name.text)]
        return list(dict.fromkeys(found))[:MOST]

    def _alike(self, text: str) -> Iterable[Likely]:
        """The likest of those that share a key of the whole name; a few are compared, for a table may be all alike."""
        near = dict.fromkeys(entry for key in sorted(_whole(text)) for entry in self.names.get(key, [])[:COMPARED])
        return [one for other, one in list(near)[:COMPARED] if likeness(text, other) >= ALIKE]


def _whole(text: str) -> list[str]:
    """The keys of a whole name, as it is written and by all its consonants; those of its parts are shared by many."""
    return [key for key in keys(text) if key[0] in "=*"]


def likely_same(viewer: Viewer, case: Case, drafts: list[Any]) -> list[Any]:
    """The drafts, each with what it may repeat: of what the viewer sees in this case, and of the rows above it."""
    known, judged = _of_case(viewer, case), []
    for draft in drafts:
        if draft.errors:
            judged.append(draft)
            continue
        numbers = number_rows(draft.numbers)
        judged.append(replace(draft, likely=known.same(draft, numbers)))
        here = Likely(draft.label, row=draft.number)
        for row in numbers:
            known.numbers.setdefault((row["kind"], row["normal"]), here)
        for name in draft.names:
            known.learn_name(name.text, here)
    return judged


def _of_case(viewer: Viewer, case: Case) -> _Known:
    known = _Known()
    names = SubjectName.objects.under(viewer, case).values_list("text", "subject_id", "subject__label")
    for text, pk, label in names:
        known.learn_name(text, _likely(case, pk, label))
    numbers = Identifier.objects.under(viewer, case).values_list("kind", "normal", "subject_id", "subject__label")
    for kind, normal, pk, label in numbers:
        known.numbers[kind, normal] = _likely(case, pk, label)
    return known


def _likely(case: Case, pk: Any, label: str) -> Likely:
    return Likely(label, url=reverse("case_subject", args=[case.pk, pk]))
