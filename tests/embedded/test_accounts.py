"""The table of accounts that bin/up prints and bin/code reads."""

import json
import stat
from pathlib import Path

import pytest

from coordination_center.embedded import accounts, totp
from coordination_center.embedded.say import Refusal
from demo.accounts import write_listing
from demo.problems import WorldError
from tests.embedded.instance import WORLD


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    write_listing(WORLD, tmp_path / "accounts.json")
    return tmp_path / "accounts.json"


def test_only_the_owner_reads_the_listing(listing: Path) -> None:
    assert stat.S_IMODE(listing.stat().st_mode) == 0o600


def test_the_table_names_everybody_with_roles_and_password(listing: Path) -> None:
    text = accounts.table(accounts.read(listing))
    assert len(text.splitlines()) == 3
    for word in ("anan", "Thai police", "analyst, liaison, supervisor", "walk-the-long-pier-7", "ដារ៉ា"):
        assert word in text


def test_a_code_is_the_current_one(listing: Path) -> None:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    before, said, after = totp.code(secret), accounts.code(listing, "ANAN"), totp.code(secret)
    assert said in {before, after}


def test_who_has_no_authenticator_is_told_to_enrol(tmp_path: Path) -> None:
    world = tmp_path / "world.json"
    person = {
        "key": "nok",
        "username": "nok",
        "name": "Nok",
        "email": "nok@w.test",
        "password": "&p",
        "roles": {"a": ["admin"]},
    }
    agency = {"key": "a", "name": "Thai police", "kind": "police", "country": "TH"}
    world.write_text(json.dumps({"world": "w", "agencies": [agency], "people": [person]}))
    write_listing(world, tmp_path / "accounts.json")
    assert "enrol at first sign-in" in accounts.table(accounts.read(tmp_path / "accounts.json"))
    with pytest.raises(Refusal, match="the first sign-in asks for one"):
        accounts.code(tmp_path / "accounts.json", "nok")


@pytest.mark.parametrize("text", ["people: 5", "a: [", "- x", "", "people: [{key: a}]", "agencies: [7]", "\0"])
def test_a_malformed_world_lists_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / "world.yaml").write_text(text)
    with pytest.raises(WorldError, match=r"world\.yaml, line [12]"):
        write_listing(tmp_path / "world.yaml", tmp_path / "accounts.json")
    assert not (tmp_path / "accounts.json").exists()


def test_an_unknown_name_is_answered_with_the_known_ones(listing: Path) -> None:
    with pytest.raises(Refusal, match="There are: anan, dara"):
        accounts.code(listing, "nobody")


def test_without_a_demo_there_is_no_code(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no demo has been started"):
        accounts.code(tmp_path / "accounts.json", "anan")
