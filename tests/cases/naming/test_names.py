"""Names of the region: what two spellings of one name share, and how well other names are told apart."""

import pytest

from cases.naming.likeness import ALIKE, best_keys, keys, likeness, rank
from cases.naming.romanise import parts_of, romanised
from cases.naming.skeleton import skeleton
from tests.cases.naming.spellings import OTHER, SAME, told


def _share_alike(pairs: list[tuple[str, str]]) -> float:
    return sum(likeness(a, b) >= ALIKE for a, b in pairs) / len(pairs)


def test_the_ground_truth_is_large_enough_to_say_something() -> None:
    assert len(told(SAME, held_out=False)) >= 60
    assert len(told(SAME, held_out=True)) >= 30
    assert sum(map(len, OTHER.values())) >= 60


@pytest.mark.parametrize("held_out", [False, True])
def test_two_spellings_of_one_name_are_found_alike(held_out: bool) -> None:
    """Measured: 0.988 of those that guided the rules, 0.976 of those held out."""
    assert _share_alike(told(SAME, held_out=held_out)) >= 0.96


@pytest.mark.parametrize(("held_out", "most"), [(False, 0.09), (True, 0.18)])
def test_names_that_look_alike_are_mostly_told_apart(held_out: bool, most: float) -> None:
    """Measured: 0.070 and 0.143 of names chosen to be confused are taken for one."""
    assert _share_alike(told(OTHER, held_out=held_out)) <= most


@pytest.mark.parametrize("held_out", [False, True])
def test_two_spellings_share_a_key(held_out: bool) -> None:
    lost = [(a, b) for a, b in told(SAME, held_out=held_out) if not keys(a) & keys(b)]
    assert lost == []


def test_each_name_is_found_before_the_names_that_look_like_it() -> None:
    everyone = sorted({name for table in (SAME, OTHER) for pairs in table.values() for name in pairs[0]})
    everyone += [b for pairs in (*SAME.values(), *OTHER.values()) for _a, b in pairs]
    missed = [(a, b) for a, b in told(SAME, held_out=True) if b not in _first(a, everyone, 5)]
    assert len(missed) <= 1


def _first(query: str, names: list[str], count: int) -> list[str]:
    return [names[place] for _likeness, place in rank(query, [*names])[:count]]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("นายสมชาย ใจดี", "สมชาย ใจดี"),
        ("ဦးအောင်မြင့်", "အောင်မြင့်"),
        ("លោកស្រី ជា សុភា", "ជា សុភា"),
        ("ທ້າວ ແກ້ວ", "ແກ້ວ"),
        ("মোঃ রহমান", "Mohammad Rahman"),
        ("Haji Ahmad bin Ali", "Ahmad Ali"),
        ("Dr. Tan Mei Ling", "Tan Mei Ling"),
        ("王小明先生", "王小明"),
        ("JAIDEE, Somchai", "Somchai Jaidee"),
        ("Ｓｏｍｃｈａｉ Jaidee", "Som\u200bchai Jaidee"),
        ("Nguye\u0302\u0303n Va\u0306n An", "Nguyễn Văn An"),
        ("คำ", "ค\u0e4dา"),
        ("ແກ້ວ", "ເເກ້ວ"),
    ],
)
def test_titles_order_and_ways_of_writing_do_not_count(a: str, b: str) -> None:
    assert likeness(a, b) > 0.93


def test_a_title_alone_is_a_name() -> None:
    assert [part.written for part in parts_of("Ko Ko")] == ["ko", "ko"]
    assert romanised("Mr") == "mr"


def test_a_missing_surname_costs_something_and_not_all() -> None:
    assert ALIKE <= likeness("Somchai", "สมชาย ใจดี") < 0.9


def test_a_nickname_in_quotes_stands_for_its_bearer() -> None:
    assert likeness("Lek", 'Prasit "Lek" Thongdee') > 0.9
    assert likeness("Prasit Thongdee", 'Prasit "Lek" Thongdee') > 0.95


@pytest.mark.parametrize("a", ["", " ", "123", "'\"()", "\x00", "—", "🙂", "\ud800", "." * 5000])
def test_what_is_no_name_is_like_nothing_and_breaks_nothing(a: str) -> None:
    assert likeness(a, "Somchai") < 0.3
    keys(a)


def test_likeness_is_the_same_both_ways_and_within_bounds() -> None:
    for a, b in [*told(SAME, held_out=True), *told(OTHER, held_out=True)]:
        assert 0 <= likeness(a, b) <= 1
        assert likeness(a, b) == pytest.approx(likeness(b, a))
        assert likeness(a, a) == 1


def test_keys_stay_few_and_the_rarest_come_first() -> None:
    assert len(keys(" ".join(["陈美玲"] * 50))) <= 64
    rare, common = best_keys("Somchai Jaidee")
    assert {"*CCMST", "CT SMC"} <= rare
    assert common == {"SMC", "CT"}


@pytest.mark.parametrize(
    ("latin", "bones"), [("kyaw", "K"), ("chanthou", "CNT"), ("jaidee", "CT"), ("aung", "AN"), ("htun", "TN")]
)
def test_skeletons(latin: str, bones: str) -> None:
    assert skeleton(latin) == bones
