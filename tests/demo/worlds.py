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


def refused(folder: Path, text: str, *, name: str = "world.yaml", add: bool = False) -> str:
    """What the loader says about a world that it must refuse."""
    with pytest.raises(WorldError) as caught:
        load(write(folder, text, name), add=add)
    return str(caught.value)
