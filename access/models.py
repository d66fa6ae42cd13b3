"""The tables under every decision: grants (abstract, one pair per root) and exclusions."""

import uuid

import pgtrigger
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models.functions import Now
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from access.registry import EVER, FOREVER
from agencies.models import Agency, Person

__all__ = ["Embargoed", "Exclusion", "GroupGrant", "UserGrant", "follow_updates"]

_FILL_SORT_AT = pgtrigger.Trigger(
    name="fill_sort_at",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func=pgtrigger.Func(  # type: ignore[no-untyped-call]
        "SELECT updated_at INTO NEW.sort_at FROM {fields.content_object.related_model._meta.db_table}"
        " WHERE id = NEW.content_object_id; RETURN NEW;"
    ),
)


def follow_updates(*grant_tables: str) -> pgtrigger.Trigger:
    """A trigger for a root model that keeps the `sort_at` of its grants equal to its `updated_at`."""
    updates = " ".join(
        f"UPDATE {table} SET sort_at = NEW.updated_at WHERE content_object_id = NEW.id;"  # noqa: S608 - table names of ours
        for table in grant_tables
    )
    return pgtrigger.Trigger(
        name="grants_follow",
        operation=pgtrigger.UpdateOf("updated_at"),  # type: ignore[no-untyped-call]
        when=pgtrigger.After,
        condition=pgtrigger.Q(old__updated_at__df=pgtrigger.F("new__updated_at")),
        func=f"{updates} RETURN NULL;",
    )


class _Grant(models.Model):
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    originator_id = models.UUIDField()
    sort_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(default=FOREVER, db_default=models.Value(FOREVER))

    class Meta:
        abstract = True


class GroupGrant(_Grant, GroupObjectPermissionBase):
    """An agency (by its group) holds a level on a root until `expires_at`; subclasses add `content_object`."""

    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, db_index=False, related_name="+",
                              related_query_name="%(class)s")  # fmt: skip

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["group", "permission", "content_object"], include=["expires_at"], name="%(class)s_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["group", "permission", "-sort_at", "-content_object"],
                include=["expires_at", "originator_id"],
                name="%(class)s_page",
            ),
            models.Index(fields=["expires_at"], condition=models.Q(expires_at__lt=FOREVER), name="%(class)s_ends"),
        ]
        triggers = [_FILL_SORT_AT]


class UserGrant(_Grant, UserObjectPermissionBase):
    """A named person, acting for one agency (by its group), holds a level on a compartmented root."""

    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False, related_name="+",
                             related_query_name="%(class)s")  # fmt: skip
    group = models.ForeignKey(Group, on_delete=models.CASCADE, db_index=False, related_name="+")

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group", "permission", "content_object"], include=["expires_at"], name="%(class)s_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["user", "group", "permission", "-sort_at", "-content_object"],
                include=["expires_at", "originator_id"],
                name="%(class)s_page",
            ),
            models.Index(fields=["expires_at"], condition=models.Q(expires_at__lt=FOREVER), name="%(class)s_ends"),
        ]
        triggers = [_FILL_SORT_AT]


class Embargoed(models.Model):
    """For grants that begin later than they are written: a root that is nobody's business before a moment."""

    begins_at = models.DateTimeField(default=EVER, db_default=models.Value(EVER))

    class Meta:
        abstract = True


class ExclusionQuerySet(models.QuerySet["Exclusion"]):
    """Exclusions in force, by the database's clock."""

    def live(self) -> "ExclusionQuerySet":
        return self.filter(ended_at=None, until__gt=Now())


class Exclusion(models.Model):
    """A deny: an agency with all its people, or one person, is shut out of a record or of all an agency originates."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.UUIDField(null=True)
    originator = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="+")
    until = models.DateTimeField(default=FOREVER)
    reason = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agency=None, person__isnull=False) | models.Q(agency__isnull=False, person=None),
                name="exclusion_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(object_id=None, object_type="", originator__isnull=False)
                | (models.Q(object_id__isnull=False, originator=None) & ~models.Q(object_type="")),
                name="exclusion_from_one",
            ),
        ]
        indexes = [
            models.Index(fields=["object_id"], name="exclusion_object"),
        ]

    def __str__(self) -> str:
        return f"{self.agency or self.person} out of {self.object_id or self.originator}"
