"""Parsing of what people type about alerts. Nothing typed here is kept as a draft, and every desk is scoped."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.countries import country_name
from agencies.languages import LANGUAGES
from cases.alerts.codes import CHOSEN, Given, Ground, Kind, Purpose, Sex, Word
from cases.alerts.sheet import MULTILINE, TEXTS
from coordination_center.fields import TextArea, TextLine

DAYS = 7


def offered(desks: Iterable[Any]) -> list[tuple[str, str]]:
    """Desks (annotated `staffed`, by country) as the choices of a field."""
    return [(str(desk.pk), _said(desk)) for desk in desks]


def _said(desk: Any) -> str:
    words = _("%(country)s: %(agency)s") if desk.staffed else _("%(country)s: %(agency)s (nobody on duty now)")
    return str(words) % {"country": country_name(desk.country), "agency": desk.name}


def _text(name: str, label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    made = TextArea if name in MULTILINE else TextLine
    return made(max_length=TEXTS[name], required=required, label=label, help_text=help_text)


class DesksForm(forms.Form):
    """Which desks are alerted."""

    desks = forms.MultipleChoiceField(
        label=_("Who is alerted"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Each desk may open the sheet. Where nobody is on duty, the centre is told so."),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desks"].choices = choices  # type: ignore[attr-defined]

    def clean_desks(self) -> list[UUID]:
        """Their ids."""
        return [UUID(value) for value in self.cleaned_data["desks"]]


class AlertForm(DesksForm):
    """A new alert with its tracing sheet and its ground."""

    kind = forms.ChoiceField(choices=Kind, label=_("What is it?"))
    names = _text("names", _("Name or names"), _("In every script in which they are written."), required=True)
    photo = forms.FileField(
        required=False, label=_("Photo"),
        help_text=_("JPEG, PNG or WebP up to 20 MB. Place, time and camera are taken out of it."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    born = _text("born", _("Date of birth, or age"))
    sex = forms.ChoiceField(choices=Sex, required=False, label=_("Sex"))
    nationality = _text("nationality", _("Nationality"))
    languages = _text("languages", _("Languages"))
    description = _text("description", _("What does the person look like?"), _("Height, hair, marks, clothes."))
    last_place = _text("last_place", _("Last seen where"))
    last_at = forms.DateTimeField(
        required=False, label=_("Last seen when"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    circumstances = _text("circumstances", _("Circumstances"))
    danger = _text("danger", _("Dangers"), _("To the person, and to those who approach: what must not be done?"))
    call = _text("call", _("Whom to ring"), _("A name and a number, answered day and night."), required=True)
    ground = forms.ChoiceField(choices=Ground, label=_("Ground"), widget=forms.RadioSelect)
    consent_by = _text("consent_by", _("Who gave consent"), _("Name, and what this person is to the missing one."))
    consent_on = forms.DateField(
        required=False, label=_("Given on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    consent_how = forms.ChoiceField(choices=[("", "–"), *Given.choices], required=False, label=_("Given how"))
    consent_language = forms.ChoiceField(
        choices=[("", "–"), *LANGUAGES.items()], required=False, label=_("Explained in which language")
    )
    reason = _text(
        "reason",
        _("Why it cannot wait for consent"),
        _("Another supervisor of your agency reviews it within 72 hours."),
    )
    days = forms.IntegerField(
        min_value=1, max_value=30, initial=DAYS, label=_("For how many days"),
        help_text=_("At most 30. Then the sheet is destroyed, as it is when you close the alert."),
    )  # fmt: skip


class AcknowledgeForm(forms.Form):
    """What the desk says."""

    word = forms.ChoiceField(choices=Word, initial=Word.SEEN, label=_("Your desk’s word"), widget=forms.RadioSelect)
    text = TextArea(
        max_length=2_000, required=False, label=_("What you know"),
        help_text=_("Needed with information. Sealed for the issuer alone."),
    )  # fmt: skip


class MessageForm(forms.Form):
    """A message to the other side."""

    text = TextArea(max_length=2_000, label=_("Message"), help_text=_("Sealed for the other side alone."))


class PurposeForm(forms.Form):
    """What the sheet, or the messages, are opened for."""

    purpose = forms.ChoiceField(choices=[("", _("Choose a purpose")), *Purpose.choices], label=_("What for"))


class CloseForm(forms.Form):
    """How the alert ended."""

    outcome = forms.ChoiceField(choices=[("", _("Choose an outcome")), *CHOSEN], label=_("How it ended"))


class ReviewForm(forms.Form):
    """The word of the supervisor."""

    answer = forms.ChoiceField(
        choices=[
            ("confirm", _("The vital interest holds: let it go on")),
            ("end", _("It does not hold: end the alert")),
        ],
        label=_("Your review"), widget=forms.RadioSelect,
    )  # fmt: skip
