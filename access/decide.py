"""May this viewer do this to this row? And the only way from an id in an address to a row."""

from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from access import policy, registry
from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from coordination_center.errors import NotAllowed, Unseen

M = TypeVar("M", bound=Model)
# Asked by every verb and every page, so written by hand; the table names are ours.
_HELD = """SELECT permission_id FROM {group}
    WHERE group_id = %s AND content_object_id = %s AND {in_force}
    UNION ALL SELECT permission_id FROM {user}
    WHERE user_id = %s AND group_id = %s AND content_object_id = %s AND {in_force}"""


def may(viewer: Viewer, action: str) -> bool:
    """Whether the viewer's roles allow an action that has no record.

    `centre.*` actions also ask that the viewer acts for a coordination centre.
    """
    rule = policy.rule_for(action)
    if rule.levels:
        raise policy.UndeclaredAction(f"{action} is an action on a record")
    if action.startswith("centre.") and viewer.agency.kind != Agency.Kind.CENTRE:
        return False
    return bool(rule.roles & viewer.roles)


def require_role(viewer: Viewer, action: str) -> None:
    """`NotAllowed` unless `may`."""
    if not may(viewer, action):
        raise NotAllowed(_("Your role in %(agency)s does not include this.") % {"agency": viewer.agency})


def levels_on(viewer: Viewer, obj: Model) -> frozenset[str]:
    """The levels the viewer's acting agency (or the viewer by name) holds on a root now; none when shut out."""
    aggregate = registry.aggregate_of(type(obj))
    if is_shut_out(viewer, obj):
        return frozenset()
    group, user = aggregate.group_grants._meta.db_table, aggregate.user_grants._meta.db_table
    holder = (viewer.group_id, obj.pk)
    with connection.cursor() as cursor:
        held_now = _HELD.format(group=group, user=user, in_force=aggregate.in_force_sql)
        cursor.execute(held_now, [*holder, viewer.person_id, *holder])
        held = {permission for (permission,) in cursor.fetchall()}
    return frozenset(level for level in aggregate.levels if viewer.permission(aggregate, level) in held)


def is_shut_out(viewer: Viewer, obj: Model) -> bool:
    """Whether an exclusion keeps the viewer from this root, or from a record that binds it."""
    by_object, by_originator = registry.aggregate_of(type(obj)).shut_by
    objects = {getattr(obj, field) for field in by_object}
    originators = {getattr(obj, field, None) for field in by_originator}
    return bool(objects & viewer.shut_objects or originators & viewer.shut_originators)


def allowed(viewer: Viewer, action: str, levels: frozenset[str]) -> bool:
    """The policy table alone: do these levels and the viewer's roles allow the action?"""
    rule = policy.rule_for(action)
    return bool(rule.levels & levels) and bool(rule.roles & viewer.roles)


def can(viewer: Viewer, action: str, obj: Model) -> bool:
    """Whether the viewer may do `action` on this row now, by the database's clock. One query, and one per companion."""
    if any(viewer.agency_id not in only for only in registry.audiences(obj)):
        return False
    if not all(_sees(viewer, other) for other in registry.companions(obj)):
        return False
    if _is_withheld(viewer, obj):
        return False
    return allowed(viewer, action, levels_on(viewer, registry.root_of(obj)))


def _sees(viewer: Viewer, obj: Model) -> bool:
    child = registry.child_of(type(obj))
    return can(viewer, child.action if child else policy.seeing(registry.aggregate_of(type(obj)).name), obj)


def _is_withheld(viewer: Viewer, obj: Model) -> bool:
    """Whether this row is a piece of its root that is withheld from the viewer, or stands no more."""
    child = registry.child_of(type(obj))
    if child is None or not child.conditional:
        return False
    rows: Any = type(obj)._default_manager
    return not rows.unscoped("the rule itself").filter(registry.opened(child, viewer), pk=obj.pk).exists()


def require(viewer: Viewer, action: str, obj: Model) -> None:
    """`Unseen` where the viewer may not know of the row, `NotAllowed` where they may but not do this."""
    aggregate = registry.aggregate_of(type(obj))
    levels = levels_on(viewer, obj)
    if not allowed(viewer, policy.seeing(aggregate.name), levels):
        raise Unseen(object_type=aggregate.name, object_id=obj.pk, action=action)
    if not allowed(viewer, action, levels):
        raise NotAllowed(
            _("Your agency’s part in this record, or your role, does not include this."),
            object_type=aggregate.name,
            object_id=obj.pk,
            action=action,
        )


def get_for(viewer: Viewer, action: str, rows: "type[M] | QuerySet[M]", **lookup: Any) -> M:
    """The row that an address or a body names, for doing `action` on it.

    Raises `Unseen` alike for a row that is absent, foreign, of another type or malformed, and `NotAllowed` for a row
    that is seen. `rows` may carry `select_related` and prefetches.
    """
    queryset: Any = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    if not isinstance(queryset, ProtectedQuerySet):
        raise registry.Undeclared(queryset.model.__name__)
    name, wanted = _named(queryset.model), lookup.get("pk")
    try:
        row: M = queryset.visible_to(viewer).get(**lookup)
    except (queryset.model.DoesNotExist, ValueError, ValidationError):
        raise Unseen(object_type=name, object_id=wanted if isinstance(wanted, UUID) else None, action=action) from None
    if not can(viewer, action, row):
        raise NotAllowed(
            _("Your agency’s part in this record, or your role, does not include this."),
            object_type=name,
            object_id=row.pk,
            action=action,
        )
    return row


def _named(model: type[Model]) -> str:
    child = registry.child_of(model)
    return child.name if child else registry.aggregate_of(model).name
