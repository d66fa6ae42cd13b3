"""Writing the search index, inside the verb that writes the record: it is never behind, and never ahead."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db.models import BooleanField, F, Func, Q, TextField, Value
from django.db.models.functions import Cast

from access.registry import audiences
from cases.naming.likeness import keys
from cases.naming.numbers import looser_forms
from cases.naming.segment import lexemes, tsquery
from cases.search.models import SearchRow

LONGEST = 100_000  # characters of a text that are kept for showing what was found


def keep(
    record: Any,
    *,
    names: Iterable[str] = (),
    numbers: Iterable[str] = (),
    texts: Mapping[str, str] | None = None,
) -> None:
    """Replace what search knows of a record: names in any script, numbers in their normal form, texts by field.

    The audience is that of the record and of the rows it hangs on; where two leave nobody, nothing is kept.
    """
    drop(record)
    readers = _readers(record)
    if readers is None:
        return
    rows = [_row(record, readers, "name", name, keys=sorted(keys(name))) for name in names if name]
    rows += [_row(record, readers, "number", number, exact=_forms(number)) for number in numbers if number]
    rows += [_row(record, readers, field, text) for field, text in (texts or {}).items() if text]
    SearchRow.objects.bulk_create(rows)


def drop(record: Any) -> None:
    """Let search forget a record."""
    SearchRow.objects.unscoped("a verb writes its own index").filter(object_id=record.pk).delete()


def _readers(record: Any) -> list[Any] | None:
    lists = audiences(record)
    if not lists:
        return []
    readers = set(lists[0]).intersection(*lists[1:])
    return sorted(readers) or None


def _row(record: Any, readers: list[Any], field: str, text: str, **values: Any) -> SearchRow:
    case = record.case if hasattr(record, "case_id") else record
    return SearchRow(
        case=case,
        object_type=record.ref.type,
        object_id=record.pk,
        field=field,
        only=readers,
        text=text[:LONGEST],
        words=words_of(text),
        **values,
    )


def words_of(text: str) -> Func:
    """The words of a text as a `tsvector` of our lexemes: PostgreSQL knows no words of scripts without spaces."""
    found = Value(lexemes(text), output_field=ArrayField(TextField()))
    return Func(found, function="array_to_tsvector", output_field=SearchVectorField())


def has_words(text: str) -> Q | None:
    """The condition that a row has all the words of `text`; None where there are none.

    The lexemes are cast to `tsquery` as they are: `to_tsquery` would take them apart once more by PostgreSQL's parser.
    """
    asked = tsquery(text)
    if not asked:
        return None
    query = Cast(Value(asked), SearchQueryField())
    return Q(Func(F("words"), query, template="%(expressions)s", arg_joiner=" @@ ", output_field=BooleanField()))


def _forms(number: str) -> list[str]:
    return sorted({number} | looser_forms(number))
