"""The measures of the house: short functions, short files, no names that say nothing."""

import ast

from tests.architecture.test_one_way_in import FILES, ROOT, name_of

TABLES = {"cases/acts.py", "coordination_center/settings.py"}  # files that are one table
BANNED = {"services.py", "utils.py", "helpers.py", "managers.py", "signals.py"}
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def test_a_file_fits_a_screenful_or_six() -> None:
    for path in FILES:
        assert path.name not in BANNED
        assert len(path.read_text().splitlines()) <= 300 or name_of(path) in TABLES


def test_no_function_is_over_forty_lines() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno is not None
                assert node.end_lineno - node.lineno < 40, f"{name_of(path)}:{node.lineno} {node.name}"


def test_a_template_is_at_most_sixty_lines_and_has_no_inline_code() -> None:
    for path in TEMPLATES:
        text = path.read_text()
        assert len(text.splitlines()) <= 60 or path.parent.name == "ui"
        for banned in (" style=", " onclick=", "<script>", "|safe", "javascript:"):
            assert banned not in text, f"{name_of(path)}: {banned}"
