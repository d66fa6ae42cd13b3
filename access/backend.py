"""Django's `has_perm`, answered from live grants and memberships through guardian's checker.

guardian itself knows neither expiry nor acting agency nor exclusion, so its own shortcuts are banned by the linter.
"""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Model
from guardian.core import ObjectPermissionChecker  # noqa: TID251 - the one subclass that adds what it lacks
from guardian.utils import get_group_obj_perms_model, get_user_obj_perms_model  # noqa: TID251

from access import registry
from access.decide import is_shut_out
from access.viewer import Viewer, viewer_for
from agencies.models import Person
from coordination_center.errors import NotAllowed


class AgencyChecker(ObjectPermissionChecker):
    """guardian's checker for one viewer: grants of the acting agency and of the person for it, not yet expired."""

    def __init__(self, viewer: Viewer) -> None:
        super().__init__(viewer.person)
        self.viewer = viewer

    def get_group_filters(self, obj: Model) -> dict[str, Any]:
        name = get_group_obj_perms_model(obj).permission.field.related_query_name()  # type: ignore[attr-defined]
        return {
            f"{name}__group_id": self.viewer.group_id,
            f"{name}__content_object": obj,
            **_in_force(name, obj),
        }

    def get_user_filters(self, obj: Model) -> dict[str, Any]:
        name = get_user_obj_perms_model(obj).permission.field.related_query_name()  # type: ignore[attr-defined]
        return {
            f"{name}__user_id": self.viewer.person_id,
            f"{name}__group_id": self.viewer.group_id,
            f"{name}__content_object": obj,
            **_in_force(name, obj),
        }


def _in_force(name: str, obj: Model) -> dict[str, Any]:
    return {f"{name}__{field}": value for field, value in registry.aggregate_of(type(obj)).in_force.items()}


class AgencyBackend(BaseBackend):
    """`person.has_perm("cases.case_lead", case)`: does the person, acting for their agency, hold the level now?"""

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        """False without an object: nobody holds a level everywhere."""
        if obj is None or not isinstance(user_obj, Person) or not user_obj.is_active:
            return False
        registry.aggregate_of(type(obj))
        try:
            viewer = getattr(user_obj, "viewer", None) or viewer_for(user_obj)
        except NotAllowed:
            return False
        if is_shut_out(viewer, obj):
            return False
        return AgencyChecker(viewer).has_perm(perm, obj)
