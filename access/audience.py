"""Who may do this to this row? `can`, asked of everybody at once, for telling people."""

from typing import Any, cast
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from access import policy, registry
from access.decide import can
from access.models import Exclusion
from access.querysets import ProtectedQuerySet
from access.viewer import viewer_for
from agencies.models import Membership


def audience(action: str, obj: Model) -> list[Membership]:
    """The live memberships whose people may do `action` on this row now, by the database's clock; with person, agency.

    One query, and one per companion; a row with a condition of its own asks for each person it is left with.
    """
    people = _holders(action, obj).select_related("person", "agency").order_by("person_id", "position")
    child = registry.child_of(type(obj))
    if child is None or not child.conditional:
        return list(people)
    return [one for one in people if can(viewer_for(one.person, one.agency), action, obj)]


def about(model: type[Model], pk: UUID | None) -> Any:
    """The row that an event is about, for working out who may know of it: shown to nobody. None where it is gone."""
    rows: Any = model._default_manager
    rows = rows.unscoped("whom to tell of it") if isinstance(rows.all(), ProtectedQuerySet) else rows
    return rows.filter(pk=pk).first()


def _holders(action: str, obj: Model) -> QuerySet[Membership]:
    """Those who may as far as the ledger, the row's audience, its companions and exclusions say."""
    rule = policy.rule_for(action)
    root = registry.root_of(obj)
    found = Membership.objects.live().filter(roles__overlap=sorted(rule.roles)).filter(_granted(rule.levels, root))
    for only in registry.audiences(obj):
        found = found.filter(agency__in=only)
    for other in registry.companions(obj):
        found = found.filter(pk__in=_holders(seeing(other), other).values("pk"))
    return found.exclude(_shut(root))


def seeing(obj: Model) -> str:
    """The action that says one may know of this row."""
    child = registry.child_of(type(obj))
    return child.action if child else policy.seeing(registry.aggregate_of(type(obj)).name)


def _granted(levels: frozenset[str], root: Model) -> Q:
    """The agency, or the person for the agency, holds one of the levels on the root until later than now."""
    aggregate = registry.aggregate_of(type(root))
    names = [aggregate.codename(level) for level in aggregate.levels if level in levels]
    label = aggregate.model._meta.app_label
    permissions = list(
        Permission.objects.filter(codename__in=names, content_type__app_label=label).values_list("pk", flat=True)
    )
    live: dict[str, Any] = {"permission_id__in": permissions, "content_object_id": root.pk} | aggregate.in_force
    groups, users = cast("Any", aggregate.group_grants).objects, cast("Any", aggregate.user_grants).objects
    by_name = users.filter(user_id=OuterRef("person_id"), group_id=OuterRef("agency__group_id"), **live)
    return Q(agency__group_id__in=groups.filter(**live).values("group_id")) | Q(Exists(by_name))


def _shut(root: Any) -> Q:
    """Exclusions of the person, or of any agency the person belongs or belonged to, from the root or its originator."""
    by_object, by_originator = registry.aggregate_of(type(root)).shut_by
    objects, originators = [[getattr(root, name) for name in names] for names in (by_object, by_originator)]
    live = Exclusion.objects.live().filter(Q(object_id__in=objects) | Q(originator__in=originators))
    hats = Membership.objects.filter(
        person=OuterRef("person_id"), agency__in=live.filter(agency__isnull=False).values("agency")
    )
    return Q(person__in=live.filter(person__isnull=False).values("person")) | Q(Exists(hats))
