"""Vietnamese names: syllables that are spelled in one way, with marks or without; with marks, the marks count."""

import re
import unicodedata

from rapidfuzz.distance import OSA

from cases.naming import titles
from cases.naming.romanise import Part
from cases.naming.script import runs
from cases.naming.writing import folded, tidy

_SURNAMES_OF_VIETNAM = """
    nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan trinh truong luong mai dao lam
    cao thai phung quach luu chau tang ta tong kieu trieu vuong nghiem dam ha to thach
"""
_SURNAMES = frozenset(_SURNAMES_OF_VIETNAM.split())
_SYLLABLES_OF_VIETNAM = """
    nguyen tran pham hoang huynh phan dang bui ngo duong dinh doan trinh truong luong phung quach thi van duc quoc
    thanh xuan ngoc huu hong phuong thuy trung dung hung huong nhung oanh quynh khanh hanh linh vinh minh
"""
_MARKING = frozenset(_SYLLABLES_OF_VIETNAM.split())
_DIALECT = {frozenset(("phuc", "phuoc")), frozenset(("hoang", "huynh")), frozenset(("vu", "vo"))}


_SYLLABLE = re.compile("(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
_TITLES = frozenset({"ong", "ba", "anh", "chi", "em", "co", "chu", "bac"})
_END_I = re.compile(r"(?<![aeiou])y$")


def is_latin(words: tuple[str, ...]) -> bool:
    """Whether a name is Vietnamese by its syllables: all can be, a surname stands at an end, and one is telling."""
    return (
        2 <= len(words) <= 5
        and bool({words[0], words[-1]} & _SURNAMES)
        and sum(word in _MARKING for word in words) > 0
        and sum(word in _MARKING or word in _SURNAMES for word in words) > 1
        and all(_SYLLABLE.fullmatch(word) for word in words)
    )


def parts(name: str) -> tuple[Part, ...]:
    """The syllables of a name as written, with their marks; titles dropped."""
    found = [Part(run.casefold(), (folded(run),)) for _script, run in runs(tidy(name))]
    kept = [part for part in found if part.spelled[0] not in titles.TITLES] or found
    leads = len(kept) > 2 and kept[0].spelled[0] in _TITLES
    return tuple(kept[1:] if leads and kept[1].spelled[0] in _SURNAMES else kept)


def near(one: Part, other: Part) -> float:
    """1 for one syllable, marks left out by one side or not; little for another, however near it sounds."""
    p, q = _END_I.sub("i", one.spelled[0]), _END_I.sub("i", other.spelled[0])
    if p == q:
        return 1.0 if _marks(one.written) == _marks(other.written) or not (_marked(one) and _marked(other)) else 0.7
    if frozenset((one.spelled[0], other.spelled[0])) in _DIALECT:
        return 0.85
    if sorted(p) == sorted(q) and OSA.distance(p, q) == 1:
        return 0.9
    return 0.68 if OSA.distance(p, q) == 1 and min(len(p), len(q)) >= 5 else 0.4


def _marked(part: Part) -> bool:
    return not part.written.isascii()


def _marks(written: str) -> list[str]:
    """Letters and marks whatever their order: hoà and hòa are one."""
    return sorted(unicodedata.normalize("NFD", written.casefold().replace("ð", "đ")).replace("y", "i"))
