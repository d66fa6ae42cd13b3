"""What the tripwire cannot see: the source itself must not go around `access`."""

import ast
from collections.abc import Iterator
from pathlib import Path

from access.registry import aggregates, children

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "access", "agencies", "audit", "cases", "coordination_center", "demo", "drafts", "intelligence", "notifications",
    "operations", "vault", "victims",
)  # fmt: skip
FILES = [f for app in APPS for f in sorted((ROOT / app).rglob("*.py")) if "migrations" not in f.parts]
PROTECTED = {child.model.__name__ for child in children()} | {root.model.__name__ for root in aggregates()}

# Who may say `.unscoped(reason)`: verbs that lock or read their own ledger, and the loader's bookkeeping.
UNSCOPED = {"access/querysets.py", "access/verbs.py", "cases/models/participation.py", "cases/models/compartment.py",
            "cases/models/lead.py", "cases/search/index.py", "cases/subjects/models/subject.py",
            "cases/subjects/models/screening.py", "cases/subjects/models/card.py", "cases/subjects/following.py",
            "cases/subjects/ledger.py",
            "cases/plan/models/moves.py", "cases/reviews/models/attendance.py", "cases/reviews/models/agenda.py",
            "cases/reviews/readers.py", "cases/reviews/closing.py", "cases/warrants/expiry.py",
            "cases/joining/carriers.py", "cases/joining/copying.py", "cases/joining/models/relation.py",
            "cases/joining/models/merger.py",
            "cases/evidence/models/item.py", "cases/evidence/models/handing.py", "cases/evidence/ledger.py",
            "cases/alerts/models/alert.py", "cases/alerts/models/asking.py", "cases/alerts/models/ending.py",
            "cases/alerts/ledger.py", "cases/alerts/expiry.py",
            "cases/networks/models/member.py", "cases/networks/models/sharing.py",
            "intelligence/sources/ledger.py", "intelligence/sources/models/handover.py",
            "intelligence/rfis/models/addressing.py", "intelligence/rfis/expiry.py",
            "intelligence/notices/expiry.py",
            "intelligence/hits/subjects.py", "intelligence/hits/raising.py",
            "intelligence/hits/retention.py",  # whether a hit of an old question still waits
            "intelligence/hits/reading.py", "intelligence/hits/report_subjects.py",
            "operations/models/delegation.py", "operations/models/compartment.py", "operations/models/reporting.py",
            "operations/models/judging.py",
            "operations/proving.py", "operations/releasing.py",  # whoever looks
            "notifications/deadlines.py",  # clocks run whoever looks; the page asks visible_to
            "demo/inquiries.py", "demo/operation_play.py",  # a key of the file; the verb asks
            "access/audience.py",  # whom an event tells
            "access/decide.py",  # whether a piece is withheld: the rule itself
            "intelligence/reports/models/content.py", "intelligence/reports/models/naming.py",
            "intelligence/reports/index.py", "intelligence/reports/models/filing.py",
            "intelligence/reports/models/quoting.py",  # how deep what it quotes is bound, whoever quotes
            "intelligence/releases/reach.py", "intelligence/releases/ledger.py", "intelligence/releases/tasks.py",
            "intelligence/releases/reading.py", "intelligence/releases/panel.py",
            "intelligence/usage/models/use.py", "intelligence/usage/standing.py", "intelligence/usage/reading.py",
            "intelligence/hits/asked_upon.py",
            "intelligence/releases/models/release.py", "intelligence/releases/models/asking.py"}  # fmt: skip
# Who may write SQL by hand: the database's own clock, capped counts, the log's seals and months, idempotency.
RAW_SQL = {
    "access/paging.py",
    "access/decide.py",
    "access/viewer.py",
    "cases/reading.py",  # what a line of the list shows, as values beside the row
    "cases/search/reading.py",  # candidates by key first, then what the viewer may see
    "cases/places/building.py",  # the gazetteer is a file of public facts, outside the database
    "cases/places/gazetteer.py",
    "cases/models/case.py",
    "agencies/codes.py",  # INSERT ... ON CONFLICT: a code is good once, even in parallel posts
    "agencies/limits.py",  # reserve, count and release under one advisory lock
    "intelligence/hits/candidates.py",  # one look-up of the index per key, ranked by what they share
    "operations/tallying.py",  # running sums: INSERT ... ON CONFLICT, and their proof
    "demo/loading.py",  # one loader at a time
    "demo/bulk/filling.py",  # very large worlds, for measuring
    "demo/bulk/reporting.py",
    "demo/bulk/unhindered.py",
}
ROOTS = ("Case", "Review", "Network", "Report", "Release", "Source", "Rfi", "Alert", "Operation")
GRANT_TABLES = {f"{root}{kind}Grant" for root in ROOTS for kind in ("Group", "User")}


