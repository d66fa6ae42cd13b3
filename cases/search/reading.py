"""What a search finds for a viewer: over names in any script, numbers in any writing, and the words of texts.

Every candidate is a row that this viewer may see; what others have is not counted, not ranked, and takes no place.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, TextField, Value

from access import registry
from access.viewer import Viewer
from cases.models import Case
from cases.naming.likeness import best_keys, likeness
from cases.naming.numbers import readings
from cases.reading import in_a_list
from cases.search import words
from cases.search.highlight import Piece, all_found, excerpt, stands_in
from cases.search.index import has_words
from cases.search.sight import Sight

LONGEST = 200  # characters of a query
MOST_SHOWN = 50  # records of one answer
MOST_OF_A_CASE = 5  # of which so many of one case
NUMBER, NAME, TEXT, PROPOSAL = "number", "name", "text", "proposal"
MOST = {NUMBER: 100, NAME: 300, TEXT: 200, PROPOSAL: 50}  # candidates of each kind that are ranked
LEAST_LIKE = 0.62  # names less like the query are not shown
ENOUGH_NAMES = 5  # with fewer, names that share one part alone are looked through too
_NUMBERLIKE = re.compile(r"[\d@]|\w\.\w|^\S{4,}$")
_LABELS = ("label", "title", "name", "pseudonym", "number")
_FIELDS = ("id", "case_id", "object_type", "object_id", "field", "text")


@dataclass(frozen=True)
class Candidate:
    """A row of the index that matches in some way."""

    case: UUID
    noun: str
    record: UUID
    field: str
    text: str
    arm: str
    score: float


@dataclass(frozen=True)
class Match:
    """A record that was found: its noun and label, the field, the excerpt, for a name its likeness from 0 to 1."""

    noun: str
    record: UUID
    label: str
    field: str
    pieces: list[Piece]
    likeness: float | None
    case: UUID

    @property
    def kind(self) -> str:
        return words.kind_of(self.noun)

    @property
    def icon(self) -> str:
        return words.icon_of(self.noun)

    @property
    def where(self) -> str:
        return words.field_of(self.field)

    @property
    def near(self) -> str:
        return words.likeness_in_words(self.likeness)

    @property
    def url(self) -> str:
        return words.page_of(self.noun, self.case, self.record)


@dataclass(frozen=True)
class Found:
    """A case (as a list shows it) with its matching records, the best first; `more` of them are not shown."""

    case: Any
    matches: list[Match]
    more: bool


@dataclass(frozen=True)
class Answer:
    """All that is shown of a search; `more` says that not everything is."""

    cases: list[Found]
    more: bool


def search(viewer: Viewer, query: str) -> Answer:
    """What `query` finds among the records that the viewer may see, by case, the best first.

    Numbers that are equal come first, then names by likeness, then texts that hold all the words.
    """
    candidates, cut = _candidates(viewer, query)
    best = _one_per_record(candidates)
    chosen = _few_of_each(best)
    cases, labels = _seen(viewer, chosen)
    found = [_found(cases[case], rows, labels, query, best) for case, rows in chosen.items() if case in cases]
    return Answer([one for one in found if one.matches], more=cut or sum(map(len, chosen.values())) < len(best))


# --- candidates ---


def _candidates(viewer: Viewer, query: str) -> tuple[list[Candidate], bool]:
    """Everything that matches, and whether there is more than is ranked."""
    sight = Sight.of(viewer)
    rare, *common = best_keys(query) or [set()]
    rows = _take(sight, query, rare)
    if common and sum(row["arm"] == NAME for row in rows) < ENOUGH_NAMES:
        rows += list(_limited(sight.of_common(Q(keys__overlap=sorted(_telling(common[0])))), NAME))
    arms = Counter(row["arm"] for row in rows)
    return [c for row in rows if (c := _candidate(row, query))], any(arms[arm] >= most for arm, most in MOST.items())


def _telling(keys: set[str]) -> set[str]:
    """Of keys that many share, those that say most; all of them where all are short."""
    return {key for key in keys if len(key) > 2} or keys


def _take(sight: Sight, query: str, keys: set[str]) -> list[dict[str, Any]]:
    """The candidates of every arm, in one query."""
    arms = []
    if _NUMBERLIKE.search(query):
        forms = readings(query, (sight.viewer.agency.country,))
        arms.append(_limited(sight.of_rare(Q(exact__overlap=sorted(forms))), NUMBER))
    if keys:
        arms.append(_limited(sight.of_rare(Q(keys__overlap=sorted(keys))), NAME))
    if (said := has_words(query)) is not None:
        arms += [_limited(sight.of_common(said), TEXT), _limited(sight.of_proposals(said), PROPOSAL)]
    return list(arms[0].union(*arms[1:], all=True)) if arms else []


def _limited(rows: Any, arm: str) -> Any:
    return rows.annotate(arm=Value(arm, output_field=TextField())).values(*_FIELDS, "arm")[: MOST[arm]]


def _candidate(row: dict[str, Any], query: str) -> Candidate | None:
    """The row with its score; None for a name that is not like the query after all."""
    score = _score(row, query)
    if row["arm"] == NAME and score < LEAST_LIKE:
        return None
    return Candidate(row["case_id"], row["object_type"], row["object_id"], row["field"], row["text"], row["arm"], score)


def _score(row: dict[str, Any], query: str) -> float:
    """A number first, then names by likeness; among texts a title, and one that has the words side by side."""
    if row["arm"] == NUMBER:
        return 2.0
    if row["arm"] == NAME:
        return likeness(query, str(row["text"]))
    title: bool = row["field"] == "title"
    return 0.4 + 0.15 * title + 0.1 * stands_in(row["text"], query)


def _one_per_record(rows: Iterable[Candidate]) -> list[Candidate]:
    best: dict[tuple[str, UUID], Candidate] = {}
    for row in sorted(rows, key=lambda c: (-c.score, str(c.record), c.field, c.text)):
        best.setdefault((row.noun, row.record), row)
    return list(best.values())


# --- what is shown ---


def _few_of_each(best: list[Candidate]) -> dict[UUID, list[Candidate]]:
    """The records that one answer shows, by case, cases in the order of their best."""
    chosen: dict[UUID, list[Candidate]] = {}
    for row in best:
        of_case = chosen.setdefault(row.case, [])
        if len(of_case) < MOST_OF_A_CASE and sum(map(len, chosen.values())) < MOST_SHOWN:
            of_case.append(row)
    return {case: rows for case, rows in chosen.items() if rows}


def _seen(viewer: Viewer, chosen: dict[UUID, list[Candidate]]) -> tuple[dict[UUID, Any], dict[tuple[str, UUID], str]]:
    """The cases, and the labels of the records, read once more as themselves.

    So a row of the index never shows what its record would not, and the log says what was shown.
    """
    listed: Any = in_a_list(viewer)
    cases = {case.pk: case for case in listed.visible_to(viewer).filter(pk__in=list(chosen))}
    labels = {("case", pk): "" for pk in cases}
    for noun, ids in _by_noun(chosen).items():
        child: Any = _children()[noun]
        for row in child.model.objects.visible_to(viewer).filter(pk__in=ids).select_related(child.path):
            labels[noun, row.pk] = _label(row)
    return cases, labels


def _by_noun(chosen: dict[UUID, list[Candidate]]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    for row in (row for rows in chosen.values() for row in rows if row.noun in _children()):
        found.setdefault(row.noun, []).append(row.record)
    return found


def _children() -> dict[str, registry.Child]:
    """What stands behind each noun of the index."""
    return {child.name: child for child in registry.children_of(Case)}


def _label(row: Any) -> str:
    """What a record is called, where it has a name of its own."""
    return next((str(value) for name in _LABELS if (value := getattr(row, name, ""))), "")


def _found(
    case: Any, rows: list[Candidate], labels: dict[tuple[str, UUID], str], query: str, best: list[Candidate]
) -> Found:
    seen = [row for row in rows if (row.noun, row.record) in labels]
    matches = [_match(row, labels[row.noun, row.record], query) for row in seen]
    return Found(case, matches, more=sum(row.case == case.pk for row in best) > len(rows))


def _match(row: Candidate, label: str, query: str) -> Match:
    whole = row.arm in (NAME, NUMBER)
    pieces = all_found(row.text) if whole else excerpt(row.text, query)
    return Match(row.noun, row.record, label, row.field, pieces, row.score if row.arm == NAME else None, row.case)
