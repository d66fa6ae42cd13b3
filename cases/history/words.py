"""A field and its value in words, as the record's own page would say them."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import FileField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.countries import country_name
from agencies.languages import language_name
from coordination_center.dates import exact, written_day

# What changes with everything, says nothing, or is said elsewhere on the line (who, when, that it was removed).
LEFT_OUT = frozenset(
    {"id", "case", "version", "author", "created_at", "updated_at", "removed_at", "normal", "position", "storage"}
)
OF_SUPPLIER = frozenset({"notice"})  # for the agency that supplied the record alone
COUNTRIES = frozenset({"country", "nationality", "countries"})

NOUNS: dict[str, str | Promise] = {
    "case": gettext_lazy("Case"),
    "subject": gettext_lazy("Subject"),
    "subject_name": gettext_lazy("Name"),
    "identifier": gettext_lazy("Identifier"),
    "link": gettext_lazy("Link"),
    "entry": gettext_lazy("Timeline entry"),
    "action": gettext_lazy("Action"),
    "warrant": gettext_lazy("Warrant"),
    "offence": gettext_lazy("Offence"),
    "evidence": gettext_lazy("Evidence"),
}

LABELS: dict[str, str | Promise] = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "state": gettext_lazy("State"),
    "tlp": gettext_lazy("Traffic Light Protocol"),
    "handling": gettext_lazy("Handling codes"),
    "handling_note": gettext_lazy("Handling note"),
    "compartment": gettext_lazy("Named people only"),
    "originator": gettext_lazy("Begun by"),
    "outcome": gettext_lazy("Outcome"),
    "opened_at": gettext_lazy("Opened"),
    "closed_at": gettext_lazy("Closed"),
    "only": gettext_lazy("Readers"),
    "agency": gettext_lazy("Supplied by"),
    "label": gettext_lazy("Main name"),
    "kind": gettext_lazy("Kind"),
    "role": gettext_lazy("Role"),
    "born": gettext_lazy("Born"),
    "nationality": gettext_lazy("Nationality"),
    "note": gettext_lazy("Note"),
    "notice": gettext_lazy("Notice of a hit"),
    "text": gettext_lazy("Text"),
    "language": gettext_lazy("Language"),
    "value": gettext_lazy("Value"),
    "country": gettext_lazy("Country"),
    "owner": gettext_lazy("To be done by"),
    "due": gettext_lazy("Due"),
    "reason": gettext_lazy("Reason"),
    "started_at": gettext_lazy("Started"),
    "ended_at": gettext_lazy("Ended"),
}


def noun(code: str) -> str:
    """What a kind of record is called."""
    return str(NOUNS.get(code, code.replace("_", " ").capitalize()))


def label(field: Any) -> str:
    """What a field is called."""
    return str(LABELS.get(field.name, str(field.verbose_name).capitalize()))


def told_fields(model: Any) -> list[Any]:
    """The fields of a model that its history tells of."""
    fields = model._meta.concrete_fields
    return [field for field in fields if field.name not in LEFT_OUT and not isinstance(field, FileField)]


def said(field: Any, value: Any, names: Mapping[Any, str]) -> str:
    """A value in words, empty for none. `names` holds the rows that keys point to; a key it lacks is not said."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, list | tuple):
        inner = field.base_field if isinstance(field, ArrayField) else field
        words = [_one(inner, field.name, item, names) for item in value]
        return ", ".join(word for word in words if word)
    return _one(field, field.name, value, names)


def _one(field: Any, name: str, value: Any, names: Mapping[Any, str]) -> str:
    if field.is_relation or isinstance(value, UUID):
        return names.get(value, "")
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if name in COUNTRIES:
        return country_name(value)
    if name == "language":
        return language_name(value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return exact(value)
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
