"""The keys of an agency and of a record, opened for as long as a value is sealed or read. Never cached."""

import hmac
import unicodedata
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction

from vault import wrapping
from vault.box import new_key, opened, shut
from vault.models import VaultKey, VaultRecord


def locked_key(agency_id: UUID, use: str) -> VaultKey:
    """The agency's key for this use, made at its first need. Locked: a rotation waits for who seals under it."""
    rows = VaultKey.objects.select_for_update().filter(agency_id=agency_id, use=use)
    found = rows.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return _made(agency_id, use)
    except IntegrityError:  # somebody was faster
        return rows.get()


def _made(agency_id: UUID, use: str) -> VaultKey:
    row = VaultKey(agency_id=agency_id, use=use)
    row.wrapped, row.wrapped_by = wrapping.wrap(new_key(), place=row.place)
    row.save(force_insert=True)
    return row


def bare(row: VaultKey) -> bytes:
    """The agency's key itself."""
    return wrapping.unwrap(row.wrapped, by=row.wrapped_by, place=row.place)


def give_key(record: VaultRecord, *, under: VaultKey, key: bytes | None = None) -> None:
    """Seal the record's key (a new one, unless given) under an agency's; the caller saves."""
    record.sealed_key = shut(key or new_key(), key=bare(under), place=record.place)
    record.sealed_by = under


def key_of(record: VaultRecord) -> bytes:
    """The record's own key. `ValueError` for a record that was erased."""
    if record.sealed_key is None or record.sealed_by is None:
        raise ValueError("The key of this record was destroyed.")
    return opened(record.sealed_key, key=bare(record.sealed_by), place=record.place)


def blind(value: str, *, key: bytes, kind: str, field: str) -> bytes:
    """The blind index of a value: equal for values that differ in case, width or outer spaces only."""
    folded = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    return hmac.new(key, f"{kind}|{field}|{folded}".encode(), sha256).digest()