def calls(path: Path) -> Iterator[tuple[int, str, ast.Call]]:
    """(line, name of what is called, call) for every call in a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield node.lineno, name, node


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_unscoped_reads_are_where_they_are_listed() -> None:
    for path in FILES:
        found = [line for line, name, _call in calls(path) if name == "unscoped"]
        assert not found or name_of(path) in UNSCOPED, f"{name_of(path)}:{found}: fetch through access instead"


def test_children_skip_their_root_only_in_a_prefetch_beside_it() -> None:
    for path in FILES:
        found = [line for line, name, _call in calls(path) if name == "beside_seen_roots"]
        assert not found or name_of(path) == "cases/reading.py", f"{name_of(path)}:{found}"


def test_a_root_is_not_asked_again_only_where_its_levels_were_read() -> None:
    for path in FILES:
        found = [line for line, name, _call in calls(path) if name == "known_under"]
        assert not found or name_of(path) == "cases/timeline.py", f"{name_of(path)}:{found}"


def test_an_end_in_the_past_is_for_the_loader_of_worlds_alone() -> None:
    for path in FILES:
        given = [n for n, _name, call in calls(path) for k in call.keywords if k.arg == "recorded"]
        assert not given or name_of(path) == "demo/release_play.py", f"{name_of(path)}:{given}"


def test_managers_are_not_gone_around() -> None:
    for path in FILES:
        if path.parent.name == "access":
            continue
        text = path.read_text()
        assert "_base_manager" not in text
        assert "_default_manager" not in text or name_of(path).startswith(("demo/", "access/"))


def test_sql_by_hand_is_where_it_is_listed() -> None:
    for path in FILES:
        found = [line for line, name, _call in calls(path) if name in {"raw", "cursor", "RawSQL", "extra"}]
        allowed = name_of(path) in RAW_SQL or name_of(path).startswith(("audit/", "coordination_center/"))
        assert not found or allowed, f"{name_of(path)}:{found}"


def test_a_state_is_moved_by_its_machine_only() -> None:
    for path in FILES:
        for line, name, call in calls(path):
            if name == "update" and any(k.arg == "state" for k in call.keywords):
                assert name_of(path) == "cases/models/participation.py", f"{name_of(path)}:{line}"


def test_views_never_touch_a_manager_of_a_protected_model() -> None:
    for path in FILES:
        if path.name not in {"views.py", "api.py", "desk.py"}:
            continue
        fetched = _rows_to_scope(path)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
                scoped = node.value.id not in PROTECTED or node.lineno in fetched or _is_scoped(path, node.lineno)
                assert scoped, f"{name_of(path)}:{node.lineno}: {node.value.id}.objects"


def _rows_to_scope(path: Path) -> set[int]:
    """The lines of methods called `rows`: what `cases.api_records.Records` scopes before it reads."""
    named = (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef) and n.name == "rows")
    return {line for n in named for line in range(n.lineno, (n.end_lineno or n.lineno) + 1)}


def _is_scoped(path: Path, line: int) -> bool:
    around = "\n".join(path.read_text().splitlines()[line - 2 : line + 2])
    return any(way in around for way in ("visible_to", "permitted", "get_for", "page_for", ".under("))


def test_only_access_writes_grants() -> None:
    for path in FILES:
        if path.parent.name == "access":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
                assert node.value.id not in GRANT_TABLES, f"{name_of(path)}:{node.lineno}"


def test_guardian_is_spoken_to_by_access_only() -> None:
    for path in FILES:
        if path.parent.name == "access":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(module.startswith("guardian") for module in modules), name_of(path)
