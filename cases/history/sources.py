"""What has a history in a case, and which versions of it a viewer may read: exactly those the viewer could have seen.

A version names other records as it was then. One that named a record the viewer may not know of, or that was for other
agencies only, does not exist for that viewer: it is left out in SQL, so no page is shorter for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, ForeignKey, Model, OuterRef, Q

from access.registry import Child, Undeclared, aggregate_of, child_of, children_of, root_model
from access.viewer import Viewer
from cases.history.words import told_fields
from cases.models import Case

READERS = "only"  # the field of a record that names its readers


@dataclass(frozen=True)
class Source:
    """A tracked model: the case itself (`child` None), a record of it, or a line of a record (`parent`: its key)."""

    noun: str
    model: Any
    child: Child | None
    parent: str = ""

    @property
    def versions(self) -> Any:
        """The manager of the versions."""
        return _versions(self.model).objects

    @property
    def record(self) -> "Source":
        """The record that a line belongs to; the source itself for a record."""
        return source_of(self.model._meta.get_field(self.parent).related_model) if self.parent else self

    @property
    def record_key(self) -> str:
        """The field of a version that holds the id of its record."""
        return f"{self.parent}_id" if self.parent else "pgh_obj_id"

    @property
    def told(self) -> list[Any]:
        """The fields that the history tells of."""
        return told_fields(self.model, _versions(self.model), parent=self.parent)

    def rows(self, viewer: Viewer, case: Case) -> Any:
        """The rows of this case that the viewer may know of, removed ones too."""
        if self.child is None:
            return self.model.objects.permitted(viewer, "case.read").filter(pk=case.pk)
        return self.model.objects.known_to(viewer).filter(**{self.child.path: case.pk})

    def seen(self, viewer: Viewer, case: Case) -> Any:
        """The versions of those rows that the viewer may read."""
        versions = self.versions.filter(pgh_obj_id__in=self.rows(viewer, case).values("pk"))
        for field in protected_keys(self):
            versions = versions.filter(_known(field, viewer, case))
        if self._has_readers:
            return versions.filter(_among_readers(viewer))
        return versions.exclude(Exists(self._unread(viewer))) if self.parent and self.record._has_readers else versions

    @property
    def _has_readers(self) -> bool:
        return any(field.name == READERS for field in self.model._meta.concrete_fields)

    def _unread(self, viewer: Viewer) -> Any:
        """Versions of a line's record, as old as the line's or younger, that were not for the viewer."""
        same = {"pgh_obj_id": OuterRef(self.record_key), "pgh_created_at__gte": OuterRef("pgh_created_at")}
        return self.record.versions.filter(~_among_readers(viewer), **same)


def sources() -> list[Source]:
    """Every tracked model of a case, in the order in which the rooms declared them."""
    return [Source("case", Case, None), *_children()]


def source_of(model: type[Model]) -> Source:
    """The source of a model; `Undeclared` where its versions are not kept."""
    try:
        return next(source for source in sources() if source.model is model)
    except StopIteration:
        raise Undeclared(model.__name__) from None


def record_source(noun: str) -> Source | None:
    """The source of a kind of record by the noun of addresses and log; None where there is none."""
    return next((source for source in sources() if source.noun == noun and not source.parent), None)


def protected_keys(source: Source) -> list[Any]:
    """The foreign keys of a model that lead to other protected rows than its own case, or a line's own record."""
    keys = (field for field in source.model._meta.concrete_fields if isinstance(field, ForeignKey))
    own = source.child.path.partition("__")[0] if source.child else ""
    return [field for field in keys if field.name != own and is_protected(field.related_model)]


def is_protected(model: Any) -> bool:
    """Whether a viewer is asked for before a row of this model may be read."""
    if child_of(model) is not None:
        return True
    try:
        aggregate_of(model)
    except Undeclared:
        return False
    return True


def known(model: Any, viewer: Viewer) -> Any:
    """The rows of a protected model that the viewer may know of."""
    return model.objects.known_to(viewer)


def _among_readers(viewer: Viewer) -> Q:
    return Q(only=[]) | Q(only__contains=[viewer.agency_id])


def _known(field: Any, viewer: Viewer, case: Case) -> Q:
    """Records name records of their own case, so that no other case's rows need be looked through."""
    rows, child = known(field.related_model, viewer), child_of(field.related_model)
    if child is not None and root_model(child) is Case:
        rows = rows.filter(**{child.path: case.pk})
    there = Q(**{f"{field.attname}__in": rows.values("pk")})
    return there | Q(**{f"{field.attname}__isnull": True}) if field.null else there


def _children() -> Iterator[Source]:
    """Records that the log tells of, and their lines; what only hangs on a case beside another root is that root's."""
    tracked = [child for child in children_of(Case) if _versions(child.model) is not None]
    records = {child.model for child in tracked if child.in_log}
    for child in tracked:
        first, _dots, rest = child.path.partition("__")
        parent = first if rest else ""
        if child.in_log or (parent and child.model._meta.get_field(parent).related_model in records):
            yield Source(child.name, child.model, child, parent)


def _versions(model: Any) -> Any:
    return next((r.related_model for r in model._meta.related_objects if r.get_accessor_name() == "versions"), None)
