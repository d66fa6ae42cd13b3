"""One way of writing for one text: composed, without what nobody sees, the look-alikes of a script made one.

NFKC is not used on a whole text: it takes Thai and Lao SARA AM apart, which then no longer equals itself as typed.
"""

import re
import unicodedata

# Zero-width and joining characters, soft hyphen, direction marks, variation selectors, Khmer's invisible vowels.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)
_KEPT_WHOLE = "\u0e33\u0eb3\u0edc\u0edd"  # SARA AM of Thai and Lao, Lao HO NO and HO MO: NFKC would split them
_COMPATIBLE = re.compile(r"[\u00a0-\u00bf\u2000-\u200a\u2070-\u209f\u2100-\u214f\u2150-\u218f\u2460-\u24ff"
                         r"\u3000\u3300-\u33ff\uf900-\ufaff\ufb00-\ufb06\uff00-\uffef]")  # fmt: skip
_SPELLING = [
    (re.compile("เเ"), "แ"),  # SARA E typed twice
    (re.compile("ເເ"), "ແ"),
    (re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32"), "\\1\u0e33"),  # NIKHAHIT and SARA AA are SARA AM
    (re.compile("\u0ecd([\u0ec8-\u0ecb]?)\u0eb2"), "\\1\u0eb3"),
    (re.compile("\u0e33([\u0e48-\u0e4b])"), "\\1\u0e33"),
    (re.compile("\u0eb3([\u0ec8-\u0ecb])"), "\\1\u0eb3"),
    (re.compile("\u0edc"), "ຫນ"),
    (re.compile("\u0edd"), "ຫມ"),
    (re.compile("(?<=[\u1000-\u103f])\u1040(?=[\u102b-\u103e])|\u1040(?=[\u102b-\u103e])"), "ဝ"),  # zero typed for WA
    (re.compile("\u1047(?=[\u102b-\u103e])"), "ရ"),  # seven typed for RA
    (re.compile("\u1025\u103a"), "\u1009\u103a"),  # U typed for NYA
    (re.compile("\u1037\u103a"), "\u103a\u1037"),  # the order of dot and killer
    (re.compile("\u17c1\u17b8"), "\u17be"),  # two Khmer vowels that look like one
    (re.compile("\u17c1\u17b6"), "\u17c4"),
    (re.compile("(\u17c6)(\u17bb)"), "\\2\\1"),
]
_SPACE = re.compile(r"\s+")


def tidy(text: str) -> str:
    """`text` in one way of writing: NFC, full-width forms narrowed, unseen characters gone, spaces single."""
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    if not text.isascii():
        for wrong, right in _SPELLING:
            text = wrong.sub(right, text)
    return _SPACE.sub(" ", text).strip()


def western_digits(text: str) -> str:
    """`text` with the digits of every script as 0-9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def folded(text: str) -> str:
    """Latin `text` in lower case without its marks (Nguyễn, Ân -> nguyen, an); other scripts stay as they are."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(_plain(c) for c in text)


def _plain(character: str) -> str:
    if character in _STROKES:
        return _STROKES[character]
    base = unicodedata.normalize("NFD", character)
    return base[0] if base[0].isascii() else character if len(base) == 1 else _without_latin_marks(character, base)


def _without_latin_marks(character: str, base: str) -> str:
    return base[0] if "LATIN" in unicodedata.name(base[0], "") else character


# Latin letters that no decomposition brings to a-z.
_STROKES = {
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ł": "l",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ħ": "h",
    "ŋ": "ng",
    "ß": "ss",
}
