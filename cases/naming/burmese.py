"""Burmese in Latin letters as people of Myanmar spell their names: a table of initials and one of rhymes.

Source of the rhymes: the conventional spelling that BGN/PCGN's 1970 agreement describes, with the everyday
spellings of names.
"""

import re

_INITIALS = dict(
    zip("ကခဂဃငစဆဇဈဉညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအဿ", [
        "k", "kh", "g", "g", "ng", "s", "s", "z", "z", "ny", "ny", "t", "ht", "d", "d", "n", "t", "ht", "d", "d", "n",
        "p", "ph", "b", "b", "m", "y", "y", "l", "w", "th", "h", "l", "", "th",
    ], strict=True)
)  # fmt: skip
_MEDIALS = {"ျ": "y", "ြ": "y", "ွ": "w", "ှ": ""}
_INDEPENDENT = {"ဣ": "i", "ဤ": "i", "ဥ": "u", "ဦ": "u", "ဧ": "e", "ဩ": "aw", "ဪ": "aw"}
_RHYMES = {
    "": "a", "ာ": "a", "ါ": "a", "ိ": "i", "ီ": "i", "ု": "u", "ူ": "u", "ေ": "e", "ဲ": "e", "ော": "aw", "ေါ": "aw",
    "ော်": "aw", "ေါ်": "aw", "ံ": "an", "ုံ": "on", "ို": "o", "ိံ": "ein", "ိုယ်": "o",
    "က်": "et", "င်": "in", "စ်": "it", "ဉ်": "in", "ည်": "i", "တ်": "at", "ဒ်": "at", "န်": "an", "ဏ်": "an", "ပ်": "at",
    "မ်": "an", "ယ်": "e", "သ်": "at", "လ်": "al", "ရ်": "a", "ဿ်": "at", "ဇ်": "it", "ဗ်": "at", "ဘ်": "at", "ဂ်": "et",
    "ောက်": "auk", "ေါက်": "auk", "ောင်": "aung", "ေါင်": "aung", "ိုက်": "aik", "ိုင်": "aing", "ိုဏ်": "aing",
    "ိတ်": "eit", "ိပ်": "eit", "ိန်": "ein", "ိမ်": "ein", "ိဏ်": "ein", "ိဒ်": "eit", "ိဂ်": "eit",
    "ုတ်": "ok", "ုပ်": "ok", "ုန်": "on", "ုမ်": "on", "ုဏ်": "on", "ုဒ်": "ok", "ုဂ်": "ok",
    "ွတ်": "ut", "ွပ်": "ut", "ွန်": "un", "ွမ်": "un", "ွံ": "un", "ေတ်": "it", "ေန်": "in", "ာန်": "an", "ာဏ်": "an",
}  # fmt: skip
_CONSONANT = "[\u1000-\u1021\u103f]"
SYLLABLE = re.compile(
    f"(?P<initial>{_CONSONANT}|[\u1023-\u102a])(?P<medials>[\u103b-\u103e]*)"
    f"(?P<vowels>[\u102b-\u1032\u1036]*)(?P<dot>\u1037?)(?P<final>(?:{_CONSONANT}(?=[\u1037\u1038]*[\u1039\u103a]))?\u103a?)"
    f"(?P<tone>[\u1037\u1038]*)\u1039?"
)


def syllables(run: str) -> list[str]:
    """The syllables of a run of Burmese letters, in Latin letters: ကျော်ဇင်ဦး gives kyaw, zin, u."""
    return [_latin(found) for found in SYLLABLE.finditer(run)]


def readings(run: str) -> list[tuple[str, ...]]:
    """The syllables of a run, each in every way it is spelled: ပြည့် is pyi and pye."""
    return [_ways(_latin(found), found["final"]) for found in SYLLABLE.finditer(run)]


def _ways(latin: str, final: str) -> tuple[str, ...]:
    return (latin, f"{latin[:-1]}e") if final == "ည\u103a" and latin.endswith("i") else (latin,)


def _latin(syllable: "re.Match[str]") -> str:
    initial = syllable["initial"]
    if initial in _INDEPENDENT:
        onset, bare = "", _INDEPENDENT[initial]
    else:
        onset, bare = _onset(initial, syllable["medials"]), ""
    final = syllable["final"] + ("\u103a" if len(syllable["final"]) == 1 and syllable["final"] != "\u103a" else "")
    rhyme = _rhyme(syllable["vowels"], final, wa="ွ" in syllable["medials"])
    if rhyme.endswith("n") and "\u1037" in syllable["dot"] + syllable["tone"]:
        rhyme += "t"  # the creaky tone, as in Myint and Nyunt
    if bare:
        return bare + (rhyme[1:] if final else "")
    return onset.removesuffix("w") + rhyme if rhyme.startswith("u") and onset.endswith("w") else onset + rhyme


def _onset(initial: str, medials: str) -> str:
    onset = _INITIALS[initial] + "".join(_MEDIALS[medial] for medial in medials)
    onset = onset.replace("yy", "y")
    onset = f"ch{onset[3:]}" if onset.startswith("khy") else onset
    if "ှ" not in medials:
        return onset
    return "sh" + onset[1:] if onset.startswith("y") else "sh" + onset[2:] if onset.startswith("ly") else f"h{onset}"


def _rhyme(vowels: str, final: str, *, wa: bool) -> str:
    if wa and f"ွ{vowels}{final}" in _RHYMES:
        return _RHYMES[f"ွ{vowels}{final}"]
    key = vowels + final
    return _RHYMES.get(key) or _RHYMES.get(vowels, "a") + _RHYMES.get(final, "")[1:]
