"""What a marking must satisfy, whoever sets it."""

from django.utils.translation import gettext as _

from cases.codes import Handling, Tlp
from coordination_center.errors import Invalid


def check_marking(tlp: str, handling: list[str], note: str, *, compartment: bool) -> None:
    """`Invalid` unless TLP:RED names its people (TLP 2.0) and H3 says its restriction in words (SIENA)."""
    if tlp == Tlp.RED and not compartment:
        sentence = _("TLP:RED is for named people only. Name at least one person first.")
        raise Invalid(sentence, fields={"tlp": [sentence]})
    if Handling.H3 in handling and not note.strip():
        sentence = _("H3 needs its restriction in words.")
        raise Invalid(sentence, fields={"handling_note": [sentence]})
