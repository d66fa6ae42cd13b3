"""Lao in Latin letters. Its spelling follows its sound, so a table and the order of the signs are enough.

Source: the Lao block of Unicode 16, BGN/PCGN's 1966 system, everyday spelling of names for finals.
"""

import re

_CONSONANTS = dict(zip("ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ", [
    "k", "kh", "kh", "ng", "ch", "s", "x", "y", "d", "t", "th", "th", "n", "b", "p", "ph", "f", "ph", "f", "m",
    "y", "r", "l",
    "v", "h", "", "h",
], strict=True))  # fmt: skip
_SILENT = re.compile("[ກ-ຮ][ິຸ]?\u0ecc|[\u0ec8-\u0ecd](?<!\u0ecd)|\u0ecc")  # a cancelled letter, tone marks
_LEADING = re.compile("([ເແໂໃໄ])((?:ຫ(?=[ງຍນມລຣວ]))?[ກ-ຮ][\u0ebc]?)")
_SILENT_HO = re.compile("ຫ(?=[ງຍນມລຣວ][ະ-ໄໍອວ])")
# Written forms of vowels, after the leading sign has moved behind its consonant; longest first.
_VOWELS = [
    ("ເົາ", "ao"), ("ເືອ", "uea"), ("ເຶອ", "uea"), ("ເັຍ", "ia"), ("ເິ", "oe"), ("ເີ", "oe"), ("ເັ", "e"),
    ("ແັ", "ae"), ("ເະ", "e"),
    ("ແະ", "ae"), ("ໂະ", "o"), ("ເາະ", "o"), ("ເຍ", "ia"), ("ົວະ", "ua"), ("ົວ", "ua"), ("ັວ", "ua"),
    ("ັຍ", "ai"), ("ັອ", "o"),
    ("ະ", "a"), ("ັ", "a"), ("າ", "a"), ("ຳ", "am"), ("ິ", "i"), ("ີ", "i"), ("ຶ", "ue"), ("ື", "ue"),
    ("ຸ", "u"), ("ູ", "u"), ("ົ", "o"),
    ("ໍ", "o"), ("ຽ", "ia"), ("ເ", "e"), ("ແ", "ae"), ("ໂ", "o"), ("ໄ", "ai"), ("ໃ", "ai"),
]  # fmt: skip
_VOWEL = re.compile("|".join(sign for sign, _sound in _VOWELS))
_SOUNDS = dict(_VOWELS)
_BETWEEN = re.compile("(?<=[ກ-ຮ])([ອວ])(?=[ກ-ຮ](?![ະ-ຽເ-ໄ\u0ecd])|$)")  # ອ and ວ as vowels of a closed syllable


def latin(run: str) -> str:
    """A run of Lao letters in Latin ones: ສົມພອນ gives somphon."""
    run = _SILENT.sub("", run).replace("ຫ\u0ebc", "ລ")
    run = _SILENT_HO.sub("", _LEADING.sub(r"\2\1", run))
    run = re.sub("(?<=[ກ-ຮ])ອຍ(?![ະ-ຽ])", "oy", run)
    run = _BETWEEN.sub(lambda found: "o" if found[1] == "ອ" else "ua", run)
    run = _VOWEL.sub(lambda found: _SOUNDS[found[0]], run)
    return "".join(_CONSONANTS.get(letter, "l" if letter == "\u0ebc" else letter) for letter in run if letter != "ໆ")
