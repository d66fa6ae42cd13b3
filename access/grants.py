"""Guardian's rows follow the domain's ledger. The only module that writes them."""

from typing import Any

from django.db.models import Model

from access import registry
from access.registry import EVER, Aggregate, Entitlement

Key = tuple[Any, ...]


def sync(obj: Model) -> None:
    """Make the grants of a root exactly what its ledger says now; runs in the verb's transaction.

    Guardian has one row per holder, permission and object, so two live entitlements to one level become one row that
    begins with the earlier and lasts as long as the longer.
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
    """By holder and permission, the columns that say from when to when the level is held."""
    wanted: dict[Key, Any] = {}
    for entitlement in entitlements:
        permission = permissions[aggregate.codename(entitlement.level)]
        key: Key = (entitlement.group_id, permission)
        if entitlement.person_id is not None:
            key = (entitlement.person_id, *key)
        wanted[key] = _joined(wanted.get(key), _span(aggregate, entitlement))
    return wanted


def _span(aggregate: Aggregate, entitlement: Entitlement) -> dict[str, Any]:
    span = {"expires_at": entitlement.until, "begins_at": entitlement.since}
    if not aggregate.embargoed and span.pop("begins_at") != EVER:
        raise registry.Undeclared(f"grants of {aggregate.name} have no beginning")
    return span


def _joined(one: dict[str, Any] | None, other: dict[str, Any]) -> dict[str, Any]:
    if one is None:
        return other
    return {name: (min if name == "begins_at" else max)(one[name], other[name]) for name in other}


def _match(model: type[Model], obj: Any, wanted: dict[Key, Any], fields: tuple[str, ...]) -> None:
    rows: Any = model._default_manager
    held = {tuple(getattr(g, f) for f in fields): g for g in rows.filter(content_object=obj)}
    surplus = [held[key].pk for key in held.keys() - wanted.keys()]
    if surplus:
        rows.filter(pk__in=surplus).delete()
    for key in held.keys() & wanted.keys():
        if any(getattr(held[key], name) != value for name, value in wanted[key].items()):
            rows.filter(pk=held[key].pk).update(**wanted[key])
    rows.bulk_create(
        model(
            content_object=obj,
            originator_id=obj.originator_id,
            **wanted[key],
            **dict(zip(fields, key, strict=True)),
        )
        for key in wanted.keys() - held.keys()
    )
