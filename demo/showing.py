"""What was loaded: ids and addresses by key, for whoever drives the product from outside."""

from uuid import UUID

from django.urls import reverse

from demo.models import WorldRecord

# Addresses by the type of the object: of its page and in the API, each with the id of its root before its own or alone.
_PAGES = {"agency": "agency", "person": "person", "case": "case"}
_APIS = {"agency": "api_agency", "case": "api_case"}
_PAGES_OF_ROOT = {"note": "case"}
_APIS_UNDER_ROOT = {"note": "api_case_note"}


def show() -> dict[str, dict[str, str | None]]:
    """`{"<section>.<key>": {"id", "page", "api"}}` in the order of loading; None where there is no such address."""
    records = {str(record): record for record in WorldRecord.objects.all()}
    return {name: _entry(record, records[_root(name)]) for name, record in records.items()}


def _root(name: str) -> str:
    """`cases.ranong` of `cases.ranong.notes.0`."""
    return ".".join(name.split(".")[:2])


def _entry(record: WorldRecord, root: WorldRecord) -> dict[str, str | None]:
    own, above, kind = record.object_id, root.object_id, record.object_type
    return {
        "id": str(own),
        "page": _address(_PAGES, kind, own) or _address(_PAGES_OF_ROOT, kind, above),
        "api": _address(_APIS, kind, own) or _address(_APIS_UNDER_ROOT, kind, above, own),
    }


def _address(names: dict[str, str], kind: str, *ids: UUID) -> str | None:
    return reverse(names[kind], args=ids) if kind in names else None
