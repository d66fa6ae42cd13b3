"""Every kind of record and every field that the history tells of has a word of its own."""

from cases.history.sources import sources
from cases.history.words import LABELS, NOUNS


def test_every_kind_of_record_has_a_name() -> None:
    assert {source.noun for source in sources()} - NOUNS.keys() == set()


def test_every_field_has_a_name() -> None:
    told = {f"{source.noun}.{field.name}" for source in sources() for field in source.told if field.name not in LABELS}
    assert told == set()


def test_what_is_for_few_is_not_told_to_all() -> None:
    told = {field.name for source in sources() for field in source.told}
    assert told & {"reasons", "key", "small_key", "author", "reviewed_by", "referred_by", "normal"} == set()
