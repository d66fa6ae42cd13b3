"""Guardian's rows follow the domain's ledger. The only module that writes them."""

from typing import Any

from django.db.models import Model

from access import registry
from access.registry import Aggregate, Entitlement

Key = tuple[Any, ...]


def sync(obj: Model) -> None:
    """Make the grants of a root exactly what its ledger says now; runs in the verb's transaction.

    Guardian has one row per holder, permission and object, so two live entitlements to one level become one row that
    lasts as long as the longer.
    """
    aggregate = registry.aggregate_of(type(obj))
    entitlements = list(aggregate.ledger(obj))
    permissions = registry.permission_ids()
    by_group = [e for e in entitlements if e.person_id is None]
    by_user = [e for e in entitlements if e.person_id is not None]
    _match(aggregate.group_grants, obj, _wanted(aggregate, by_group, permissions), ("group_id", "permission_id"))
    _match(
        aggregate.user_grants, obj, _wanted(aggregate, by_user, permissions), ("user_id", "group_id", "permission_id")
    )


def _wanted(aggregate: Aggregate, entitlements: list[Entitlement], permissions: dict[str, int]) -> dict[Key, Any]:
    wanted: dict[Key, Any] = {}
    for entitlement in entitlements:
        permission = permissions[aggregate.codename(entitlement.level)]
        key: Key = (entitlement.group_id, permission)
        if entitlement.person_id is not None:
            key = (entitlement.person_id, *key)
        wanted[key] = max(entitlement.until, wanted.get(key, entitlement.until))
    return wanted


def _match(model: type[Model], obj: Any, wanted: dict[Key, Any], fields: tuple[str, ...]) -> None:
    rows: Any = model._default_manager
    held = {tuple(getattr(g, f) for f in fields): g for g in rows.filter(content_object=obj)}
    surplus = [held[key].pk for key in held.keys() - wanted.keys()]
    if surplus:
        rows.filter(pk__in=surplus).delete()
    for key in held.keys() & wanted.keys():
        if held[key].expires_at != wanted[key]:
            rows.filter(pk=held[key].pk).update(expires_at=wanted[key])
    rows.bulk_create(
        model(
            content_object=obj,
            originator_id=obj.originator_id,
            expires_at=wanted[key],
            **dict(zip(fields, key, strict=True)),
        )
        for key in wanted.keys() - held.keys()
    )
