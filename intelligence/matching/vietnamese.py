"""Vietnamese names: syllables that are spelled in one way, with marks or without; with marks, the marks count."""

import unicodedata

from rapidfuzz.distance import OSA

from cases.naming.romanise import Part

_SURNAMES = frozenset(
    """
    nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan trinh truong luong mai dao lam
    cao thai phung quach luu chau tang ta tong kieu trieu vuong nghiem dam ha to thach
    """.split()
)
_MARKING = frozenset(
    """
    nguyen tran pham hoang huynh phan dang bui ngo duong dinh doan trinh truong luong phung quach thi van duc quoc
    thanh xuan ngoc huu hong phuong thuy trung dung hung huong nhung oanh quynh khanh hanh linh vinh minh
    """.split()
)
_DIALECT = {frozenset(("phuc", "phuoc")), frozenset(("hoang", "huynh")), frozenset(("vu", "vo"))}
_LIGHT = frozenset({"thi", "van"})  # middle names nearly everybody bears


def is_latin(words: tuple[str, ...]) -> bool:
    """Whether a name without marks is Vietnamese: a surname of that country, and two of its common syllables."""
    return (
        2 <= len(words) <= 5 and bool({words[0], words[-1]} & _SURNAMES) and sum(word in _MARKING for word in words) > 1
    )


def near(one: Part, other: Part) -> float:
    """1 for one syllable, marks left out by one side or not; little for another, however near it sounds."""
    p, q = one.spelled[0].replace("y", "i"), other.spelled[0].replace("y", "i")
    if p == q:
        return 1.0 if _marks(one.written) == _marks(other.written) or not (_marked(one) and _marked(other)) else 0.7
    if frozenset((one.spelled[0], other.spelled[0])) in _DIALECT:
        return 0.85
    if sorted(p) == sorted(q) and OSA.distance(p, q) == 1:
        return 0.9
    return 0.68 if OSA.distance(p, q) == 1 and min(len(p), len(q)) >= 5 else 0.4


def is_light(part: Part) -> bool:
    """Whether the part may be missing without a word."""
    return part.spelled[0] in _LIGHT


def _marked(part: Part) -> bool:
    return not part.written.isascii()


def _marks(written: str) -> list[str]:
    """Letters and marks whatever their order: hoà and hòa are one."""
    return sorted(unicodedata.normalize("NFD", written.casefold().replace("ð", "đ").replace("y", "i")))
