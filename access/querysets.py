"""Querysets of protected models: scoped to a viewer, or they do not run inside a request."""

from collections.abc import Iterator
from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.query import ModelIterable

from access import policy, registry, tripwire
from access.viewer import Viewer

M = TypeVar("M", bound=models.Model)


class ProtectedQuerySet(QuerySet[M]):
    """Evaluates inside a request only when scoped, and notes what it showed to its viewer."""

    _scope: "Viewer | str | None" = None

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._scope = self._scope
        return clone

    def scoped(self, scope: "Viewer | str") -> Self:
        clone = self._clone()
        clone._scope = scope
        return clone

    def unscoped(self, reason: str) -> Self:
        """The same rows without a viewer, for a verb or a task that says why; the architecture tests list the users."""
        return self.scoped(reason)

    def visible_to(self, viewer: Viewer) -> Self:
        """Rows this viewer may know of: for a root by its `see` action, for a child by its declared action.

        Rows of a child that were removed are left out; the log and the history ask for `known_to`.
        """
        rows = self.known_to(viewer)
        return rows.filter(**dict.fromkeys(registry.removals(self.model)))

    def held_by(self, viewer: Viewer, *, piece: str = "") -> Self:
        """The rows of `visible_to`, for figures over very many: found from what the viewer holds, not from all.

        Of a child only where its path is one step; with `piece`, its rows of this piece of the root.
        """
        child = registry.child_of(self.model)
        root = registry.root_model(child) if child else self.model
        aggregate = registry.aggregate_of(root)
        rule = policy.rule_for(child.action if child else policy.seeing(aggregate.name))
        if not rule.roles & viewer.roles:
            return self.none().scoped(viewer)
        arms = [arm.values("content_object_id") for arm in grant_arms(viewer, aggregate, rule.levels)]
        key, path = (f"{child.path}_id", f"{child.path}__") if child else ("pk", "")
        rows = self.filter(**{f"{key}__in": arms[0].union(*arms[1:], all=True)})
        rows = rows.exclude(shut_from(viewer, aggregate, path))
        rows = rows.filter(**dict.fromkeys(registry.removals(self.model)))
        if child is None:
            return rows.scoped(viewer)
        return rows._of_piece(viewer, child, piece) if piece else rows._told(viewer, child)

    def _of_piece(self, viewer: Viewer, child: registry.Child, piece: str) -> Self:
        """Rows of one piece, of the roots of which the viewer holds it; `Undeclared` for a child that has no pieces."""
        holds = registry.aggregate_of(registry.root_model(child)).holds
        if holds is None or not isinstance(child.piece, registry.NamedIn) or child.audience or child.also:
            raise registry.Undeclared(f"{self.model.__name__} has no pieces that are counted")
        arms = holds(viewer, piece)
        held = {child.piece.field: piece, f"{child.path}_id__in": arms[0].union(*arms[1:], all=True)}
        return self.filter(**held).scoped(viewer)

    def beside_latest(self, viewer: Viewer, roots: Any, *, piece: str) -> Self:
        """A child's rows of one piece, of roots that `latest_for` gave this viewer: those of which the viewer holds it.

        Found row by row from the few roots, where `held_by` begins with all that the viewer holds.
        """
        child = self._child()
        if roots._scope is not viewer or not isinstance(child.piece, registry.NamedIn) or child.audience or child.also:
            raise registry.Undeclared(f"{self.model.__name__} has no pieces that are counted")
        rows = self.filter(**{child.piece.field: piece, f"{child.path}__in": roots.values("pk")})
        rows = rows.filter(**dict.fromkeys(registry.removals(self.model)))
        aggregate = registry.aggregate_of(registry.root_model(child))
        condition = aggregate.opens(viewer, child.path, piece) if aggregate.opens else Q()
        return rows.filter(condition).scoped(viewer)

    def known_to(self, viewer: Viewer) -> Self:
        """As `visible_to`, with removed rows."""
        child = registry.child_of(self.model)
        if child is None:
            return self.permitted(viewer, policy.seeing(registry.aggregate_of(self.model).name))
        return self._inherited(viewer, child)

    def permitted(self, viewer: Viewer, action: str) -> Self:
        """Rows of a root on which this viewer may do `action`."""
        aggregate = registry.aggregate_of(self.model)
        rule = policy.rule_for(action)
        if not rule.roles & viewer.roles:
            return self.none().scoped(viewer)
        held = [Exists(arm.filter(content_object=OuterRef("pk"))) for arm in grant_arms(viewer, aggregate, rule.levels)]
        granted = held[0]
        for arm in held[1:]:
            granted = granted | arm  # type: ignore[assignment]
        return self.filter(granted).exclude(shut_from(viewer, aggregate)).scoped(viewer)

    def under(self, viewer: Viewer, root: models.Model) -> Self:
        """A child's rows of this root that the viewer may know of."""
        child = self._child()
        return self.visible_to(viewer).filter(**{child.path: root.pk})

    def known_under(self, viewer: Viewer, root: models.Model, levels: frozenset[str]) -> Self:
        """As `known_to`, of a root that the viewer was given just now with these levels: it is not asked again."""
        child = self._child()
        rule = policy.rule_for(child.action)
        if not (rule.roles & viewer.roles and rule.levels & levels):
            return self.none().scoped(viewer)
        return self.filter(**{child.path: root.pk})._told(viewer, child)

    def beside_seen_roots(self, viewer: Viewer) -> Self:
        """A child's rows to prefetch beside roots that are themselves scoped to this viewer.

        Only for a child whose action is the root's `see`: whoever was given the root may have these, so the root need
        not be asked for a second time. Raises for any other child.
        """
        child = registry.child_of(self.model)
        if child is None or child.audience or child.also or child.conditional or child.action != _seeing_root(child):
            raise registry.Undeclared(f"{self.model.__name__} is not open to all who see its root")
        return self.scoped(viewer)

    def _child(self) -> registry.Child:
        child = registry.child_of(self.model)
        if child is None:
            raise registry.Undeclared(f"{self.model.__name__} hangs on nothing")
        return child

    def _inherited(self, viewer: Viewer, child: registry.Child) -> Self:
        roots: Any = registry.root_model(child)._default_manager.all()
        return self.filter(**{f"{child.path}__in": roots.permitted(viewer, child.action)})._told(viewer, child)

    def _told(self, viewer: Viewer, child: registry.Child) -> Self:
        """Of rows whose root allows it, those whose audience has the viewer and whose companions it sees."""
        rows = self
        for path in child.audience:
            rows = rows.filter(_within_audience(self.model, path, viewer))
        for path in child.also:
            rows = rows.filter(_visible_too(self.model, path, viewer))
        if child.conditional:
            rows = rows.filter(registry.opened(child, viewer))
        return rows.scoped(viewer)

    # --- the tripwire: every way to the database passes here  ---
    def _guard(self) -> None:
        tripwire.guard(self.model.__name__, scoped=self._scope is not None)

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._guard()
            super()._fetch_all()
            self._note()
        super()._fetch_all()

    def _note(self) -> None:
        if isinstance(self._scope, Viewer) and issubclass(self._iterable_class, ModelIterable):
            self._scope.shown.note(self._result_cache or ())

    def iterator(self, chunk_size: int | None = None) -> Iterator[M]:
        self._guard()
        for row in super().iterator(chunk_size or 2000):
            if isinstance(self._scope, Viewer):
                self._scope.shown.note([row])
            yield row

    def count(self) -> int:
        self._guard()
        return super().count()

    def exists(self) -> bool:
        self._guard()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._guard()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._guard()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._guard()
        return super().delete()


