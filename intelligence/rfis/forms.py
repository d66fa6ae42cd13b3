"""Parsing of what people type about requests; every choice is scoped to the viewer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import Exclusion
from access.viewer import Viewer
from agencies.languages import language_choices
from agencies.models import Agency, Membership, Person
from cases.codes import Handling, Tlp
from cases.models import Case
from coordination_center.fields import TextArea, TextLine
from coordination_center.working_time import Urgency
from intelligence.rfis.codes import Answer, Refusal
from intelligence.rfis.models import Recipient
from intelligence.rfis.models.message import LONGEST

MOST_CASES = 200


def askable(viewer: Viewer) -> Any:
    """The agencies that may be asked: not the own one, none suspended, none that the own one has shut out."""
    shut = Exclusion.objects.live().filter(originator=viewer.agency, agency__isnull=False).values("agency")
    rows = Agency.objects.filter(suspended_at=None).exclude(pk=viewer.agency_id).exclude(pk__in=shut)
    return rows.order_by("name")


class ToForm(forms.Form):
    """Agencies, and people by user name."""

    agencies = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(), required=False, label=_("Addressees"), widget=forms.CheckboxSelectMultiple
    )
    people = TextArea(
        max_length=2_000, required=False, label=_("Or named people, by user name"),
        help_text=_("One per line. Only that person of the agency sees the request. TLP:RED needs it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["agencies"].queryset = askable(viewer)  # type: ignore[attr-defined]

    def clean_people(self) -> list[Recipient]:
        names = [line.strip() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        return [self._named(name) for name in dict.fromkeys(names)]

    def _named(self, username: str) -> Recipient:
        person = Person.objects.filter(username__iexact=username).first()
        part = Membership.objects.live().filter(person=person).exclude(agency=self.viewer.agency) if person else None
        found = part.select_related("agency").order_by("position").first() if part is not None else None
        if person is None or found is None:
            raise forms.ValidationError(_("There is nobody with this user name in another agency: %(name)s"),
                                        params={"name": username})  # fmt: skip
        return Recipient(found.agency, person)

    def recipients(self) -> list[Recipient]:
        """Everyone that was chosen."""
        people: list[Recipient] = self.cleaned_data["people"]
        return [*(Recipient(agency) for agency in self.cleaned_data["agencies"]), *people]


class RfiForm(ToForm):
    """A new request."""

    question = TextArea(max_length=10_000, label=_("Question"), help_text=_("Every addressee reads exactly this."))
    language = forms.ChoiceField(required=False, label=_("Language of the question"))
    purpose = TextLine(max_length=500, label=_("Purpose"), help_text=_("What you need the answer for."))
    legal_basis = TextLine(
        max_length=500, required=False, label=_("Legal basis"), help_text=_("The agreement or law that you ask under.")
    )
    urgency = forms.ChoiceField(
        choices=Urgency, initial=Urgency.ROUTINE, label=_("Urgency"),
        help_text=_("Routine: two working days of the country asked. Urgent: 8 hours. Threat to life: 1 hour."),
    )  # fmt: skip
    subjects = TextArea(
        max_length=16_000, required=False, label=_("Persons, numbers, vehicles"), help_text=_("One per line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    case = forms.ChoiceField(
        required=False, label=_("Case"), help_text=_("Addressees see its title only where they read the case anyway.")
    )
    tlp = forms.ChoiceField(choices=Tlp, initial=Tlp.AMBER, label=_("Marking (TLP 2.0)"))
    handling = forms.MultipleChoiceField(
        choices=Handling, required=False, label=_("Handling codes"), widget=forms.CheckboxSelectMultiple
    )
    handling_note = TextLine(max_length=500, required=False, label=_("Restrictions in words"))
    together = forms.BooleanField(
        required=False, label=_("Addressees see who else is asked"),
        help_text=_("Left empty, none of them learns whether anybody else was asked."),
    )  # fmt: skip
    field_order = ["question", "language", "subjects", "purpose", "legal_basis", "urgency", "agencies", "people",
                   "together", "case", "tlp", "handling", "handling_note"]  # fmt: skip

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        fields: Any = self.fields
        fields["language"].choices = [("", _("Not said")), *language_choices([])]
        rows = Case.objects.permitted(viewer, "case.read").order_by("-updated_at", "-pk")[:MOST_CASES]
        self.cases = {str(case.pk): case for case in rows}
        fields["case"].choices = [("", _("None")), *((pk, case.title) for pk, case in self.cases.items())]

    def clean_case(self) -> Case | None:
        return self.cases.get(self.cleaned_data["case"])

    def clean_subjects(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["subjects"].splitlines() if line.strip()]

    def facts(self) -> dict[str, Any]:
        """What `Rfi.send` takes."""
        left_out = ("agencies", "people", "together")
        facts = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return facts | {"discreet": not self.cleaned_data["together"], "to": self.recipients()}


class ActForm(forms.Form):
    """The form of one verb, made of the fields that `intelligence.rfis.acts` names."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in names:
            field, made = FIELDS[name]
            self.fields[field] = made()


FIELDS: dict[str, Any] = {
    "answer": (
        "answer",
        lambda: forms.ChoiceField(
            choices=Answer, label=_("Answer"), widget=forms.RadioSelect, help_text=_("What you hold of what was asked.")
        ),
    ),
    "report": (
        "report",
        lambda: TextLine(
            max_length=20, required=False, label=_("Reference of your report"),
            help_text=_("A graded report that answers it. It is released to the asking agency with your answer."),
        ),
    ),
    "reason": ("reason", lambda: forms.ChoiceField(choices=[("", _("Choose the reason")), *Refusal.choices],
                                                   label=_("Reason"))),
    "text": ("text", lambda: TextArea(max_length=LONGEST, label=_("Text"))),
    "text_if": ("text", lambda: TextArea(max_length=LONGEST, required=False, label=_("In words"))),
}  # fmt: skip


class WriteForm(forms.Form):
    """A message to every addressee that is still to answer."""

    text = TextArea(max_length=LONGEST, label=_("Text"))
