"""Form fields for text, used by every form of ours."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

from coordination_center.text import plain


class TextLine(forms.CharField):
    """One line of plain text; `max_length` is required, so that no field is endless."""

    multiline = False

    def __init__(self, *, max_length: int, markup: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.markup = markup
        # `plain` has the clearer sentence for NUL; two errors for one character would only confuse.
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitNullCharactersValidator)]

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return plain(text, multiline=self.multiline, markup=self.markup) if text else text


class EmailLine(forms.EmailField):
    """An e-mail address of plain characters; Django's own takes direction marks in a domain."""

    def __init__(self, *, max_length: int = 254, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitNullCharactersValidator)]

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return plain(text, multiline=False) if text else text


class TextArea(TextLine):
    """Several lines of plain text."""

    multiline = True
    widget = forms.Textarea