def _within_audience(model: type[models.Model], path: str, viewer: Viewer) -> Q:
    """No audience on the row at the end of `path`, or one with the viewer's agency, or no such row."""
    within = Q(**{path: []}) | Q(**{f"{path}__contains": [viewer.agency_id]})
    return within | _nothing_there(model, path.rpartition("__")[0])


def _visible_too(model: type[models.Model], path: str, viewer: Viewer) -> Q:
    """The protected row at the end of `path` is visible to the viewer as well, or there is none."""
    other: Any = registry.followed_model(model, path)._default_manager.all()
    return Q(**{f"{path}__in": other.visible_to(viewer)}) | _nothing_there(model, path)


def _nothing_there(model: type[models.Model], path: str) -> Q:
    return Q(**{f"{path}__isnull": True}) if path and registry.may_be_empty(model, path) else Q()


def _seeing_root(child: registry.Child) -> str:
    return policy.seeing(registry.aggregate_of(registry.root_model(child)).name)


def grant_arms(viewer: Viewer, aggregate: registry.Aggregate, levels: frozenset[str]) -> list[QuerySet[Any]]:
    """The viewer's live grants of these levels: one queryset per table (group, user), ids as literals.

    A sub-select for the group or permission made the query 100 to 400 times slower.
    """
    permissions = [viewer.permission(aggregate, level) for level in aggregate.levels if level in levels]
    live: dict[str, Any] = {"permission_id__in": permissions, "group_id": viewer.group_id} | aggregate.in_force
    groups: Any = aggregate.group_grants
    users: Any = aggregate.user_grants
    return [groups.objects.filter(**live), users.objects.filter(user_id=viewer.person_id, **live)]


def shut_out(viewer: Viewer, object_field: str, originator_field: str) -> Q:
    """What to exclude: the records and originators this viewer is shut out of; empty for nearly everyone: no SQL."""
    deny = Q()
    if viewer.shut_objects:
        deny |= Q(**{f"{object_field}__in": _ordered(viewer.shut_objects)})
    if viewer.shut_originators:
        deny |= Q(**{f"{originator_field}__in": _ordered(viewer.shut_originators)})
    return deny


def shut_from(viewer: Viewer, aggregate: registry.Aggregate, path: str = "") -> Q:
    """As `shut_out`, by every field of the root that exclusions name; `path` leads to the root (`case__`)."""
    deny = Q()
    for by_object, by_originator in zip(*aggregate.shut_by, strict=True):
        deny |= shut_out(viewer, f"{path}{by_object}", f"{path}{by_originator}")
    return deny


def _ordered(ids: frozenset[UUID]) -> list[UUID]:
    return sorted(ids)
