"""Thai in Latin letters, in the ways people spell their names.

Thai leaves vowels unwritten, and a consonant may close a syllable or open one of its own: สุรชัย is Surachai,
though it reads
like Sunchai. So a name gets up to three readings: RTGS by pythainlp's `royin`, and ours with such consonants
closed and open.
"""

import re
from functools import lru_cache

_LETTERS = dict(zip("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ", [
    "k", "kh", "kh", "kh", "kh", "kh", "ng", "ch", "ch", "ch", "s", "ch", "y", "d", "t", "th", "th", "th", "n",
    "d", "t", "th",
    "th", "th", "n", "b", "p", "ph", "f", "ph", "f", "ph", "m", "y", "r", "l", "w", "s", "s", "s", "h", "l", "", "h",
], strict=True))  # fmt: skip
_FINALS = _LETTERS | {"ญ": "n", "ร": "n", "ล": "n", "ฬ": "n", "ย": "i", "ว": "o", "ห": ""}
_SILENT = re.compile("(?:ษณ|มณ|ณฑ|ทร|ตร|ดร|[ก-ฮ])[ิุ]?\u0e4c|[\u0e2f\u0e46-\u0e4e](?<!\u0e47)")
_AFTER = "[\u0e30-\u0e39\u0e47]"  # signs that stand after or above their consonant
_ONSET = f"((?:[กขคตปผพสศ][รลว]|[ฉถขสผฝห][งญนมยรลว]|อย)(?={_AFTER}|[รอ]ร?)|[ก-ฮ])"
_LED = f"((?:[กขคตปผพสศ][รลว]|[ฉถขสผฝห][งญนมยรลว])(?={_AFTER})|(?:[กขคตปผพ][รล]|ห[งญนมยรลว])(?=[ก-ฮ]|$)|[ก-ฮ])"
_WRITTEN = [  # each with its sound; the first that fits is taken
    (f"เ{_LED}ียะ?", "ia"), (f"เ{_LED}ือะ?", "uea"), (f"เ{_LED}าะ", "o"), (f"เ{_LED}า", "ao"), (f"เ{_LED}อะ?", "e"),
    (f"เ{_LED}ย(?!{_AFTER})", "oei"), (f"เ{_LED}ิ", "e"), (f"เ{_LED}[็ะ]?", "e"), (f"แ{_LED}[็ะ]?", "ae"),
    (f"โ{_LED}ะ?", "o"), (f"[ใไ]{_LED}(?:ย(?!{_AFTER}))?", "ai"), (f"{_ONSET}ัวะ?", "ua"), (f"{_ONSET}ัย", "ai"),
    (f"{_ONSET}ั", "a"), (f"{_ONSET}ำ", "am"), (f"{_ONSET}[ะา]", "a"), (f"{_ONSET}[ิี]", "i"), (f"{_ONSET}[ึื]อ?", "ue"),
    (f"{_ONSET}[ุู]", "u"), (f"{_ONSET}รร(?=[ก-ฮ](?!{_AFTER}))", "a"), (f"{_ONSET}รร(?!{_AFTER})", "an"),
    (f"{_ONSET}อ(?!{_AFTER})", "o"), (f"{_ONSET}ว(?=[ก-ฮ](?!{_AFTER}))", "ua"), ("([ก-ฮ]?)ฤๅ?", "rue"),
]  # fmt: skip
_SYLLABLES = [(re.compile(pattern), sound) for pattern, sound in _WRITTEN]
_FINAL = re.compile(f"[ก-ฮ](?!{_AFTER}|รร|อ(?!{_AFTER})|ฤ)")
_BARE = re.compile(f"[ก-ฮ](?!{_AFTER})")
_S_APART = re.compile(f"^([สศ])(?=ร{_AFTER})")
_R_UNHEARD = re.compile(f"(?<={_AFTER})([ตทชก])ร(?=[ก-ฮ]{_AFTER}|[เ-ไ]|$)(?<!กร$)")
_DOUBLED = re.compile(f"([ก-ฮ])\\1(?={_AFTER})")
_ENDS_IN_PAIR = re.compile("[ก-ฮ]{2}$")
_WHOLE = {"ai", "ao", "am", "an", "oei"}  # sounds that no consonant closes
_STARTS_WITH_S = re.compile("^ทร(?=[ก-ฮ\u0e30-\u0e39])")

