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
from agencies.models import Person
from cases.chronology.moments import in_words
from coordination_center.dates import exact, written_day

# What changes with everything, says nothing, or is said elsewhere on the line (who, when, that it was removed).
LEFT_OUT = frozenset(
    {
        "id", "case", "version", "author", "created_at", "updated_at", "removed_at", "normal", "position", "notice",
        "key", "small_key", "type", "small_type", "size",  # of files: where and how they are stored
        "first", "last",  # of times: the instants they stand for
        "reasons",  # why a suspect may be a victim: for who referred them and for a prosecution, on the record's page
        "base", "changes",  # of a proposal: told by what becomes of it
    }
)  # fmt: skip
WHOLE = frozenset({"subject_name", "identifier"})  # lines that are said whole when they come or go
PARTIAL = frozenset({"born", "from_date", "until_date", "charged_on", "decided_on", "at", "until"})
COUNTRIES = frozenset({"country", "nationality"})

NOUNS: dict[str, str | Promise] = {
    "case": gettext_lazy("Case"),
    "subject": gettext_lazy("Subject"),
    "subject_name": gettext_lazy("Name"),
    "identifier": gettext_lazy("Identifier"),
    "link": gettext_lazy("Link"),
    "entry": gettext_lazy("Timeline entry"),
    "action": gettext_lazy("Action"),
    "warrant": gettext_lazy("Warrant"),
    "renewal": gettext_lazy("Renewal"),
    "route": gettext_lazy("Route"),
    "entry_subject": gettext_lazy("About"),
    "victim_group": gettext_lazy("Group of victims"),
    "claim": gettext_lazy("Element of an offence"),
    "ground": gettext_lazy("What supports it"),
    "evidence": gettext_lazy("Evidence"),
    "card": gettext_lazy("Card"),
    "photo": gettext_lazy("Photo"),
    "charge": gettext_lazy("Charge"),
    "subject_proposal": gettext_lazy("Proposal"),
    "screening": gettext_lazy("Screening"),
    "relation": gettext_lazy("Related case"),
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
    "text": gettext_lazy("Text"),
    "language": gettext_lazy("Language"),
    "value": gettext_lazy("Value"),
    "country": gettext_lazy("Country"),
    "owner": gettext_lazy("To be done by"),
    "due": gettext_lazy("Due"),
    "reason": gettext_lazy("Reason"),
    "started_at": gettext_lazy("Started"),
    "ended_at": gettext_lazy("Ended"),
    "screening": gettext_lazy("Screening"),
    "referred_at": gettext_lazy("Referred"),
    "reviewer": gettext_lazy("Reviewed by"),
    "reviewed_at": gettext_lazy("Reviewed"),
    "result": gettext_lazy("Result"),
    "tags": gettext_lazy("Tags"),
    "pseudonym": gettext_lazy("Pseudonym"),
    "sex": gettext_lazy("Sex"),
    "age_group": gettext_lazy("Age group"),
    "age_from": gettext_lazy("Age from"),
    "age_to": gettext_lazy("Age to"),
    "found_at": gettext_lazy("Found at"),
    "needs": gettext_lazy("Needs"),
    "subject": gettext_lazy("Subject"),
    "caption": gettext_lazy("Caption"),
    "sha256": gettext_lazy("SHA-256"),
    "offence": gettext_lazy("Offence"),
    "law": gettext_lazy("Law"),
    "court": gettext_lazy("Court"),
    "charged_on": gettext_lazy("Charged"),
    "decided_on": gettext_lazy("Decided"),
    "sentence": gettext_lazy("Sentence"),
    "months": gettext_lazy("Months"),
    "sentence_note": gettext_lazy("About the sentence"),
    "compensation": gettext_lazy("Compensation"),
    "currency": gettext_lazy("Currency"),
    "answer": gettext_lazy("Answer"),
    "answered_at": gettext_lazy("Answered"),
    "obtained_on": gettext_lazy("Obtained"),
    "place": gettext_lazy("Place"),
    "source": gettext_lazy("From"),
    "target": gettext_lazy("To"),
    "from_date": gettext_lazy("Since"),
    "until_date": gettext_lazy("Until"),
    "sourced": gettext_lazy("Source"),
    "number": gettext_lazy("Number"),
    "issued_on": gettext_lazy("Issued"),
    "expires_on": gettext_lazy("Last day"),
    "addressee": gettext_lazy("To act"),
    "channel": gettext_lazy("Channel"),
    "renewed": gettext_lazy("Renewed"),
    "transmitted_at": gettext_lazy("Sent"),
    "answer_due": gettext_lazy("Answer expected"),
    "acknowledged_at": gettext_lazy("Acknowledged"),
    "ended_note": gettext_lazy("How it ended"),
    "at": gettext_lazy("When"),
    "until": gettext_lazy("Until"),
    "lat": gettext_lazy("Latitude"),
    "lon": gettext_lazy("Longitude"),
    "located": gettext_lazy("Place found by"),
    "route": gettext_lazy("Route"),
    "name": gettext_lazy("Name"),
    "stops": gettext_lazy("Stops"),
    "other": gettext_lazy("Other case"),
    "group": gettext_lazy("Group of victims"),
    "claim": gettext_lazy("Element of an offence"),
    "evidence": gettext_lazy("Evidence"),
    "entry": gettext_lazy("Timeline entry"),
    "code": gettext_lazy("Element"),
    "support": gettext_lazy("How well supported"),
    "estimate": gettext_lazy("How many"),
    "minors": gettext_lazy("Under 18"),
}


def noun(code: str) -> str:
    """What a kind of record is called."""
    return str(NOUNS.get(code, code.replace("_", " ").capitalize()))


def label(field: Any) -> str:
    """What a field is called."""
    return str(LABELS.get(field.name, str(field.verbose_name).capitalize()))


def told_fields(model: Any, versions: Any, *, parent: str = "") -> list[Any]:
    """The fields of a model that its versions keep and its history tells of.

    Not people, for who acted is named as the log names people; not the key of a line to its record.
    """
    kept = {field.name for field in versions._meta.concrete_fields} - LEFT_OUT - {parent}
    fields = (field for field in model._meta.concrete_fields if field.name in kept)
    return [field for field in fields if field.related_model is not Person and not isinstance(field, FileField)]


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
    if name in PARTIAL:
        return in_words(value)
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
