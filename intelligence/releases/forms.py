"""Parsing of what people type about releases; every choice is scoped to the viewer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.models import Agency, Membership
from coordination_center.fields import TextArea, TextLine
from intelligence.releases.codes import Learned, Leave, Urgency
from intelligence.releases.models.terms import Terms
from intelligence.reports.codes import Piece
from intelligence.reports.codes import State as Standing
from intelligence.reports.models import Report
from intelligence.reports.models.report import normal_reference


def others(viewer: Viewer) -> Any:
    """The agencies that one may ask, or offer to."""
    return Agency.objects.filter(suspended_at=None).exclude(pk=viewer.agency_id).order_by("name")


class AskForm(forms.Form):
    """A request for a report."""

    owner = forms.ModelChoiceField(queryset=Agency.objects.none(), label=_("Agency that has it"))
    hit = forms.UUIDField(required=False, widget=forms.HiddenInput)  # one's own question
    reference = TextLine(
        max_length=200,
        label=_("What you ask for"),
        help_text=_("The reference of the report; or what a meeting or a hit told you of it, in your words."),
    )
    learned = forms.ChoiceField(
        choices=[c for c in Learned.choices if c[0] != Learned.OFFER], initial=Learned.REFERENCE,
        label=_("How you learned of it"),
    )  # fmt: skip
    purpose = TextLine(max_length=500, label=_("What you need it for"))
    legal_basis = TextLine(max_length=500, required=False, label=_("Legal basis"))
    urgency = forms.ChoiceField(
        choices=Urgency, initial=Urgency.ROUTINE, label=_("Urgency"), widget=forms.RadioSelect,
        help_text=_("Answered within 48 working hours, 8 hours, or 1 hour."),
    )  # fmt: skip
    wanted = forms.MultipleChoiceField(
        choices=Piece, required=False, label=_("Only these parts"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave empty for all of it."),
    )  # fmt: skip
    wanted_leave = forms.MultipleChoiceField(
        choices=Leave, required=False, label=_("You want to use it"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Beyond reading it: only where its handling asks for the originator’s permission."),
    )  # fmt: skip
    for_me = forms.BooleanField(required=False, label=_("For me alone, not for my whole agency"))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["owner"].queryset = others(viewer)  # type: ignore[attr-defined]
        self.fields["reference"].required = not self["hit"].value()  # a hit says what is meant

    @property
    def said(self) -> dict[str, Any]:
        """What `Release.ask` takes."""
        data = dict(self.cleaned_data)
        data["hit_id"] = data.pop("hit")
        return data | {"person": self.viewer.person if data.pop("for_me") else None}


class TermsForm(forms.Form):
    """Under which terms: pieces withheld, and until when. `digest` is of the content that the officer read."""

    withheld = forms.MultipleChoiceField(
        choices=Piece, required=False, label=_("Withhold"), widget=forms.CheckboxSelectMultiple,
        help_text=_("What you tick does not reach the other agency in any way."),
    )  # fmt: skip
    leave = forms.MultipleChoiceField(
        choices=Leave, required=False, label=_("They may use it"), widget=forms.CheckboxSelectMultiple,
        help_text=_("What its handling forbids without your permission. It ends with the release."),
    )  # fmt: skip
    until = forms.DateTimeField(
        required=False, label=_("Until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("Leave empty for no end."),
    )  # fmt: skip
    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    @property
    def terms(self) -> Terms:
        """The terms as the verbs take them."""
        data = self.cleaned_data
        return Terms(withheld=data["withheld"], leave=data["leave"], until=data["until"], digest=data["digest"] or None)


class OfferForm(TermsForm):
    """An offer of a report."""

    asker = forms.ModelChoiceField(queryset=Agency.objects.none(), label=_("To the agency"))
    username = TextLine(
        max_length=150, required=False, label=_("To this person alone"), help_text=_("A user name. TLP:RED needs one.")
    )
    purpose = TextLine(max_length=500, label=_("What it is for"))
    needs_acceptance = forms.BooleanField(
        required=False, initial=True, label=_("They accept it first"),
        help_text=_("Without it, the report is theirs to read at once."),
    )  # fmt: skip
    field_order = ("asker", "username", "purpose", "withheld", "leave", "until", "needs_acceptance", "digest")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asker"].queryset = others(viewer)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["person"] = None
        if data.get("username") and data.get("asker"):
            rows = Membership.objects.live().filter(agency=data["asker"], person__username=data["username"])
            found = rows.select_related("person").first()
            if found is None:
                self.add_error("username", _("There is no such person in this agency."))
            else:
                data["person"] = found.person
        return data

    @property
    def said(self) -> dict[str, Any]:
        """What `Release.offer` takes."""
        names = ("asker", "person", "purpose", "needs_acceptance")
        return {name: self.cleaned_data[name] for name in names} | {"terms": self.terms}


class ActForm(TermsForm):
    """What a verb on a release asks for."""

    reason = TextArea(max_length=2_000, label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))
    reason_if = TextArea(max_length=2_000, required=False, label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))
    text = TextArea(max_length=5_000, label=_("Message"), widget=forms.Textarea(attrs={"rows": 4}))
    report = TextLine(max_length=20, label=_("Reference of your report"))

    def __init__(self, *args: Any, viewer: Viewer, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        for name in [*self.fields]:
            if name not in names:
                del self.fields[name]

    def clean_report(self) -> Report:
        rows = Report.objects.visible_to(self.viewer).filter(
            reference=normal_reference(self.cleaned_data["report"]),
            originator=self.viewer.agency_id,
            state=Standing.VALIDATED,
        )
        found = rows.first()
        if found is None:
            raise forms.ValidationError(_("Choose a validated report of your own agency."))
        return found

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as the verbs take it."""
        data = {name: self.cleaned_data[name] for name in ("text", "report", "reason") if name in self.fields}
        if "reason_if" in self.fields:
            data["reason"] = self.cleaned_data["reason_if"]
        return data | ({"terms": self.terms} if "withheld" in self.fields else {})
