"""What text people may send us: readable characters only, and no markup.

A hidden character can make a name read as another, or a note say what its writer did not. So text is refused with a
sentence, never repaired in silence. `coordination_center.fields` has the form fields, `access.api` the API's.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Unicode 16, PropList.txt, Bidi_Control.
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BIDI = re.compile(f"[{BIDI_CONTROLS}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINES = "\t\n"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TAG = re.compile(r"<[A-Za-z/!?]")


def plain(value: str, *, multiline: bool, markup: bool = False) -> str:
    """`value` with line ends as \\n, or `ValidationError` with a sentence for the writer.

    Refuses control characters (a multi-line text may have tabs and line ends), Unicode's Bidi_Control characters,
    unpaired surrogates and, unless `markup`, what would open an HTML tag.
    """
    if multiline:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    allowed = _LINES if multiline else ""
    if any(match not in allowed for match in _CONTROL.findall(value)):
        raise ValidationError(_control_sentence(value, multiline=multiline), code="control_characters")
    if _BIDI.search(value):
        raise ValidationError(
            _("Hidden characters that change the direction of writing are not accepted. Please remove them."),
            code="bidi_controls",
        )
    if _SURROGATE.search(value):
        raise ValidationError(_("This text holds a broken character. Please type it again."), code="surrogates")
    if not markup and _TAG.search(value):
        raise ValidationError(_("Markup is not accepted: please remove “<” where it begins a tag."), code="markup")
    return value


def _control_sentence(value: str, *, multiline: bool) -> str:
    if not multiline and not set(_CONTROL.findall(value)) - set("\r\n\t\u2028\u2029"):
        return str(_("Please write this on one line, without tabs."))
    return str(_("Control characters are not accepted. Please remove them."))
