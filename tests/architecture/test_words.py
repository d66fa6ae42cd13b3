"""The words beside the code are true in what a machine can check: links, names, settings, numbers of decisions."""

import re
from pathlib import Path

import pytest
import yaml

from coordination_center.embedded.places import PROJECT

PAGES = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")])
README = (PROJECT / "README.md").read_text()
SETTINGS = (PROJECT / "coordination_center" / "settings.py").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_sends_newcomers_to_people_of_the_demo() -> None:
    people = {
        person["username"] for person in yaml.safe_load((PROJECT / "demo" / "bangkok.yaml").read_text())["people"]
    }
    section = README.split("## What to try")[1].split("\n## ")[0]
    named = {
        name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    assert named
    assert named <= people


def test_the_readme_names_every_setting() -> None:
    read = set(re.findall(r"env\.\w+\(\s*\"(\w+)\"", SETTINGS))
    mail = {name for name in read if name.startswith("EMAIL_")}
    assert {name for name in read - mail if f"`{name}`" not in README} == set()
    assert {name for name in mail if f"`{name.removeprefix('EMAIL')}`" not in README} <= {"EMAIL_HOST"}


def test_decisions_are_numbered_without_gaps_and_fit_a_page() -> None:
    decisions = sorted((PROJECT / "docs" / "decisions").glob("*.md"))
    assert [int(file.name[:4]) for file in decisions] == list(range(1, len(decisions) + 1))
    for file in decisions:
        text = file.read_text()
        assert text.startswith(f"# {file.name[:4]}: ")
        assert len(text.splitlines()) <= 60


def test_the_picture_is_light() -> None:
    assert (PROJECT / "docs" / "case.png").stat().st_size <= 200_000