_FIVE = 5  # consonants without a vowel: พงศกร is phong-sa-kon
# Elements of names from Pali and Sanskrit, whose last letters are not heard, as they sound.
_ELEMENTS = dict(
    pair.split()
    for pair in """
    เกียรติ เกียด,ชาติ ชาด,วุฒิ วุด,ภูมิ พูม,ญาติ ยาด,เหตุ เหด,ธาตุ ทาด,จักร จัก,บุตร บุด,มิตร มิด,เพชร เพ็ด,พุทธ พุด,ปริ ปะริ,ปวี ปะวี,เจริญ จะเริน
    ,ยุทธ ยุด,สิทธิ สิด,ฤทธิ ริด,ญญ นย
    ,สวัสดิ์ สะวัด,พรหม พรม,ธรรม ทำ,กรรม กำ,จันทร์ จัน,อินทร์ อิน,ราษฎร์ ราด,เสริฐ เสิด,สมบัติ สมบัด,ศักดิ์ สัก,ศักดิ สักดิ
    ,ทรัพย์ ซับ,กาญจน กานจะน,ศิลป์ สิน,สุนทร สุนทอน,เชษฐ์ เชด,โชติ โชด,ณัฐ นัดถะ,นิตย์ นิด,วัฒน วัดทะน,พัฒน พัดทะน
    ,จิตร จิด,เนตร เนด,ฉัตร ฉัด,กฤษ กริด,รัตน รัดตะน,รัตน์ รัด,พัชร พัดชะร,ภัทร พัดทะร,ปัญญา ปันยา,กัญญา กันยา,บุญญา บุนยา
    ,สุวรรณ สุวัน,พรรณ พัน,วรรณ วัน,สรร สัน,สมุทร สะมุด,สัตย์ สัด,วิทย์ วิด,วิทยา วิดทะยา,ปรัชญา ปรัดยา

    """.replace("\n", "").split(",")
)
_ELEMENT = re.compile("|".join(sorted(_ELEMENTS, key=len, reverse=True)))


@lru_cache(maxsize=4096)
def readings(run: str) -> tuple[str, ...]:
    """A run of Thai letters in Latin ones, each way once: สมชาย gives somchai, samachai."""
    run = _STARTS_WITH_S.sub("ซ", run)
    plain = _SILENT.sub("", run)
    ways = [_royin(run), _read(plain, closed=True), _read(plain, closed=False)]
    heard = _SILENT.sub("", _ELEMENT.sub(lambda found: _ELEMENTS[found[0]], run))
    if heard != plain:
        ways += [_read(heard, closed=True), _read(heard, closed=False)]
    return tuple(dict.fromkeys(filter(None, ways)))


def _royin(run: str) -> str:
    from pythainlp.transliterate import romanize  # takes long to import, and most requests have no Thai name

    sound: str = romanize(run, engine="royin")
    if run[0] == "อ" and sound[:1] not in "aeiou":
        sound = f"a{sound}"  # the carrier of an unwritten vowel, which royin leaves out
    return "".join(_LETTERS.get(letter, letter) for letter in sound if letter.isascii() or letter in _LETTERS)


def _read(run: str, *, closed: bool) -> str:
    sounds: list[str] = []
    place = 0
    run = _R_UNHEARD.sub(r"\1", run) if closed else _DOUBLED.sub(r"\1", _S_APART.sub(r"\1ะ", run))
    while place < len(run):
        sound, place = _written(run, place, closed=closed) or _unwritten(run, place, closed=closed)
        sounds.append(sound)
    return "".join(sounds)


def _written(run: str, place: int, *, closed: bool) -> tuple[str, int] | None:
    """A syllable whose vowel is written, and where the next begins."""
    for pattern, sound in _SYLLABLES:
        found = pattern.match(run, place)
        if found:
            final, after = ("", found.end()) if sound in _WHOLE else _final(run, found.end(), closed=closed)
            return _onset(found[1]) + sound + final, after
    return None


def _final(run: str, place: int, *, closed: bool) -> tuple[str, int]:
    found = _FINAL.match(run, place)
    if not found or _ENDS_IN_PAIR.fullmatch(run, place):
        return "", place
    last = found.end() == len(run)
    return (_FINALS[found[0]], found.end()) if closed or last or found[0] in "ยง" else ("", place)


def _unwritten(run: str, place: int, *, closed: bool) -> tuple[str, int]:
    """A consonant without a vowel: with the next one it is a syllable in o, alone one in a."""
    bare = place
    while bare < len(run) and _BARE.match(run, bare):
        bare += 1
    length = bare - place
    if not length:
        return _LETTERS.get(run[place], ""), place + 1
    if closed and length == _FIVE:
        return _LETTERS[run[place]] + "o" + _FINALS[run[place + 1]], place + 2
    pairs = length % 2 == 0 and (closed or (length == 2 and bare == len(run)))
    if pairs:
        return _LETTERS[run[place]] + "o" + _FINALS[run[place + 1]], place + 2
    return (_LETTERS[run[place]] + "a" if length > 1 or bare < len(run) else _FINALS[run[place]]), place + 1


def _onset(letters: str) -> str:
    if len(letters) == 2 and letters[0] in "หอ":
        letters = letters[1]  # leads the tone and is not heard
    return "".join(_LETTERS[letter] for letter in letters)
