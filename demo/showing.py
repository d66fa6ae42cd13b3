"""What was loaded: ids and addresses by key, for whoever drives the product from outside."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse

from demo.models import WorldRecord

# Pages of what has none of its own: where it is shown. A release has a page, and hangs on nothing.
_SHOWN_ON = {"note": "case", "reportsubject": "report", "site": "operation", "delegation": "operation"}
_OF_ITS_OWN = {"release", "source"}
_CALLED = {"increment": "result"}  # the word of the addresses


def show() -> dict[str, dict[str, str | None]]:
    """`{"<section>.<key>": {"id", "page", "api"}}` in the order of loading; None where there is no such address."""
    records = {str(record): record for record in WorldRecord.objects.all()}
    return {name: _entry(record, records[_root(name)]) for name, record in records.items()}


def _root(name: str) -> str:
    """`cases.ranong` of `cases.ranong.notes.0`."""
    return ".".join(name.split(".")[:2])


def _entry(record: WorldRecord, root: WorldRecord) -> dict[str, str | None]:
    own, above, kind = record.object_id, root.object_id, record.object_type
    if record is root or kind in _OF_ITS_OWN:
        return {"id": str(own), "page": _address(kind, own), "api": _address(f"api_{kind}", own)}
    kind = _CALLED.get(kind, kind)
    on = "operation" if root.object_type == "operation" else "case"
    page = _address(_SHOWN_ON[kind], above) if kind in _SHOWN_ON else _address(f"{on}_{kind}", above, own)
    api = f"api_{root.object_type}_{kind.removeprefix(root.object_type)}"  # of a model `ReportSubject`: its subject
    return {"id": str(own), "page": page, "api": _address(api, above, own)}


def _address(name: str, *ids: UUID) -> str | None:
    try:
        return reverse(name, args=ids)
    except NoReverseMatch:
        return None
