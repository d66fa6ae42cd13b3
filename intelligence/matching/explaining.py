"""Why a score is what it is, in phrases that a person can check on the two papers."""

from django.utils.translation import gettext as _

from cases.naming.romanise import Part
from cases.naming.script import Script, script_of
from cases.naming.writing import folded
from intelligence.matching.alignment import Alignment
from intelligence.matching.birth import Birth
from intelligence.matching.tongue import Tongue

_SAME, _ALIKE, _SOMEWHAT = 0.97, 0.82, 0.7
_SURNAME_FIRST = frozenset({Script.KHMER, Script.HAN, Script.VIETNAMESE})


def explained(
    alignment: Alignment, born: Birth, *, anchor: tuple[str, str], tongue: Tongue, zawgyi: bool
) -> tuple[str, ...]:
    """The phrases for the parts, then for what is missing, for the birth dates, and for the encoding."""
    surname = _surname(anchor, tongue)
    found = [_of_pair(one, other, near, surname) for one, other, near in alignment.pairs]
    found += [_("only on one side: %(part)s") % {"part": part.written} for part in alignment.missing]
    if born is not Birth.UNKNOWN:
        found.append(_of_birth(born))
    if zawgyi:
        found.append(_("Zawgyi text was converted"))
    return tuple(found)


def _surname(anchor: tuple[str, str], tongue: Tongue) -> str:
    """What the surname is written with: by the name in its own script, else by the comma, else by custom."""
    if tongue is Tongue.BURMESE:
        return ""
    name = next((text for text in anchor if script_of(text) is not Script.LATIN), anchor[0])
    words = folded(name).replace(",", " ").split()
    if len(words) < 2:
        return words[0][:1] if words and script_of(name) is Script.HAN and len(words[0]) > 2 else ""
    comma = "," in name.strip(", ")
    first = comma or script_of(name) in _SURNAME_FIRST or tongue in (Tongue.CHINESE, Tongue.VIETNAMESE)
    return words[0] if first else words[-1]


def _of_pair(one: Part, other: Part, near: float, surname: str) -> str:
    both = {"one": one.written, "other": other.written}
    is_surname = surname in (folded(one.written), folded(other.written))
    if near >= _SAME and one.written == other.written:
        return (_("surname the same: %(one)s") if is_surname else _("name the same: %(one)s")) % both
    if near >= _ALIKE:
        return (_("surname alike: %(one)s ~ %(other)s") if is_surname else _("name alike: %(one)s ~ %(other)s")) % both
    if near >= _SOMEWHAT:
        return (_("surname somewhat alike: %(one)s ~ %(other)s") if is_surname else
                _("name somewhat alike: %(one)s ~ %(other)s")) % both  # fmt: skip
    return (_("surnames clash: %(one)s, %(other)s") if is_surname else
            _("first names clash: %(one)s, %(other)s")) % both  # fmt: skip


def _of_birth(born: Birth) -> str:
    return {
        Birth.SAME: _("born on the same date"),
        Birth.PARTIAL: _("born in the same year, as far as one side says"),
        Birth.ERA: _("birth years 543 apart: a Buddhist year read as a common one"),
        Birth.SWAPPED: _("day and month of birth swapped"),
        Birth.DAY_OFF: _("born one day apart: perhaps a slip"),
        Birth.YEAR_OFF: _("birth years one apart: perhaps a slip"),
        Birth.DIGIT_OFF: _("birth dates differ in one place: perhaps a slip"),
        Birth.UNREADABLE: _("a birth date cannot be read and was left aside"),
        Birth.NEAR: _("birth dates differ"),
        Birth.CLASH: _("birth dates clash"),
    }[born]
