"""A kind of identity for the vault's own tests: read by those whom a test names."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from access.viewer import Viewer
from audit.log import Ref
from vault import kinds
from vault.kinds import FieldKind, Kind
from vault.records import keep, write

NAME, PHONE = "Somkiat Wongsawat", "+66 81 555 0199"


@pytest.fixture
def readers() -> Iterator[set[UUID]]:
    """The people who may read identities of the kind `tested`."""
    allowed: set[UUID] = set()

    def reader(viewer: Viewer, _pk: UUID) -> bool:
        return viewer.person_id in allowed

    fields = {"name": FieldKind(), "phone": FieldKind(findable=True), "line": FieldKind(several=True)}
    kinds.register(
        Kind("tested", fields, frozenset({"safety"}), reader, lambda pk: Ref("tested", pk, "tested", pk, None))
    )
    yield allowed
    kinds._kinds.pop("tested")


@pytest.fixture
def identity(thai_analyst: Viewer, readers: set[UUID]) -> UUID:
    """An identity of the Thai police that `thai_analyst` reads."""
    pk = keep("tested", agency=thai_analyst.agency)
    write(pk, name=NAME, phone=PHONE)
    readers.add(thai_analyst.person_id)
    return pk
