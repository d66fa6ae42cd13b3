"""The words people read for each verb. Apps add theirs as they start: `register({"case.opened": _("opened it")})`."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_labels: dict[str, str | Promise] = {
    "access.denied": _("was refused"),
    "list.consulted": _("read an empty list"),
}


def register(labels: Mapping[str, str | Promise]) -> None:
    """Add the labels of an app's verbs; registering one verb twice with another label is a mistake and raises."""
    for verb, text in labels.items():
        if _labels.setdefault(verb, text) != text:
            raise ValueError(f"The verb {verb} has a label already.")


def label(verb: str) -> str:
    """What `verb` is called in the reader's language; a verb without a label is shown as it is."""
    if verb not in _labels and verb.endswith(".consulted"):
        return str(_("read"))
    return str(_labels.get(verb, verb))


def known() -> Iterator[str]:
    """All verbs that have a label, in alphabetical order."""
    return iter(sorted(_labels))
