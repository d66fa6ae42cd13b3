"""What has to be said before something is done. Verbs ask; forms and the API ask for themselves as well."""

from django.utils.translation import gettext as _

from coordination_center.errors import Invalid


def require_text(text: str, *, field: str = "text") -> None:
    """`Invalid`, at this field, for nothing but white space."""
    if not text.strip():
        raise Invalid(fields={field: [_("This has to be filled in.")]})


def require_reason(reason: str) -> None:
    """`Invalid` without a reason."""
    if not reason.strip():
        raise Invalid(fields={"reason": [_("Say why.")]})
