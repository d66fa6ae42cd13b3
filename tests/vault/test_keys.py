"""What lies in the tables opens only with the right keys, in its own place; keys are renewed and destroyed."""

import base64
import os
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from access.viewer import Viewer
from coordination_center.checks import keys_are_keys
from tests.vault.conftest import NAME, PHONE
from vault import wrapping
from vault.box import Unopenable, new_key, opened, shut
from vault.keys import key_of
from vault.models import VaultField, VaultKey, VaultRecord
from vault.records import append, equal_to, erase, keep, write
from vault.reveal import reveal
from vault.rotation import rotate_agency, rotate_wrapping

pytestmark = pytest.mark.django_db


def name_of(pk: UUID, by: Viewer) -> str:
    return reveal(pk, by=by, purpose="safety").one("name")


def some_key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


def test_nothing_lies_in_the_clear(identity: UUID) -> None:
    for field in VaultField.objects.filter(record=identity):
        assert NAME.encode() not in bytes(field.sealed)
        assert PHONE.encode() not in bytes(field.sealed)
        assert PHONE.encode() not in bytes(field.blind or b"")


def test_a_value_opens_only_in_its_own_place(identity: UUID, thai_analyst: Viewer) -> None:
    name, phone = (VaultField.objects.get(record=identity, name=field) for field in ("name", "phone"))
    VaultField.objects.filter(pk=name.pk).update(sealed=phone.sealed)
    with pytest.raises(Unopenable):
        name_of(identity, thai_analyst)
    VaultField.objects.filter(pk=name.pk).update(sealed=name.sealed, name="line")
    with pytest.raises(Unopenable):
        name_of(identity, thai_analyst)


def test_a_value_does_not_open_in_another_record(identity: UUID, thai_analyst: Viewer) -> None:
    other = keep("tested", agency=thai_analyst.agency)
    VaultField.objects.filter(record=identity).update(record=other)
    with pytest.raises(Unopenable):
        name_of(other, thai_analyst)


@pytest.mark.parametrize("spoilt", [b"", b"\x01", b"\x01" + b"0" * 12, b"\x02" + b"0" * 40, b"\x01" + b"0" * 40])
def test_bytes_that_were_never_sealed_do_not_open(spoilt: bytes) -> None:
    with pytest.raises(Unopenable):
        opened(spoilt, key=new_key(), place="here")


def test_the_same_is_sealed_differently_each_time() -> None:
    key = new_key()
    assert shut(b"a", key=key, place="here") != shut(b"a", key=key, place="here")


