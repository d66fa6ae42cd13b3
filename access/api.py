"""What every API view and serializer of the centre stands on."""

from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.views import APIView as RestView

from access.viewer import Viewer, viewer_of
from coordination_center.text import plain


class _OfTheCentre:
    """The viewer at hand."""

    request: Request

    @property
    def viewer(self) -> Viewer:
        return viewer_of(self.request._request)


class APIView(_OfTheCentre, RestView):  # type: ignore[misc]
    """A view of one address."""


class ViewSet(_OfTheCentre, viewsets.ViewSet):  # type: ignore[misc]
    """Views of one kind of record; it declares only the methods it has."""


class PlainText(serializers.CharField):
    """Text as people type it: no control characters, no hidden direction marks, no markup."""

    def __init__(self, *, multiline: bool = False, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=True, **kwargs)
        self.multiline = multiline

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        if not isinstance(data, str):
            self.fail("invalid")
        try:
            return plain(value, multiline=self.multiline)
        except DjangoValidationError as error:
            raise serializers.ValidationError(error.messages) from error


class Serializer(serializers.Serializer[Any]):
    """Explicit fields only: what is sent and not declared is refused, not ignored."""

    default_error_messages = {"unknown": _("This field is not known here.")}

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            writable = {name for name, field in self.fields.items() if not field.read_only}
            unknown = sorted(str(name) for name in data.keys() - writable)
            if unknown:
                sentence = [str(self.error_messages["unknown"])]
                raise serializers.ValidationError(dict.fromkeys(unknown, sentence))
        return super().to_internal_value(data)
