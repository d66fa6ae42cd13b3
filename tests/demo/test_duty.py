"""The rosters of a world file."""

from pathlib import Path

import pytest

from agencies.duty.on_duty import on_duty
from agencies.models import Agency
from demo.loading import load
from demo.problems import WorldError

pytestmark = pytest.mark.django_db
WORLD = """
world: w
agencies:
  - {key: rtp, name: R, kind: police, country: TH, duty: [{person: %s, from: -1h, until: %s, kind: %s}]}
people:
  - {key: a, username: a, name: A, email: a@example.org, password: nine calm herons at dawn, roles: {rtp: [liaison]}}
"""


def world(folder: Path, *values: str) -> Path:
    path = folder / "world.yaml"
    path.write_text(WORLD % values)
    return path


def test_turns_are_on_the_roster(tmp_path: Path) -> None:
    load(world(tmp_path, "a", "+1h", "duty"))
    desk = on_duty(Agency.objects.get())
    assert (desk.how, [person.name for person in desk]) == ("duty", ["A"])


@pytest.mark.parametrize("values", [("b", "+1h", "duty"), ("a", "-2h", "duty"), ("a", "+1h", "night"),
                                    ("a", "soon", "duty")])  # fmt: skip
def test_what_cannot_be_is_named_with_its_line(tmp_path: Path, values: tuple[str, ...]) -> None:
    with pytest.raises(WorldError, match=r"line 4|world\.yaml:4"):
        load(world(tmp_path, *values))
    assert not Agency.objects.exists()
