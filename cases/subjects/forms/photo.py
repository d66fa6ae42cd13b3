"""The form of a photo."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination_center.fields import TextLine


class PhotoForm(forms.Form):
    """A picture and what it shows."""

    file = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP. It is drawn anew: place, time and camera are not kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    caption = TextLine(
        max_length=200, required=False, label=_("What it shows"), help_text=_("When and where it was taken, if known.")
    )
