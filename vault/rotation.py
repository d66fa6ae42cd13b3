"""Renewing keys. An agency's data key: its records' keys are sealed anew, the old key is destroyed. The wrapping key:
every agency's keys are wrapped anew. No value is opened for either."""

from uuid import UUID

from django.db import transaction

from agencies.models import Agency
from audit.log import Actor, record
from vault import wrapping
from vault.box import new_key
from vault.keys import bare, give_key, key_of, locked_key
from vault.models import VaultKey, VaultRecord


def rotate_agency(agency: Agency, *, by: Actor) -> int:
    """Give an agency a new data key; returns how many records' keys were sealed anew. Readers wait meanwhile."""
    with transaction.atomic():
        row = locked_key(agency.pk, VaultKey.Use.DATA)
        rows = VaultRecord.objects.select_for_update(of=("self",)).select_related("sealed_by").filter(erased_at=None)
        held = [(one, key_of(one)) for one in rows.filter(sealed_by=row)]
        row.wrapped, row.wrapped_by = wrapping.wrap(new_key(), place=row.place)
        row.save(update_fields=["wrapped", "wrapped_by"])
        for one, key in held:
            give_key(one, under=row, key=key)
            one.save(update_fields=["sealed_key", "sealed_by"])
        record("vault.rotated", by=by, on=agency.ref, detail={"records": len(held), "key": "data"})
    return len(held)


def rotate_wrapping(*, by: Actor) -> int:
    """Wrap every agency's keys with the present wrapping key; returns how many were wrapped by another before."""
    others = VaultKey.objects.exclude(wrapped_by=wrapping.present())
    return sum(_wrap_anew(pk, by=by) for pk in others.values_list("pk", flat=True))


def _wrap_anew(pk: UUID, *, by: Actor) -> int:
    with transaction.atomic():
        row = VaultKey.objects.select_for_update(of=("self",)).select_related("agency").get(pk=pk)
        if row.wrapped_by == wrapping.present():
            return 0
        row.wrapped, row.wrapped_by = wrapping.wrap(bare(row), place=row.place)
        row.save(update_fields=["wrapped", "wrapped_by"])
        record("vault.rotated", by=by, on=row.agency.ref, detail={"key": "wrapping"})
    return 1
