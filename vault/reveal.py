"""Opening an identity: with a purpose, counted, recorded before anything is read, and in no transaction but its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from access.viewer import Viewer
from agencies import limits
from audit.log import Led, record
from coordination_center.answers import refused
from coordination_center.errors import DomainError, IllegalMove, Invalid, NotAllowed, TooMany, Unseen
from vault.box import opened
from vault.keys import key_of
from vault.kinds import kind_of
from vault.models import VaultRecord

NOWHERE = "0.0.0.0"  # noqa: S104 - openings are counted by person, whatever address they come from


class Revealed:
    """The values of an opened identity, for one answer. Says nothing of them in a traceback or a log."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, list[str]]) -> None:
        self._values = values

    def __repr__(self) -> str:
        return "<Revealed>"

    def one(self, name: str) -> str:
        """The value of a field of one; empty where none was written."""
        return next(iter(self._values.get(name, [])), "")

    def all(self, name: str) -> list[str]:
        """The values of a field of several, oldest first."""
        return list(self._values.get(name, []))


def reveal(pk: UUID, *, by: Viewer, purpose: str) -> Revealed:
    """Open an identity for its reader.

    Every try counts, allowed or not, by a count that no rollback takes back. The event is committed before the values
    leave this function. Raises `TooMany` over the quota, `Invalid` without a known purpose, `Unseen` for another
    agency's (of a shared kind: for whoever there is not its reader), `NotAllowed` for whoever is not its reader,
    `IllegalMove` once it was destroyed, and `RuntimeError` when called in a transaction, which could undo what is
    written here.
    """
    _count(by)
    with transaction.atomic(durable=True):
        found = VaultRecord.objects.select_related("sealed_by").filter(pk=pk).first()
        if found is None or not _within_reach(found, by):
            raise Unseen(object_type="vault", object_id=pk, action="vault.reveal")
        _check(found, by, purpose)
        names = sorted(set(found.fields.values_list("name", flat=True)))
        on = kind_of(found.kind).ref(pk)
        record("vault.revealed", by=by, on=on, led=Led.CONSULTATION, objects=[pk], purpose=purpose,
               detail={"fields": names})  # fmt: skip
    return _values(found)


def _count(by: Viewer) -> None:
    try:
        limits.reserve(limits.REVEAL, account=f"{by.person_id} {by.agency_id}", address=NOWHERE).fail()
    except TooMany as full:
        sentence = _("You have opened as many identities as one person may in this time. Please wait.")
        raise TooMany(sentence, **full.context) from None


def _within_reach(found: VaultRecord, by: Viewer) -> bool:
    """Whether the viewer may know that there is such a record: of another agency's only its very reader."""
    kind = kind_of(found.kind)
    return found.agency_id == by.agency_id or (kind.shared and kind.reader(by, found.pk))


def _check(found: VaultRecord, by: Viewer, purpose: str) -> None:
    kind = kind_of(found.kind)
    if not kind.reader(by, found.pk):
        sentence = _("This identity is not yours to open.")
        raise NotAllowed(sentence, object_type="vault", object_id=found.pk, action="vault.reveal")
    if purpose not in kind.purposes:
        raise Invalid(fields={"purpose": [_("Say what the identity is needed for.")]})
    if found.erased_at is not None:
        raise IllegalMove(_("This identity was destroyed. Nothing can be read from it or written to it any more."))


def _values(found: VaultRecord) -> Revealed:
    key = key_of(found)
    values: dict[str, list[str]] = {}
    for field in found.fields.all():
        text = opened(field.sealed, key=key, place=field.place(found)).decode()
        values.setdefault(field.name, []).append(text)
    return Revealed(values)


View = Callable[..., HttpResponseBase]


def outside_a_transaction(view: View) -> View:
    """For a page that reveals: it runs without the request's transaction; its refusals become answers all the same."""

    @transaction.non_atomic_requests
    @wraps(view)
    def outside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            return refused(request, error)

    return outside