def test_an_agency_finds_equal_values_of_its_own_alone(
    identity: UUID, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    theirs = keep("tested", agency=malay_liaison.agency)
    write(theirs, phone=PHONE)
    ask = {"kind": "tested", "field": "phone"}
    assert equal_to(f" {PHONE.upper()} ", agency=thai_analyst.agency, **ask) == [identity]
    assert equal_to(PHONE, agency=malay_liaison.agency, **ask) == [theirs]
    assert equal_to("+1", agency=thai_analyst.agency, **ask) == []
    blinds = VaultField.objects.filter(name="phone").values_list("blind", flat=True)
    assert len({bytes(one) for one in blinds if one}) == 2, "one value has another index in every agency"
    with pytest.raises(ValueError, match="looking up"):
        equal_to(NAME, kind="tested", field="name", agency=thai_analyst.agency)
    with pytest.raises(ValueError, match="has one"):
        append(identity, "name", "two")


def test_an_agencys_data_key_is_renewed(identity: UUID, thai_analyst: Viewer) -> None:
    before = bytes(VaultKey.objects.get(agency=thai_analyst.agency, use="data").wrapped)
    record = VaultRecord.objects.get(pk=identity)
    sealed, key = bytes(record.sealed_key or b""), key_of(record)
    assert rotate_agency(thai_analyst.agency, by=thai_analyst) == 1
    record.refresh_from_db()
    assert bytes(VaultKey.objects.get(agency=thai_analyst.agency, use="data").wrapped) != before
    assert bytes(record.sealed_key or b"") != sealed
    assert key_of(record) == key
    assert name_of(identity, thai_analyst) == NAME


def test_the_wrapping_key_is_renewed(identity: UUID, thai_analyst: Viewer, settings: Any) -> None:
    settings.VAULT_KEY = first = some_key()
    assert name_of(identity, thai_analyst) == NAME, "what was wrapped by the derived key still opens"
    assert rotate_wrapping(by=thai_analyst) == 2
    settings.VAULT_KEY, settings.VAULT_OLD_KEYS = some_key(), [first]
    assert rotate_wrapping(by=thai_analyst) == 2
    assert rotate_wrapping(by=thai_analyst) == 0
    settings.VAULT_OLD_KEYS = []
    assert name_of(identity, thai_analyst) == NAME
    assert set(VaultKey.objects.values_list("wrapped_by", flat=True)) == {wrapping.present()}


def test_without_the_wrapping_key_nothing_opens(identity: UUID, thai_analyst: Viewer, settings: Any) -> None:
    settings.VAULT_KEY = some_key()
    rotate_wrapping(by=thai_analyst)
    settings.VAULT_KEY = some_key()
    with pytest.raises(Unopenable):
        name_of(identity, thai_analyst)
    for arguments in (["--wrapping"], []):
        with pytest.raises(CommandError, match="VAULT_OLD_KEYS"):
            call_command("rotate_vault", *arguments)


@pytest.mark.parametrize("wrong", ["not base64!", base64.b64encode(b"short").decode()])
def test_a_key_that_is_none_is_complained_of(settings: Any, wrong: str) -> None:
    settings.VAULT_KEY = wrong
    with pytest.raises(ImproperlyConfigured):
        wrapping.present()
    assert [error.id for error in keys_are_keys([])] == ["coordination_center.E006"]


def test_commands_renew_and_destroy(identity: UUID, thai_analyst: Viewer) -> None:
    said = StringIO()
    call_command("rotate_vault", str(thai_analyst.agency_id), stdout=said)
    assert "1 records" in said.getvalue()
    call_command("rotate_vault", stdout=said)
    call_command("rotate_vault", "--wrapping", stdout=said)
    with pytest.raises(CommandError):
        call_command("rotate_vault", str(uuid4()), stdout=said)
    for arguments in ([str(identity)], [str(uuid4()), "--yes"], ["nonsense", "--yes"]):
        with pytest.raises(CommandError):
            call_command("erase_identity", *arguments)
    call_command("erase_identity", str(identity), "--yes", stdout=said)
    assert not VaultField.objects.filter(record=identity).exists()
    assert NAME not in said.getvalue()


def test_a_destroyed_key_leaves_the_row_and_its_date(identity: UUID, thai_analyst: Viewer) -> None:
    erase(identity, by=thai_analyst)
    row = VaultRecord.objects.get(pk=identity)
    assert row.erased_at is not None
    assert row.sealed_key is None
    with pytest.raises(IntegrityError), transaction.atomic():
        VaultRecord.objects.filter(pk=identity).update(sealed_key=b"x")


@pytest.mark.django_db(transaction=True)
def test_first_keys_made_in_parallel_are_one(identity: UUID, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    def make(_turn: int) -> UUID:
        try:
            pk = keep("tested", agency=malay_liaison.agency)
            write(pk, phone=PHONE)
            return pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(make, range(8)))
    assert VaultKey.objects.filter(agency=malay_liaison.agency).count() == 2
    assert equal_to(PHONE, kind="tested", field="phone", agency=malay_liaison.agency) == sorted(made)


@pytest.mark.django_db(transaction=True)
def test_writing_and_renewing_at_once_lose_nothing(identity: UUID, thai_analyst: Viewer) -> None:
    def do(turn: int) -> None:
        try:
            if turn % 2:
                rotate_agency(thai_analyst.agency, by=thai_analyst)
            else:
                write(identity, name=f"{NAME} {turn}")
                keep("tested", agency=thai_analyst.agency)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(do, range(12)))
    assert name_of(identity, thai_analyst).startswith(NAME)
    for row in VaultRecord.objects.filter(agency=thai_analyst.agency):
        assert len(key_of(row)) == 32
