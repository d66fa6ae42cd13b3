"""The table of accounts that bin/up prints and bin/code reads."""

import stat
from pathlib import Path

import pytest

from coordination_center.embedded import accounts, totp
from coordination_center.embedded.say import Refusal
from tests.embedded.instance import WORLD


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    accounts.write(WORLD, tmp_path / "accounts.json")
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


def test_an_unknown_name_is_answered_with_the_known_ones(listing: Path) -> None:
    with pytest.raises(Refusal, match="There are: anan, dara"):
        accounts.code(listing, "nobody")


def test_without_a_demo_there_is_no_code(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no demo has been started"):
        accounts.code(tmp_path / "accounts.json", "anan")
