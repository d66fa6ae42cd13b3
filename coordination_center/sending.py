"""How a page or an API view runs a verb: a refusal of the input goes into the form, a repeated sending runs once."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, QueryDict

from access.viewer import Viewer
from audit.log import Ref
from audit.models import Submission
from audit.once import remember, submission
from coordination_center.errors import Invalid

T = TypeVar("T")


def attempt(form: forms.BaseForm, verb: Callable[[], T]) -> T | None:
    """Run a verb; what it finds `Invalid` becomes the form's errors, and None comes back."""
    try:
        return verb()
    except Invalid as error:
        for field, sentences in error.fields.items():
            form.add_error(field if field in form.fields else None, sentences)
        if not error.fields:
            form.add_error(None, error.message)
    return None


def once(
    viewer: Viewer, *, route: str, key: str, body: bytes, make: Callable[[], Any], status: int = 201
) -> tuple[Any, Submission | None]:
    """What `make` returns (an object with a `ref`), or the earlier submission when the same was sent before."""
    if not key:
        return make(), None
    before = submission(viewer, route=route, key=key, body=body)
    if before is not None:
        return None, before
    made = make()
    ref: Ref = made.ref
    remember(viewer, route=route, key=key, object_type=ref.type, object_id=ref.id, status=status)
    return made, None


def made_once(request: HttpRequest, viewer: Viewer, route: str, make: Callable[[], Any]) -> UUID:
    """The id of what `make` made, or of what the same form made before."""
    made, before = once(viewer, route=route, key=request.POST.get("once", ""), body=typed(request), make=make)
    return before.object_id if before else made.pk  # type: ignore[return-value]


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, an empty sending included; None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def typed(request: HttpRequest) -> bytes:
    """The body of a form without what differs at each rendering, for telling a repetition from another sending."""
    pairs = sorted((k, v) for k, vs in request.POST.lists() if k not in {"csrfmiddlewaretoken", "once"} for v in vs)
    return repr(pairs).encode()
