"""Writing the search index, inside the verb that writes the record: it is never behind, and never ahead."""

from collections.abc import Iterable, Mapping
from typing import Any

from access.registry import audiences
from cases.search.models import SearchRow


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
    rows = [_row(record, readers, "name", text=name) for name in names]
    rows += [_row(record, readers, "number", text=number, exact=[number]) for number in numbers if number]
    rows += [_row(record, readers, field, text=text) for field, text in (texts or {}).items() if text]
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


def _row(record: Any, readers: list[Any], field: str, **values: Any) -> SearchRow:
    case = record.case if hasattr(record, "case_id") else record
    return SearchRow(case=case, object_type=record.ref.type, object_id=record.pk, field=field, only=readers, **values)
