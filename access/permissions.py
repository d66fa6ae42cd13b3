"""DRF's default permission: in a module of its own, because DRF imports it while it is itself being imported."""

from typing import Any

from rest_framework.permissions import BasePermission

from access.viewer import viewer_for
from agencies.models import Person
from coordination_center.errors import NotAllowed


class SignedInForAnAgency(BasePermission):
    """A live token, which binds one person and one agency; sets the request's viewer."""

    def has_permission(self, request: Any, view: Any) -> bool:
        if not isinstance(request.user, Person) or request.auth is None:
            return False
        under = request._request
        try:
            viewer = viewer_for(request.user, request.auth.agency_id, request_id=getattr(under, "request_id", None))
        except NotAllowed:
            return False
        under.viewer = request.user.viewer = viewer  # type: ignore[attr-defined]
        return True
