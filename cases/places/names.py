"""How a place's name becomes a key: case, accents, blanks and hyphens do not matter; the script does."""

import re
import unicodedata

from anyascii import anyascii

# What people of the region type. GeoNames' names in other scripts are left out: they would double the index.
_SCRIPTS = (
    "\\u0980-\\u09ff"  # Bengali
    "\\u0e00-\\u0e7f"  # Thai
    "\\u0e80-\\u0eff"  # Lao
    "\\u1000-\\u109f"  # Myanmar
    "\\u1780-\\u17ff"  # Khmer
    "\\u4e00-\\u9fff"  # Han
)
_NOT_KEPT = re.compile(f"[^a-z0-9{_SCRIPTS}]+")
_LATIN = re.compile("[\\u00c0-\\u024f\\u1e00-\\u1eff\\u0300-\\u036f]+")
_KNOWN = re.compile(f"[A-Za-z0-9\\u00c0-\\u024f\\u1e00-\\u1eff\\u0300-\\u036f\\W_{_SCRIPTS}]+")
_DROPPED = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())


def key_of(name: str) -> str:
    """`Cox’s Bāzār` and `coxs bazar` are both `coxsbazar`; empty for a name in a script that is not indexed."""
    if name.isascii():  # most are, and a table is faster than an expression
        return name.lower().translate(_DROPPED)
    name = unicodedata.normalize("NFC", name)
    if not _KNOWN.fullmatch(name):
        return ""
    return _NOT_KEPT.sub("", _LATIN.sub(lambda letters: anyascii(letters.group()), name).lower())
