"""Writing identities, finding equal ones, and destroying them. Who may is the using app's to ask, in its own verb."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from agencies.models import Agency
from audit.log import Actor, Led, record
from coordination_center.errors import IllegalMove
from vault.box import shut
from vault.keys import bare, blind, give_key, key_of, locked_key
from vault.kinds import Kind, kind_of
from vault.models import VaultField, VaultKey, VaultRecord


def keep(kind: str, *, agency: Agency) -> UUID:
    """Make an empty identity of a kind for an agency and return its id; values come by `write`."""
    kind_of(kind)
    with transaction.atomic():
        made = VaultRecord(agency=agency, kind=kind)
        give_key(made, under=locked_key(agency.pk, VaultKey.Use.DATA))
        made.save(force_insert=True)
    return made.pk


def write(pk: UUID, **values: str) -> None:
    """Put values in the place of those that stand; `IllegalMove` for an identity that was destroyed."""
    with transaction.atomic():
        found = _locked(pk)
        for name, value in values.items():
            VaultField.objects.filter(record=found, name=name).delete()
            if value:
                _put(found, kind_of(found.kind), name, value)


def append(pk: UUID, name: str, value: str) -> None:
    """Add a value to a field of several."""
    with transaction.atomic():
        found = _locked(pk)
        kind = kind_of(found.kind)
        if not kind.fields[name].several:
            raise ValueError(f"{kind.name} has one {name}.")
        _put(found, kind, name, value)


def equal_to(value: str, *, kind: str, field: str, agency: Agency) -> list[UUID]:
    """The identities of this kind and agency whose `field` holds an equal value; never those of another agency."""
    if not kind_of(kind).fields[field].findable:
        raise ValueError(f"{field} is not kept for looking up.")
    key = VaultKey.objects.filter(agency=agency, use=VaultKey.Use.INDEX).first()
    if key is None:
        return []
    wanted = blind(value, key=bare(key), kind=kind, field=field)
    rows = VaultField.objects.filter(record__agency=agency, record__kind=kind, name=field, blind=wanted)
    return sorted(set(rows.values_list("record_id", flat=True)))


def erase(pk: UUID, *, by: Actor) -> None:
    """Destroy the identity's key and all it sealed; the row stays. `IllegalMove` if it is gone already."""
    with transaction.atomic():
        found = _locked(pk)
        VaultField.objects.filter(record=found).delete()
        VaultRecord.objects.filter(pk=pk).update(sealed_key=None, sealed_by=None, erased_at=Now())
        record("vault.erased", by=by, on=kind_of(found.kind).ref(pk), led=Led.ERASURE, objects=[pk])


def is_erased(pks: Iterable[UUID]) -> set[UUID]:
    """Which of these identities were destroyed."""
    return set(VaultRecord.objects.filter(pk__in=pks).exclude(erased_at=None).values_list("pk", flat=True))


def _locked(pk: UUID) -> VaultRecord:
    found = VaultRecord.objects.select_for_update().get(pk=pk)  # its agency's key is read after the lock: it may be new
    if found.erased_at is not None:
        raise IllegalMove(_("This identity was destroyed. Nothing can be read from it or written to it any more."))
    return found


def _put(found: VaultRecord, kind: Kind, name: str, value: str) -> None:
    field = VaultField(record=found, name=name)
    if kind.fields[name].findable:
        index = locked_key(found.agency_id, VaultKey.Use.INDEX)
        field.blind = blind(value, key=bare(index), kind=kind.name, field=name)
    field.sealed = shut(value.encode(), key=key_of(found), place=field.place(found))
    field.save(force_insert=True)
