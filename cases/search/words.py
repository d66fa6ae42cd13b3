"""What was found, in words: the kind of record, the field, how like a name is, and where its page is."""

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.naming.likeness import ALIKE

if TYPE_CHECKING:
    from uuid import UUID

# Label and icon of each noun that rooms index.
NOUNS: dict[str, tuple[str | Promise, str]] = {
    "case": (gettext_lazy("Case"), "folder2-open"),
    "note": (gettext_lazy("Note"), "chat-left-text"),
    "subject": (gettext_lazy("Subject"), "person"),
    "card": (gettext_lazy("Victim card"), "person-badge"),
    "link": (gettext_lazy("Link"), "diagram-2"),
    "entry": (gettext_lazy("Timeline entry"), "clock-history"),
    "route": (gettext_lazy("Route"), "signpost-split"),
    "action": (gettext_lazy("Action"), "check2-square"),
    "warrant": (gettext_lazy("Warrant"), "file-earmark-text"),
    "offence": (gettext_lazy("Offence"), "journal-text"),
    "evidence": (gettext_lazy("Evidence"), "archive"),
}
FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("Name"),
    "number": gettext_lazy("Number"),
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "text": gettext_lazy("Text"),
    "note": gettext_lazy("Note"),
    "place": gettext_lazy("Place"),
    "source": gettext_lazy("Source"),
    "sourced": gettext_lazy("Source"),
    "tags": gettext_lazy("Tags"),
    "files": gettext_lazy("Files"),
    "court": gettext_lazy("Court"),
    "offence": gettext_lazy("Offence"),
    "reason": gettext_lazy("Reason"),
    "comments": gettext_lazy("Comments"),
    "stops": gettext_lazy("Stops"),
    "found_at": gettext_lazy("Found at"),
}


def kind_of(noun: str) -> str:
    """What a record is."""
    return str(NOUNS[noun][0]) if noun in NOUNS else noun


def icon_of(noun: str) -> str:
    """The icon beside it."""
    return NOUNS[noun][1] if noun in NOUNS else "dot"


def field_of(field: str) -> str:
    """The field in which it was found; empty for one that has no word."""
    return str(FIELDS.get(field, ""))


def likeness_in_words(likeness: float | None) -> str:
    """How sure a person may be that it is the name; nothing for what is no name, or the same letter for letter."""
    if likeness is None or likeness >= 0.995:
        return ""
    return _("Probably the same name") if likeness >= ALIKE else _("Similar name")


def page_of(noun: str, case: "UUID", record: "UUID") -> str:
    """The address of a record: its own page, else its place on the case's page."""
    if noun == "note":
        return f"{reverse('case', args=[case])}#note-{record}"
    try:
        return reverse("case", args=[case]) if noun == "case" else reverse(f"case_{noun}", args=[case, record])
    except NoReverseMatch:
        return reverse("case", args=[case])
