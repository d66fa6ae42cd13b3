"""Small worlds for the loader's tests, as text."""

import json
from pathlib import Path
from typing import Any

import pytest

from demo.loading import load
from demo.problems import WorldError

PEOPLE = """
world: Small
agencies:
  - {key: rtp, name: Thai Police, kind: police, country: TH}
  - {key: cnp, name: Cambodian Police, kind: police, country: KH}
  - {key: rmp, name: Malaysian Police, kind: police, country: MY}
people:
  - {key: nok, username: nok, name: Nok, email: nok@w.test, password: &p heron at dawn, roles: {rtp: [admin]}}
  - {key: somsak, username: somsak, name: Somsak, email: somsak@w.test, password: *p, roles: {rtp: [analyst, liaison]}}
  - {key: ladda, username: ladda, name: Ladda, email: ladda@w.test, password: *p, roles: {rtp: [analyst]}}
  - {key: dara, username: dara, name: Dara, email: dara@w.test, password: *p, roles: {cnp: [liaison], rmp: [analyst]}}
  - {key: aminah, username: aminah, name: Aminah, email: aminah@w.test, password: *p, roles: {rmp: [liaison]}}
"""


def write(folder: Path, text: str, name: str = "world.yaml") -> Path:
    """The text as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def with_case(*further: dict[str, Any], **facts: Any) -> str:
    """The small world with one case, and `further` ones after it."""
    entry = {"key": "boats", "title": "Boats", "lead": "rtp"} | facts
    return f"{PEOPLE}cases:\n" + "".join(f"  - {json.dumps(case)}\n" for case in (entry, *further))


PREECHA = (
    "  - {key: preecha, username: preecha, name: Preecha, email: p@w.test, password: *p, roles: {rtp: [liaison]}}\n"
)
BODY = {"body": "Bodymark: the recruiter waits.", "source_grade": "B", "information_grade": 2}
ASKED = {"to": "cnp", "purpose": "To find the recruiter", "requested_by": "dara", "state": "active"}


def with_report(*further: dict[str, Any], more: str = "", cases: str = "", **facts: Any) -> str:
    """The small world (and `more` people, and `cases`) with one report of Thai police, and `further` ones after it."""
    entry = {"key": "r1", "title": "Titlemark", "originator": "rtp", "author": "ladda"} | BODY | facts
    lines = "".join(f"  - {json.dumps(report)}\n" for report in (entry, *further))
    return f"{PEOPLE}{more}{cases}reports:\n{lines}"


def released(**facts: Any) -> dict[str, Any]:
    """A release to Cambodian police."""
    return ASKED | facts


def refused(folder: Path, text: str, *, name: str = "world.yaml", add: bool = False) -> str:
    """What the loader says about a world that it must refuse."""
    with pytest.raises(WorldError) as caught:
        load(write(folder, text, name), add=add)
    return str(caught.value)
